package filmstrip

import (
	"image"
	"math/rand/v2"
	"testing"
)

// BenchmarkRecorder takes what a frame of 720p costs that is recorded.
func BenchmarkRecorder(b *testing.B) {
	frame := image.NewYCbCr(image.Rect(0, 0, 1280, 720), image.YCbCrSubsampleRatio420)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range frame.Y {
		frame.Y[i] = uint8(16 + i%1280/8 + random.IntN(20))
	}
	r := NewRecorder(frame.Rect.Size(), 2)
	small := image.NewYCbCr(image.Rectangle{Max: r.size}, image.YCbCrSubsampleRatio420)
	b.Run("shrink", func(b *testing.B) {
		for b.Loop() {
			shrink(small, frame)
		}
	})
	b.Run("encode", func(b *testing.B) {
		for b.Loop() {
			if _, err := EncodeFrame(small); err != nil {
				b.Fatal(err)
			}
		}
	})
}
