package draft

import (
	"bytes"
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"caracal/core"
	"caracal/core/draft/plan"
	"caracal/core/vision"
)

// TestExposeIsBilinear holds every sample of a frame to the formula, on a mesh whose places are easy to tell: it is an even grid.
func TestExposeIsBilinear(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	n := &negative{width: 400, height: 300}
	n.luma = make([]uint8, n.lumaStride()*(n.height+2)+overhang)
	n.chroma = make([]uint16, n.chromaStride()*(n.height/2+2)+overhang)
	for i := range n.luma {
		n.luma[i] = uint8(random.Uint32())
	}
	for i := range n.chroma {
		n.chroma[i] = uint16(random.Uint32())
	}
	lumaAt := func(x, y int) float64 { return float64(n.luma[y*n.lumaStride()+x]) }
	blueAt := func(x, y int) float64 { return float64(n.chroma[y*n.chromaStride()+x] & 255) }
	redAt := func(x, y int) float64 { return float64(n.chroma[y*n.chromaStride()+x] >> 8) }

	for _, size := range []image.Point{{160, 96}, {37, 21}, {16, 17}, {3, 5}} {
		// A frame of this size begins at x0,y0 in the negative; the next pixel to the right is by xx,yx from there, and the next below by xy,yy. All in 1/65536 pixel,
		// and divisible by four, so that halves of halves are whole.
		const x0, y0, xx, xy, yx, yy = 20<<16 + 1236, 10<<16 + 77700, 98304 + 444, -1200, 700, 65536 + 1200
		columns, rows := (size.X+cell-1)/cell+1, (size.Y+cell-1)/cell+1
		g := &mesh{size: size, columns: columns}
		for j := range rows {
			for i := range columns {
				x, y := int32(min(i*cell, size.X)), int32(min(j*cell, size.Y))
				g.x, g.y = append(g.x, x0+xx*x+xy*y), append(g.y, y0+yx*x+yy*y)
			}
		}
		// The place of the point x,y of the frame, in halves of its pixels.
		place := func(x, y int) (int, int) { return x0 + xx*x/2 + xy*y/2, y0 + yx*x/2 + yy*y/2 }
		check := func(name string, i, j int, got uint8, x, y int, at func(x, y int) float64) {
			x, y = x+1<<15, y+1<<15 // the centre of the first pixel is at 1
			fx, fy := math.Floor(float64(x&0xffff)/512)/128, math.Floor(float64(y&0xffff)/512)/128
			x, y = x>>16, y>>16
			want := (at(x, y)*(1-fx)+at(x+1, y)*fx)*(1-fy) + (at(x, y+1)*(1-fx)+at(x+1, y+1)*fx)*fy
			if math.Abs(float64(got)-want) > 0.5 {
				t.Fatalf("%s of a frame of %v at %d,%d is %d, want %.3f", name, size, i, j, got, want)
			}
		}
		frame := image.NewYCbCr(image.Rectangle{Max: size}, image.YCbCrSubsampleRatio420)
		for _, vectors := range []bool{false, hasVectors()} {
			clear(frame.Y)
			clear(frame.Cb)
			clear(frame.Cr)
			expose(frame, n, g, vectors)
			for j := range size.Y {
				for i := range size.X {
					x, y := place(2*i+1, 2*j+1)
					check("luma", i, j, frame.Y[j*frame.YStride+i], x, y, lumaAt)
				}
			}
			for j := range (size.Y + 1) / 2 {
				for i := range (size.X + 1) / 2 {
					x, y := place(4*i+1, min(4*j+2, 2*size.Y))
					check("Cb", i, j, frame.Cb[j*frame.CStride+i], x/2, y/2, blueAt)
					check("Cr", i, j, frame.Cr[j*frame.CStride+i], x/2, y/2, redAt)
				}
			}
		}
	}
}

// TestEveryProcessorMakesTheSameFrame holds the two ways of doing it to each other, bit for bit.
func TestEveryProcessorMakesTheSameFrame(t *testing.T) {
	if !hasVectors() {
		t.Skip("this processor has one way only")
	}
	img := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * i >> 7)
	}
	for _, size := range []image.Point{{1280, 720}, {321, 183}, {46, 30}} {
		for _, prompt := range []string{"static", "orbit left", "fast push in, handheld"} {
			s := NewScene(img, vision.Subject{Rect: image.Rect(200, 100, 400, 300)}, core.Wide, core.Point{X: 0.5, Y: 0.5}, plan.Parse(prompt), size)
			g := newMesh(s.path.at(0.7), size, s.negative)
			one, eight := s.Frame(), s.Frame()
			expose(one, s.negative, g, false)
			expose(eight, s.negative, g, true)
			if !bytes.Equal(one.Y, eight.Y) || !bytes.Equal(one.Cb, eight.Cb) || !bytes.Equal(one.Cr, eight.Cr) {
				t.Errorf("%v %q: eight pixels at a time are others than one at a time", size, prompt)
			}
		}
	}
}
