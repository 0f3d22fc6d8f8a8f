package draft

import (
	"image"
	"math"
)

// expose takes one frame from the negative.
func expose(dst *image.YCbCr, n *negative, g *mesh) {
	xs, ys := make([]int, g.columns), make([]int, g.columns)
	for y := range g.size.Y {
		g.row(float64(y)+0.5, 1, xs, ys)
		exposeLuma(dst.Y[y*dst.YStride:][:g.size.X], n, xs, ys)
	}
	half := (g.size.X + 1) / 2
	for y := range (g.size.Y + 1) / 2 {
		// A sample of colour lies halfway between two rows of luma and level with the left one of two columns (ITU-T H.264 E.2.1, chroma_sample_loc_type 0).
		g.row(min(float64(2*y)+1, float64(g.size.Y)), 0.5, xs, ys)
		exposeChroma(dst.Cb[y*dst.CStride:][:half], dst.Cr[y*dst.CStride:][:half], g.size.X, n, xs, ys)
	}
}

// A place in the negative is 16.16 fixed point for x in the lower and for y in the upper half, so that one addition moves both.
type place uint64

// between returns the place of the first of the pixels between crossings k and k+1, and the step from one to the next.
func between(xs, ys []int, k, pixels int) (start, step place) {
	dx, dy := xs[k+1]-xs[k], ys[k+1]-ys[k]
	if pixels == cell {
		dx, dy = dx/cell, dy/cell // much faster by a constant
	} else {
		dx, dy = dx/pixels, dy/pixels
	}
	return place(ys[k]+dy/2)<<32 + place(xs[k]+dx/2), place(dy)<<32 + place(dx)
}

// index returns where the pixel to the upper left of the place is in rows of the given length.
func (p place) index(stride uint64) uint64 { return uint64(p)>>48*stride + uint64(p)>>16&0xffff }

// mixer returns the weights of a place's four neighbours.
func (p place) weights(m *mixer) uint64 {
	return m[p>>(16-mixerBits)&mixerMask|p>>(48-2*mixerBits)&(mixerMask<<mixerBits)]
}

// A mixer holds the weights of bilinear interpolation for every place within a pixel, in steps of 1/32: four numbers of 16 bits that add up to 256.
type mixer [1 << (2 * mixerBits)]uint64

const (
	mixerBits = 5
	mixerMask = 1<<mixerBits - 1
)

func newMixer() *mixer {
	var m mixer
	for i := range m {
		const one = 1 << mixerBits
		right, below := i&mixerMask, i>>mixerBits
		both := uint64(math.Round(256.0 * float64(right*below) / (one * one)))
		upperRight, lowerLeft := uint64(256/one*right)-both, uint64(256/one*below)-both
		m[i] = both | upperRight<<16 | lowerLeft<<32 | (256-both-upperRight-lowerLeft)<<48
	}
	return &m
}

// mix returns the mean of four neighbours, which are the bytes of pixels in the order of [negative], by the weights of a mixer. One product of two numbers
// of four digits each does it: its fourth digit is the sum of the products of the first digit by the fourth, of the second by the third and so on. What is carried
// into it from below is less than a hundredth of a level.
func mix(pixels, weights uint64) uint8 {
	// The digits are now, from the lowest: upper left, lower left, upper right, lower right.
	digits := (pixels | pixels<<24) & 0x00ff00ff00ff00ff
	return uint8((digits*weights + 1<<55) >> 56)
}

// exposeLuma mixes a row of luma. Four pixels at a time are a third faster than one.
func exposeLuma(out []uint8, n *negative, xs, ys []int) {
	luma, mixer, stride := n.luma, n.mixer, uint64(n.width+1)
	for k := 0; len(out) > 0; k++ {
		part := out[:min(cell, len(out))]
		out = out[len(part):]
		p, step := between(xs, ys, k, len(part))
		for ; len(part) >= 4; part = part[4:] {
			four := (*[4]uint8)(part)
			four[0] = mix(uint64(luma[p.index(stride)]), p.weights(mixer))
			p += step
			four[1] = mix(uint64(luma[p.index(stride)]), p.weights(mixer))
			p += step
			four[2] = mix(uint64(luma[p.index(stride)]), p.weights(mixer))
			p += step
			four[3] = mix(uint64(luma[p.index(stride)]), p.weights(mixer))
			p += step
		}
		for i := range part {
			part[i] = mix(uint64(luma[p.index(stride)]), p.weights(mixer))
			p += step
		}
	}
}

// exposeChroma mixes a row of both channels of colour. columns is the width of the frame in pixels of luma.
func exposeChroma(cb, cr []uint8, columns int, n *negative, xs, ys []int) {
	chroma, mixer, stride := n.chroma, n.mixer, uint64(n.width/2+1)
	for k := 0; k*cell < columns; k++ {
		pixels := min(cell, columns-k*cell)
		p, step := between(xs, ys, k, pixels)
		step *= 2
		blue := cb[k*cell/2:][:(pixels+1)/2]
		red := cr[k*cell/2:][:len(blue)]
		for i := range blue {
			eight, weights := chroma[p.index(stride)], p.weights(mixer)
			blue[i] = mix(eight&0xffffffff, weights)
			red[i] = mix(eight>>32, weights)
			p += step
		}
	}
}
