package media

import (
	"image"
	"math"
	"testing"
)

// Every colour comes out as the textbook has it, also the many that video can say and a screen cannot show.
func TestColoursAreThoseOfTheTextbook(t *testing.T) {
	const step = 3 // of 255
	for matrix, k := range map[string]struct{ r, b float64 }{"bt709": {0.2126, 0.0722}, "smpte170m": {0.299, 0.114}, "bt2020nc": {0.2627, 0.0593}} {
		c := newConverter(matrix, false)
		kg := 1 - k.r - k.b
		for cb := 0; cb <= 255; cb += step {
			for cr := 0; cr <= 255; cr += step {
				f := &frame{width: 255/step + 1, height: 1}
				for y := 0; y <= 255; y += step {
					f.pix = append(f.pix, uint8(y))
				}
				for _, chroma := range []int{cb, cr} {
					for range (f.width + 1) / 2 {
						f.pix = append(f.pix, uint8(chroma))
					}
				}
				var img image.RGBA
				c.convert(&img, f)
				u, v := float64(cb-128)*255/224, float64(cr-128)*255/224
				for x := range f.width {
					y := float64(x*step-16) * 255 / 219
					for i, want := range []float64{y + 2*(1-k.r)*v, y - 2*(1-k.b)*k.b/kg*u - 2*(1-k.r)*k.r/kg*v, y + 2*(1-k.b)*u, 255} {
						if got := float64(img.Pix[4*x+i]); math.Abs(got-min(max(want, 0), 255)) > 0.51 {
							t.Fatalf("%s: colour %d of Y %d, Cb %d, Cr %d is %v, want %.2f", matrix, i, x*step, cb, cr, got, want)
						}
					}
				}
			}
		}
	}
}
