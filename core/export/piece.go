package export

import (
	"fmt"
	"time"

	"caracal/core/media"
)

// A piece is a part of a clip.
type piece struct{ from, length time.Duration }

func whole(info media.Info) piece { return piece{0, info.Duration} }

// input returns how FFmpeg is told to read only the piece.
func (p piece) input(path string) media.Input {
	in := media.Input{Path: path}
	if p.from > 0 {
		in.Args = append(in.Args, "-ss", seconds(p.from), "-t", seconds(p.length))
	}
	return in
}

// share returns a func that tells progress how much of the length has been written, in a part of the whole that begins and ends there.
func share(length time.Duration, progress func(float64), begin, end float64) func(time.Duration) {
	return func(written time.Duration) {
		if length > 0 {
			progress(begin + (end-begin)*min(1, written.Seconds()/length.Seconds()))
		}
	}
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.6f", d.Seconds()) }
