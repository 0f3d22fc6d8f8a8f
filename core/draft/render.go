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
		out := dst.Y[y*dst.YStride:][:g.size.X]
		for k := range g.columns - 1 {
			from, to := k*cell, min((k+1)*cell, len(out))
			start, step := between(xs, ys, k, to-from)
			exposeLuma(out[from:to], n, start, step)
		}
	}
	half := (g.size.X + 1) / 2
	for y := range (g.size.Y + 1) / 2 {
		// A sample of colour lies halfway between two rows of luma and level with the left one of two columns (ITU-T H.264 E.2.1, chroma_sample_loc_type 0).
		g.row(min(float64(2*y)+1, float64(g.size.Y)), 0.5, xs, ys)
		cb, cr := dst.Cb[y*dst.CStride:][:half], dst.Cr[y*dst.CStride:][:half]
		for k := range g.columns - 1 {
			from, to := k*cell, min((k+1)*cell, g.size.X)
			start, step := between(xs, ys, k, to-from)
			from, to = from/2, (to+1)/2
			exposeChroma(cb[from:to], cr[from:to], n, start, 2*step)
		}
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

// exposeLuma mixes the pixels that lie at p and then step by step further. Four at a time is a third faster than one.
func exposeLuma(out []uint8, n *negative, p, step place) {
	luma, mixer, stride := n.luma, n.mixer, uint64(n.width+1)
	for ; len(out) >= 4; out = out[4:] {
		four := (*[4]uint8)(out)
		four[0] = mix(uint64(luma[p.index(stride)]), p.weights(mixer))
		p += step
		four[1] = mix(uint64(luma[p.index(stride)]), p.weights(mixer))
		p += step
		four[2] = mix(uint64(luma[p.index(stride)]), p.weights(mixer))
		p += step
		four[3] = mix(uint64(luma[p.index(stride)]), p.weights(mixer))
		p += step
	}
	for i := range out {
		out[i] = mix(uint64(luma[p.index(stride)]), p.weights(mixer))
		p += step
	}
}

// exposeChroma mixes both channels of colour.
func exposeChroma(cb, cr []uint8, n *negative, p, step place) {
	chroma, mixer, stride := n.chroma, n.mixer, uint64(n.width/2+1)
	cr = cr[:len(cb)]
	for i := range cb {
		eight, weights := chroma[p.index(stride)], p.weights(mixer)
		cb[i] = mix(eight&0xffffffff, weights)
		cr[i] = mix(eight>>32, weights)
		p += step
	}
}
