package drafttest

import (
	"image"
	"math"
)

// SSIM returns the mean structural similarity of two images within a part that both have, 1 for equal ones: Wang, Bovik, Sheikh and Simoncelli
// (2004), with windows of 8 by 8 pixels every 4 pixels.
func SSIM(a, b *image.Gray, part image.Rectangle) float64 {
	const window, step = 8, 4
	const c1, c2 = 0.01 * 255 * 0.01 * 255, 0.03 * 255 * 0.03 * 255
	sum, n := 0.0, 0
	for y := part.Min.Y; y+window <= part.Max.Y; y += step {
		for x := part.Min.X; x+window <= part.Max.X; x += step {
			var sa, sb, saa, sbb, sab float64
			for j := range window {
				ra, rb := a.Pix[a.PixOffset(x, y+j):], b.Pix[b.PixOffset(x, y+j):]
				for i := range window {
					u, v := float64(ra[i]), float64(rb[i])
					sa, sb, saa, sbb, sab = sa+u, sb+v, saa+u*u, sbb+v*v, sab+u*v
				}
			}
			const m = window * window
			ma, mb := sa/m, sb/m
			va, vb, cov := saa/m-ma*ma, sbb/m-mb*mb, sab/m-ma*mb
			sum += (2*ma*mb + c1) * (2*cov + c2) / ((ma*ma + mb*mb + c1) * (va + vb + c2))
			n++
		}
	}
	return sum / float64(n)
}

// A Similarity is a shift, a scale and a rotation: it takes x,y to A·x - B·y + X, B·x + A·y + Y.
type Similarity struct{ A, B, X, Y float64 }

// Fit returns the similarity that takes the points of from to those of to with the least sum of squares.
func Fit(from, to []Point) Similarity {
	n := float64(len(from))
	var f, t Point
	for i := range from {
		f, t = Point{f.X + from[i].X/n, f.Y + from[i].Y/n}, Point{t.X + to[i].X/n, t.Y + to[i].Y/n}
	}
	var a, b, norm float64
	for i := range from {
		p, q := Point{from[i].X - f.X, from[i].Y - f.Y}, Point{to[i].X - t.X, to[i].Y - t.Y}
		a += p.X*q.X + p.Y*q.Y
		b += p.X*q.Y - p.Y*q.X
		norm += p.X*p.X + p.Y*p.Y
	}
	a, b = a/norm, b/norm
	return Similarity{a, b, t.X - a*f.X + b*f.Y, t.Y - b*f.X - a*f.Y}
}

// Back draws a part of a frame as it was before s was applied to it.
func Back(frame *image.Gray, s Similarity, part image.Rectangle) *image.Gray {
	dst := image.NewGray(part)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			u, v := float64(x)+0.5, float64(y)+0.5
			l := sample(frame, s.A*u-s.B*v+s.X, s.B*u+s.A*v+s.Y)
			dst.Pix[dst.PixOffset(x, y)] = uint8(math.Round(min(255, max(0, l))))
		}
	}
	return dst
}

// sample returns a frame's value at a place, by cubic convolution.
func sample(f *image.Gray, x, y float64) float64 {
	x, y = x-0.5, y-0.5
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	wx, _ := cubic(x - float64(x0))
	wy, _ := cubic(y - float64(y0))
	size, v := f.Rect.Size(), 0.0
	for j := range 4 {
		row := f.Pix[min(max(y0+j-1, 0), size.Y-1)*f.Stride:]
		for i := range 4 {
			v += wy[j] * wx[i] * float64(row[min(max(x0+i-1, 0), size.X-1)])
		}
	}
	return v
}
