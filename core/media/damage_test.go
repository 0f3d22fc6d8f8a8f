package media

import (
	"bytes"
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"caracal/core/encode"
)

// FuzzReadInfo also runs as a test, over a few thousand damaged clips. The parser is not ours, and it must neither panic nor take what cannot be.
func FuzzReadInfo(f *testing.F) {
	path := filepath.Join(f.TempDir(), "clip.mp4")
	grey := encode.Film{Width: 32, Height: 32, FPS: 24, Frames: 3, Draw: func(*image.YCbCr, int) {}}
	if err := encode.Write(f.Context(), path, grey); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		b := bytes.Clone(whole)
		for range 1 + random.IntN(6) {
			b[random.IntN(len(b))] = byte(random.IntN(256))
		}
		if random.IntN(3) == 0 { // sizes and counts at their limits
			copy(b[random.IntN(len(b)):], "\xff\xff\xff\xff")
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		info, err := readInfo(bytes.NewReader(b), int64(len(b)))
		if err == nil && (info.Width < 1 || info.Height < 1 || info.Frames < 1 || info.Duration < 0 || !(info.FPS > 0)) {
			t.Errorf("%+v", info)
		}
	})
}
