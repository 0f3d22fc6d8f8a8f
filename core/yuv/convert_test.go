package yuv

import (
	"bytes"
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"testing"
)

// textbook returns red, green, blue and alpha of video's Y, Cb and Cr.
func textbook(kr, kb float64, luma, cb, cr uint8) [4]float64 {
	y, u, v := (float64(luma)-16)*255/219, (float64(cb)-128)*255/224, (float64(cr)-128)*255/224
	screen := func(v float64) float64 { return min(max(v, 0), 255) }
	return [4]float64{screen(y + 2*(1-kr)*v), screen(y - (2*(1-kb)*kb*u+2*(1-kr)*kr*v)/(1-kr-kb)), screen(y + 2*(1-kb)*u), 255}
}

// holdToTextbook converts a frame in both ways and looks at every pixel.
func holdToTextbook(t *testing.T, m Matrix, kr, kb float64, p *image.YCbCr) {
	t.Helper()
	size := p.Rect.Size()
	for _, eightLanes := range []bool{false, hasEightLanes()} {
		c := newConverter(m)
		c.eightLanes = eightLanes
		var img image.RGBA
		c.convert(&img, p)
		if img.Rect != (image.Rectangle{Max: size}) || img.Stride != 4*size.X || len(img.Pix) != 4*size.X*size.Y {
			t.Fatalf("a picture of %v has become %v with %d bytes, %d in a row", size, img.Rect, len(img.Pix), img.Stride)
		}
		for i := range size.X * size.Y {
			x, y := i%size.X, i/size.X
			at := y/2*p.CStride + x/2
			for j, want := range textbook(kr, kb, p.Y[i], p.Cb[at], p.Cr[at]) {
				if got := float64(img.Pix[4*i+j]); math.Abs(got-want) > 0.51 {
					t.Fatalf("%s, eight lanes %v: colour %d of Y %d, Cb %d, Cr %d at %d,%d of %v is %v, want %.2f",
						m, eightLanes, j, p.Y[i], p.Cb[at], p.Cr[at], x, y, size, got, want)
				}
			}
		}
	}
}

// picture returns one to paint on.
func picture(width, height int) *image.YCbCr {
	return image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
}

// random makes a picture of noise, which has all the colours that video can say and a screen cannot show.
func random(width, height int) *image.YCbCr {
	noise := rand.New(rand.NewPCG(uint64(width), uint64(height)))
	p := picture(width, height)
	for _, plane := range [][]uint8{p.Y, p.Cb, p.Cr} {
		for i := range plane {
			plane[i] = uint8(noise.Uint32())
		}
	}
	return p
}

// Every colour comes out as the textbook has it, also the many that a screen cannot show.
func TestColoursAreThoseOfTheTextbook(t *testing.T) {
	const step = 3 // of 255
	for matrix, k := range map[Matrix]struct{ r, b float64 }{BT709: {0.2126, 0.0722}, "smpte170m": {0.299, 0.114}, "bt2020nc": {0.2627, 0.0593}} {
		for cb := 0; cb <= 255; cb += step {
			for cr := 0; cr <= 255; cr += step {
				p := picture(255/step+1, 1)
				for x := range p.Y {
					p.Y[x] = uint8(x * step)
				}
				for x := range p.Cb {
					p.Cb[x], p.Cr[x] = uint8(cb), uint8(cr)
				}
				holdToTextbook(t, matrix, k.r, k.b, p)
			}
		}
	}
}

// Pixels are taken many at a time, and in pairs that share their chroma. None is left over or taken from beside, however many there are.
func TestColoursStayInTheirPlace(t *testing.T) {
	for width := 1; width <= 70; width++ {
		for height := 1; height <= 5; height++ {
			holdToTextbook(t, BT709, 0.2126, 0.0722, random(width, height))
		}
	}
}

// Eight lanes are faster and nothing else. What lies behind the picture in dst's memory stays as it is.
func TestEveryProcessorConvertsAlike(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {1, 3}, {3, 1}, {39, 23}, {348, 196}, {641, 481}} {
		p := random(size.X, size.Y)
		c := newConverter(BT709)
		var memory [2][]uint8
		for i, eightLanes := range []bool{false, hasEightLanes()} {
			n := 4 * size.X * size.Y
			memory[i] = bytes.Repeat([]uint8{7}, n+64)
			c.eightLanes = eightLanes
			c.convert(&image.RGBA{Pix: memory[i][:0]}, p)
			if !bytes.Equal(memory[i][n:], bytes.Repeat([]uint8{7}, 64)) {
				t.Errorf("%v, eight lanes %v: something is written behind the picture", size, eightLanes)
			}
		}
		if !bytes.Equal(memory[0], memory[1]) {
			t.Errorf("%v: eight lanes make other colours", size)
		}
	}
}

func BenchmarkConvert(b *testing.B) {
	for _, size := range []image.Point{{1280, 720}, {348, 196}} {
		p, c := random(size.X, size.Y), newConverter(BT709)
		for _, eightLanes := range []bool{false, true} {
			b.Run(fmt.Sprintf("%dx%d/eightLanes=%v", size.X, size.Y, eightLanes), func(b *testing.B) {
				if eightLanes && !hasEightLanes() {
					b.Skip("this processor has none")
				}
				c.eightLanes = eightLanes
				var img image.RGBA
				for b.Loop() {
					c.convert(&img, p)
				}
			})
		}
	}
}
