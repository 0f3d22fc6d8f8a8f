package media

import (
	"image"
	"math/rand/v2"
	"testing"
)

// BenchmarkKeepsake takes what a frame of 720p costs to be kept for the filmstrip.
func BenchmarkKeepsake(b *testing.B) {
	frame := image.NewYCbCr(image.Rect(0, 0, 1280, 720), image.YCbCrSubsampleRatio420)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range frame.Y {
		frame.Y[i] = uint8(16 + i%1280/8 + random.IntN(20))
	}
	k := newKeepsakes(Film{Width: 1280, Height: 720, Frames: 2, Keepsakes: true})
	small := image.NewYCbCr(image.Rectangle{Max: k.size}, image.YCbCrSubsampleRatio420)
	b.Run("shrink", func(b *testing.B) {
		for b.Loop() {
			shrink(small, frame)
		}
	})
	b.Run("encode", func(b *testing.B) {
		for b.Loop() {
			if _, err := stripJPEG(small); err != nil {
				b.Fatal(err)
			}
		}
	})
}
