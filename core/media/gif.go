package media

import (
	"context"
	"fmt"
	"io"
	"math"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/encode"
)

// IsGIF reports whether the file at path begins as a GIF (GIF89a, 17).
func IsGIF(path string) bool {
	f, _, err := clipfile.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	var head [6]byte
	_, err = io.ReadFull(f, head[:])
	return err == nil && (string(head[:]) == "GIF87a" || string(head[:]) == "GIF89a")
}

// gifBitrate is the most that a GIF may have as a film, in bits a second. Nothing of it is to be lost that its 256 colours have left.
const gifBitrate = 40_000_000

// maxGIF is how long a GIF may last before its last frame. Each of its frames may last eleven minutes, so that a file of some kilobytes could keep the encoder busy for days.
const maxGIF = 10 * time.Minute

// FilmOfGIF writes the GIF at from as a clip to the path to, so that it plays and can be exported as any other: an MP4 of H.264. Its pace is the nearest that a film can have,
// even where its frames are of uneven length, and its sides are even. It is played once. Errors are *core.Error: BadClip for a file that is no GIF, cannot be read, is larger than a
// film can be or lasts longer than ten minutes, those of [encode.WriteSequence], or ctx.Err().
func (d *Decoder) FilmOfGIF(ctx context.Context, from, to string) error {
	const op = "read GIF"
	clip, size, err := clipfile.Open(from)
	if err != nil {
		return err
	}
	defer clip.Close()
	log, err := d.probe(ctx, "gif", clip, size, "-map", "0:v:0", "-c", "copy", "-f", "null", "pipe:1")
	if err != nil {
		return err
	}
	info, err := log.info()
	if err != nil {
		return core.Wrap(op, core.BadClip, err)
	}
	even := func(n int) int { return max(16, (n+1)/2*2) }
	if width, height, length := even(info.Width), even(info.Height), log.length(); max(width, height) > encode.MaxSide || length > maxGIF {
		return core.Errorf(op, core.BadClip, "%d×%d pixels for %v are too much for a film", width, height, length)
	}
	fps := min(max(int(math.Round(info.FPS)), 1), 50)
	s := encode.Sequence{Width: even(info.Width), Height: even(info.Height), FPS: fps, Bitrate: gifBitrate}
	s.Begin = func() (io.ReadCloser, error) {
		return d.Frames(ctx, Input{Path: from, Args: []string{"-ignore_loop", "1"}}, fmt.Sprintf(
			"fps=%d,scale=%d:%d:out_color_matrix=bt709:out_range=tv:flags=lanczos,format=yuv420p", s.FPS, s.Width, s.Height)), nil
	}
	_, err = encode.WriteSequence(ctx, to, s)
	return err
}
