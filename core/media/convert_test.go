package media

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
func holdToTextbook(t *testing.T, matrix string, kr, kb float64, f *Frame) {
	t.Helper()
	across, down := (f.width+1)/2, (f.height+1)/2
	luma, cb, cr := f.pix, f.pix[f.width*f.height:], f.pix[f.width*f.height+across*down:]
	for _, eightLanes := range []bool{false, hasEightLanes()} {
		c := newConverter(matrix)
		c.eightLanes = eightLanes
		var img image.RGBA
		c.convert(&img, f.planes())
		if size := image.Pt(f.width, f.height); img.Rect != (image.Rectangle{Max: size}) || img.Stride != 4*size.X || len(img.Pix) != 4*size.X*size.Y {
			t.Fatalf("a frame of %v has become %v with %d bytes, %d in a row", size, img.Rect, len(img.Pix), img.Stride)
		}
		for i := range f.width * f.height {
			x, y := i%f.width, i/f.width
			at := y/2*across + x/2
			for j, want := range textbook(kr, kb, luma[i], cb[at], cr[at]) {
				if got := float64(img.Pix[4*i+j]); math.Abs(got-want) > 0.51 {
					t.Fatalf("%s, eight lanes %v: colour %d of Y %d, Cb %d, Cr %d at %d,%d of %d×%d is %v, want %.2f",
						matrix, eightLanes, j, luma[i], cb[at], cr[at], x, y, f.width, f.height, got, want)
				}
			}
		}
	}
}

// random makes a frame of noise, which has all the colours that video can say and a screen cannot show.
func random(width, height int) *Frame {
	noise := rand.New(rand.NewPCG(uint64(width), uint64(height)))
	f := &Frame{width: width, height: height}
	for range f.bytes() {
		f.pix = append(f.pix, uint8(noise.Uint32()))
	}
	return f
}

// Every colour comes out as the textbook has it, also the many that a screen cannot show.
func TestColoursAreThoseOfTheTextbook(t *testing.T) {
	const step = 3 // of 255
	for matrix, k := range map[string]struct{ r, b float64 }{"bt709": {0.2126, 0.0722}, "smpte170m": {0.299, 0.114}, "bt2020nc": {0.2627, 0.0593}} {
		for cb := 0; cb <= 255; cb += step {
			for cr := 0; cr <= 255; cr += step {
				f := &Frame{width: 255/step + 1, height: 1}
				for y := 0; y <= 255; y += step {
					f.pix = append(f.pix, uint8(y))
				}
				for _, chroma := range []int{cb, cr} {
					for range (f.width + 1) / 2 {
						f.pix = append(f.pix, uint8(chroma))
					}
				}
				holdToTextbook(t, matrix, k.r, k.b, f)
			}
		}
	}
}

// Pixels are taken many at a time, and in pairs that share their chroma. None is left over or taken from beside, however many there are.
func TestColoursStayInTheirPlace(t *testing.T) {
	for width := 1; width <= 70; width++ {
		for height := 1; height <= 5; height++ {
			holdToTextbook(t, "bt709", 0.2126, 0.0722, random(width, height))
		}
	}
}

// Eight lanes are faster and nothing else. What lies behind the frame in dst's memory stays as it is.
func TestEveryProcessorConvertsAlike(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {1, 3}, {3, 1}, {39, 23}, {348, 196}, {641, 481}} {
		f := random(size.X, size.Y)
		c := newConverter("bt709")
		var memory [2][]uint8
		for i, eightLanes := range []bool{false, hasEightLanes()} {
			n := 4 * size.X * size.Y
			memory[i] = bytes.Repeat([]uint8{7}, n+64)
			c.eightLanes = eightLanes
			c.convert(&image.RGBA{Pix: memory[i][:0]}, f.planes())
			if !bytes.Equal(memory[i][n:], bytes.Repeat([]uint8{7}, 64)) {
				t.Errorf("%v, eight lanes %v: something is written behind the frame", size, eightLanes)
			}
		}
		if !bytes.Equal(memory[0], memory[1]) {
			t.Errorf("%v: eight lanes make other colours", size)
		}
	}
}

func BenchmarkConvert(b *testing.B) {
	for _, size := range []image.Point{{1280, 720}, {348, 196}} {
		f, c := random(size.X, size.Y), newConverter("bt709")
		for _, eightLanes := range []bool{false, true} {
			b.Run(fmt.Sprintf("%dx%d/eightLanes=%v", size.X, size.Y, eightLanes), func(b *testing.B) {
				if eightLanes && !hasEightLanes() {
					b.Skip("this processor has none")
				}
				c.eightLanes = eightLanes
				var img image.RGBA
				for b.Loop() {
					c.convert(&img, f.planes())
				}
			})
		}
	}
}
