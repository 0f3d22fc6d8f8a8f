package media_test

import (
	"context"
	"errors"
	"image"
	"io"
	"testing"
	"time"

	"caracal/core/media"
	"caracal/core/media/mediatest"
)

// wide makes a clip of the size that Draft makes.
func wide(t testing.TB, frames int) string { return mediatest.Clip(t, 1280, 720, 24, frames) }

// small makes a clip where the size does not matter.
func small(t testing.TB, frames int) string { return mediatest.Clip(t, 160, 96, 24, frames) }

// A shot is a frame as Next gave it.
type shot struct {
	img *image.RGBA
	at  time.Duration
}

// readAll reads from a clip until its end.
func readAll(t testing.TB, d *media.Decoder, path string, o media.ReadOptions) []shot {
	t.Helper()
	r, err := d.Open(context.Background(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var all []shot
	for {
		img := &image.RGBA{}
		at, err := r.Next(img)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("frame %d: %v", len(all), err)
		}
		all = append(all, shot{img, at})
	}
}

// difference returns the mean and the largest difference of two pictures' colours. It is the test's own arithmetic, which the race detector would only slow down.
//
//go:norace
func difference(t testing.TB, a, b *image.RGBA) (mean float64, most int) {
	t.Helper()
	if a.Rect != b.Rect || len(a.Pix) != len(b.Pix) {
		t.Fatalf("sizes %v and %v differ", a.Rect, b.Rect)
	}
	sum := 0
	for i := range a.Pix {
		d := int(a.Pix[i]) - int(b.Pix[i])
		d = max(d, -d)
		sum += d
		most = max(most, d)
	}
	return float64(sum) / float64(len(a.Pix)), most
}
