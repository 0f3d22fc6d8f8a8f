package mediatest

import (
	"context"
	"errors"
	"image"
	"io"
	"testing"
	"time"

	"caracal/core/filmstrip"
	"caracal/core/media"
	"caracal/core/yuv"
)

// A Shot is a frame of a clip, painted.
type Shot struct {
	Image *image.RGBA
	At    time.Duration // from the start of the clip
}

// ReadAll reads a clip to its end.
func ReadAll(t testing.TB, path string, o media.ReadOptions) []Shot {
	t.Helper()
	r, err := Decoder(t).Open(context.Background(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var all []Shot
	for {
		img := &image.RGBA{}
		at, err := r.Next(img)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("frame %d: %v", len(all), err)
		}
		all = append(all, Shot{img, at})
	}
}

// ReadStrip returns the frames of the filmstrip at path, painted.
func ReadStrip(t testing.TB, path string) (frames []*image.RGBA) {
	t.Helper()
	s, err := filmstrip.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Len() {
		f, err := s.Frame(i)
		if err != nil {
			t.Fatal(err)
		}
		img := &image.RGBA{}
		yuv.Paint(img, f, yuv.BT709)
		frames = append(frames, img)
	}
	return frames
}

// Difference returns the mean and the largest difference of two pictures' colours. They must be of one size.
func Difference(t testing.TB, a, b *image.RGBA) (mean float64, most int) {
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
