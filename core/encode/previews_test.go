package encode_test

import (
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/draw"

	"caracal/core/encode"
	"caracal/core/filmstrip"
	"caracal/core/media/mediatest"
	"caracal/core/yuv"
)

// A film leaves a filmstrip and a poster of its very frames, which show without a decoder.
func TestAFilmLeavesItsFilmstripAndItsPoster(t *testing.T) {
	for name, size := range map[string]image.Point{"wide": {X: 1280, Y: 720}, "tall": {X: 720, Y: 1280}, "small": {X: 64, Y: 48}} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "clip.mp4")
			draws := func(dst *image.YCbCr, i int) {
				for at := range dst.Y {
					dst.Y[at] = uint8(16 + (at%dst.YStride)*200/dst.YStride + i/2)
				}
				for at := range dst.Cb {
					dst.Cb[at], dst.Cr[at] = 110, uint8(128+i/4)
				}
			}
			film := encode.Film{Width: size.X, Height: size.Y, FPS: 24, Frames: 30, Draw: draws, Previews: true}
			if err := encode.Write(t.Context(), path, film); err != nil {
				t.Fatal(err)
			}
			strip := mediatest.ReadStrip(t, filmstrip.Beside(path))
			if len(strip) != film.Frames {
				t.Fatalf("%d frames, want %d", len(strip), film.Frames)
			}
			for i, got := range strip {
				frame, drawn := image.NewYCbCr(image.Rectangle{Max: size}, image.YCbCrSubsampleRatio420), &image.RGBA{}
				draws(frame, i)
				yuv.Paint(drawn, frame, yuv.BT709)
				small := image.NewRGBA(got.Rect)
				draw.BiLinear.Scale(small, small.Rect, drawn, drawn.Rect, draw.Src, nil)
				if mean, _ := mediatest.Difference(t, small, got); mean > 2 {
					t.Errorf("frame %d differs by %.1f", i, mean)
				}
				if i == 0 {
					f, err := os.Open(filmstrip.PosterBeside(path))
					if err != nil {
						t.Fatal(err)
					}
					defer f.Close()
					poster, err := jpeg.Decode(f)
					if err != nil {
						t.Fatal(err)
					}
					if long := max(poster.Bounds().Dx(), poster.Bounds().Dy()); long != min(filmstrip.PosterSide, max(size.X, size.Y)) {
						t.Errorf("the poster is %v", poster.Bounds())
					}
					scaled := image.NewRGBA(got.Rect)
					draw.BiLinear.Scale(scaled, scaled.Rect, poster, poster.Bounds(), draw.Src, nil)
					if mean, _ := mediatest.Difference(t, small, scaled); mean > 2 {
						t.Errorf("the poster differs from the first frame by %.1f", mean)
					}
				}
			}
		})
	}
}
