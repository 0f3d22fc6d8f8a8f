package picture

import (
	"fmt"
	"image"
	"image/color"
	"testing"

	"golang.org/x/image/bmp"
)

func TestOpenScalesDownAndNeverUp(t *testing.T) {
	for _, test := range []struct{ w, h, wantW, wantH int }{
		{64, 64, 64, 64},
		{2048, 135, 2048, 135},
		{2049, 100, 2048, 100}, // by so little that averaging alone would take half
		{3000, 200, 2048, 137},
		{4032, 302, 2016, 151}, // a phone's width: even squares
		{4001, 64, 2001, 32},   // the last pixel stands alone
		{64, 20_000, 7, 2000},
	} {
		t.Run(fmt.Sprintf("%dx%d", test.w, test.h), func(t *testing.T) {
			p, err := Open(t.Context(), write(t, "x.bmp", encoded(t, bmp.Encode, fourFields(test.w, test.h))))
			if err != nil {
				t.Fatal(err)
			}
			if p.Width != test.w || p.Height != test.h {
				t.Errorf("the original has %d by %d, want %d by %d", p.Width, p.Height, test.w, test.h)
			}
			wantPlain(t, p.Image, image.Pt(test.wantW, test.wantH))
			wantFields(t, p.Image, fields, 1)
		})
	}
}

// TestShrinkKeepsTheMean checks that nothing gets lighter, darker or moved: a slope stays that slope.
func TestShrinkKeepsTheMean(t *testing.T) {
	for _, size := range []image.Point{{300, 200}, {512, 384}, {999, 700}, {1024, 64}} {
		src := image.NewRGBA(image.Rectangle{Max: size})
		for y := range size.Y {
			for x := range size.X {
				src.SetRGBA(x, y, color.RGBA{uint8(255 * x / size.X), uint8(255 * y / size.Y), 77, 255})
			}
		}
		img, err := shrink(t.Context(), src, 256)
		if err != nil {
			t.Fatal(err)
		}
		got := img.Rect.Size()
		for y := 4; y < got.Y-4; y++ {
			for x := 4; x < got.X-4; x++ {
				want := color.RGBA{uint8((255*x + 127) / got.X), uint8((255*y + 127) / got.Y), 77, 255}
				if c := img.RGBAAt(x, y); !alike(c, want, 2) {
					t.Fatalf("%v: at %d,%d of %v is %v, want %v", size, x, y, got, c, want)
				}
			}
		}
	}
}
