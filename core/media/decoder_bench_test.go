package media_test

import (
	"context"
	"image"
	"testing"

	"caracal/core/media"
	"caracal/core/media/mediatest"
)

func BenchmarkDecode720p(b *testing.B) {
	d, path, n := mediatest.Decoder(b), wide(b, 120), 0
	var img image.RGBA
	for b.Loop() {
		r, err := d.Open(context.Background(), path, media.ReadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		for range 120 {
			if _, err := r.Next(&img); err != nil {
				b.Fatal(err)
			}
			n++
		}
		r.Close()
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "fps")
}

func BenchmarkFirstFrame(b *testing.B) {
	d, path := mediatest.Decoder(b), wide(b, 120)
	var img image.RGBA
	for b.Loop() {
		r, err := d.Open(context.Background(), path, media.ReadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.Next(&img); err != nil {
			b.Fatal(err)
		}
		r.Close()
	}
}
