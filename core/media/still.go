package media

import (
	"context"
	"errors"
	"image"
	"io"
	"math"
	"time"

	"caracal/core"
)

// Frame returns the frame that is on the screen at the given time from the start of the clip, or the last one when the clip is shorter, in the size of ReadOptions.Size.
// Errors are those of Open and Next.
func (d *Decoder) Frame(ctx context.Context, path string, at time.Duration, size image.Point) (*image.RGBA, error) {
	img, err := d.last(ctx, path, ReadOptions{Size: size, Start: at, smooth: true}, 1)
	if errors.Is(err, io.EOF) && at > 0 {
		// Nothing begins there: take the last of all.
		img, err = d.last(ctx, path, ReadOptions{Size: size, smooth: true}, math.MaxInt)
	}
	if errors.Is(err, io.EOF) {
		return nil, core.Errorf("decode frame", core.BadClip, "the clip has no frames")
	}
	return img, err
}

// Poster returns the picture that stands for the clip: its first frame. It is Frame at 0.
func (d *Decoder) Poster(ctx context.Context, path string, size image.Point) (*image.RGBA, error) {
	return d.Frame(ctx, path, 0, size)
}

// last returns the last of up to n frames, or io.EOF when there is none.
func (d *Decoder) last(ctx context.Context, path string, o ReadOptions, n int) (*image.RGBA, error) {
	r, err := d.Open(ctx, path, o)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	img := &image.RGBA{}
	for i := range n {
		if _, err := r.Next(img); err != nil {
			if i > 0 && errors.Is(err, io.EOF) {
				return img, nil
			}
			return nil, err
		}
	}
	return img, nil
}
