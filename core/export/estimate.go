package export

import (
	"context"
	"io"
	"os"
	"time"

	"caracal/core"
)

// sample is how much of a clip is tried for an estimate.
const sample = 400 * time.Millisecond

// silence is how many bits a second of it takes: a few bytes for each 1024 samples, and their places in the index.
const silence = 4_000

// Estimate returns about how many bytes Export would write. What is copied is known at once; else two short pieces from the middle of the clip are exported to nowhere: what the
// longer has more stands for all the rest, because the first frame costs more than others. It takes about a second. Errors are those of Export.
func (e *Exporter) Estimate(ctx context.Context, path string, o Options) (int64, error) {
	if o.As == AsIs || o.As == Clean {
		info, err := os.Stat(path)
		if err != nil {
			return 0, core.Wrap("estimate export", core.BadClip, err)
		}
		return info.Size(), nil
	}
	info, err := e.converter.Info(ctx, path)
	if err != nil {
		return 0, err
	}
	var write func(w io.Writer, p piece) error
	length := info.Duration
	switch {
	case o.As.IsFrame():
		return size(func(w io.Writer) error { return e.frame(ctx, w, path, info, o) })
	case o.As.IsAnimation():
		a := animationOf(info, o)
		write = func(w io.Writer, p piece) error { return e.animate(ctx, w, path, p, a, func(float64) {}) }
	default:
		p, ok := platform(o.As)
		if !ok {
			return 0, core.Errorf("estimate export", core.Internal, "there is no format %q", o.As)
		}
		l, err := e.plan(ctx, path, info, p, o)
		if err != nil {
			return 0, err
		}
		if !l.encode {
			bytes := info.Bytes
			if l.sound && l.audio == "" {
				bytes += int64(length.Seconds() * silence / 8)
			}
			return int64(l.times) * bytes, nil
		}
		length *= time.Duration(l.times)
		l.times = 1
		write = func(w io.Writer, p piece) error { return e.post(ctx, w, path, p, l, func(float64) {}) }
	}
	if length <= 3*sample {
		return size(func(w io.Writer) error { return write(w, whole(info)) })
	}
	short := piece{from: (info.Duration - 2*sample) / 2, length: sample}
	long := piece{from: short.from, length: 2 * sample}
	first, err := size(func(w io.Writer) error { return write(w, short) })
	if err != nil {
		return 0, err
	}
	both, err := size(func(w io.Writer) error { return write(w, long) })
	if err != nil {
		return 0, err
	}
	return first + int64(float64(both-first)*float64(length-sample)/float64(sample)), nil
}

// size returns how much is written.
func size(write func(io.Writer) error) (int64, error) {
	var n counter
	err := write(&n)
	return int64(n), err
}

type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}
