// Package mediatest makes clips for tests, and reads them by a decoder that is warm.
//
// The rules of this room:
//   - Only tests import it.
//   - The compiled decoder is kept in the user's cache folder, where every test of every package finds it: compiling it takes longer than all the tests.
package mediatest

import (
	"context"
	"image"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"caracal/core/encode"
	"caracal/core/media"
)

// shared is the decoder of this process. It ends with it.
var shared = sync.OnceValues(func() (*media.Decoder, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	d := media.NewDecoder(filepath.Join(dir, "caracal-test"))
	return d, d.Warm(context.Background())
})

// Decoder returns a decoder that is warm. All tests of a process share it, so nobody closes it.
func Decoder(t testing.TB) *media.Decoder {
	t.Helper()
	d, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Clip writes a clip of the Scene into a temporary folder of the test and returns its path.
func Clip(t testing.TB, width, height, fps, frames int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "scene.mp4")
	film := encode.Film{Width: width, Height: height, FPS: fps, Frames: frames, Draw: Draw}
	if err := encode.Write(context.Background(), path, film); err != nil {
		t.Fatal(err)
	}
	return path
}

// Draw paints frame i of the Scene over dst.
func Draw(dst *image.YCbCr, i int) {
	scene := Scene(dst.Rect.Dx(), dst.Rect.Dy(), i)
	copy(dst.Y, scene.Y)
	copy(dst.Cb, scene.Cb)
	copy(dst.Cr, scene.Cr)
}

// Scene paints frame i of a moving test picture, 4:2:0 in BT.709 video range: soft shapes, fine texture and an edge, all of which go two pixels to the left with every
// frame. Each frame differs from every other.
func Scene(width, height, i int) *image.YCbCr {
	img := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	soft, rest := make([]float32, width), make([]float32, width)
	for x := range width {
		at := float64(x + 2*i)
		soft[x] = float32(45 * math.Sin(at/40))
		rest[x] = float32(5*math.Sin(at*0.9)) + float32(20*((x+2*i)/90%2))
	}
	for y := range height {
		row, k := img.Y[y*img.YStride:], float32(math.Cos(float64(y+i)/30))
		for x := range width {
			row[x] = uint8(110 + soft[x]*k + rest[x])
		}
	}
	for y := range (height + 1) / 2 {
		cb, cr := img.Cb[y*img.CStride:], img.Cr[y*img.CStride:]
		for x := range (width + 1) / 2 {
			cb[x] = uint8(128 + soft[x]/2)
			cr[x] = uint8(115 + 30*y/height)
		}
	}
	return img
}
