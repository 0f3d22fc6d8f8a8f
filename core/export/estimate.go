package export

import (
	"context"
	"time"

	"caracal/core/clipfile"
)

// sample is how much of a clip is tried for an estimate.
const sample = 400 * time.Millisecond

// silence is how many bits a second of it takes: a few bytes for each 1024 samples, and their places in the index.
const silence = 4_000

// Estimate returns about how many bytes Export would write. What is copied is known at once; else two short pieces from the middle of the clip are exported to nowhere: what the
// longer has more stands for all the rest, because the first frame costs more than others. It takes about a second. Errors are those of Export.
func (e *Exporter) Estimate(ctx context.Context, path string, o Options) (int64, error) {
	if o.As.isCopy() {
		f, size, err := clipfile.Open(path)
		if err != nil {
			return 0, err
		}
		return size, f.Close()
	}
	info, err := e.converter.Info(ctx, path)
	if err != nil {
		return 0, err
	}
	convert, plan, err := e.conversion(ctx, path, info, o)
	if err != nil {
		return 0, err
	}
	length := info.Duration
	if plan != nil {
		if !plan.encode {
			bytes := info.Bytes
			if plan.sound && plan.audio == "" {
				bytes += int64(length.Seconds() * silence / 8)
			}
			return int64(plan.times) * bytes, nil
		}
		length *= time.Duration(plan.times)
		plan.times = 1 // a piece is written once
	}
	try := func(p piece) (int64, error) {
		var n counter
		err := convert(ctx, &n, p, func(float64) {})
		return int64(n), err
	}
	if o.As.IsFrame() || length <= 3*sample {
		return try(whole(info))
	}
	short := piece{from: (info.Duration - 2*sample) / 2, length: sample}
	long := piece{from: short.from, length: 2 * sample}
	first, err := try(short)
	if err != nil {
		return 0, err
	}
	both, err := try(long)
	if err != nil {
		return 0, err
	}
	return first + int64(float64(both-first)*float64(length-sample)/float64(sample)), nil
}

// A counter counts what is written to it.
type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}
