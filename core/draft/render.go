package draft

import "image"

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

// exposeLuma mixes one row of luma. The two rows of two neighbours are mixed at once in the halves of a word.
func exposeLuma(out []uint8, n *negative, xs, ys []int) {
	const lanes = 0x00ff00ff
	stride, pix := n.width+1, n.luma
	for k := 0; len(out) > 0; k++ {
		width := min(cell, len(out))
		dx, dy := (xs[k+1]-xs[k])/width, (ys[k+1]-ys[k])/width
		x, y := xs[k]+dx/2, ys[k]+dy/2
		part := out[:width]
		for i := range part {
			four := pix[y>>16*stride+x>>16]
			right := uint32(x>>8) & 255
			two := four&lanes*(256-right) + four>>8&lanes*right
			below := uint32(y>>8) & 255
			part[i] = uint8((two&0xffff*(256-below) + two>>16*below + 1<<15) >> 16)
			x += dx
			y += dy
		}
		out = out[width:]
	}
}

// exposeChroma mixes one row of both channels of colour, of a frame that is so many columns of luma wide: all eight neighbours at once in a word of four lanes.
func exposeChroma(cb, cr []uint8, columns int, n *negative, xs, ys []int) {
	const lanes = 0x00ff00ff00ff00ff
	stride, pix := n.width/2+1, n.chroma
	cr = cr[:len(cb)]
	for k, from := 0, 0; from < len(cb); k++ {
		to := min(from+cell/2, len(cb))
		width := min(cell, columns-k*cell)
		dx, dy := 2*(xs[k+1]-xs[k])/width, 2*(ys[k+1]-ys[k])/width
		x, y := xs[k]+dx/4, ys[k]+dy/4
		for i := from; i < to; i++ {
			eight := pix[y>>16*stride+x>>16]
			right := uint64(x>>8) & 255
			four := eight&lanes*(256-right) + eight>>8&lanes*right
			below := uint64(y>>8) & 255
			cb[i] = uint8((four&0xffff*(256-below) + four>>16&0xffff*below + 1<<15) >> 16)
			cr[i] = uint8((four>>32&0xffff*(256-below) + four>>48*below + 1<<15) >> 16)
			x += dx
			y += dy
		}
		from = to
	}
}
