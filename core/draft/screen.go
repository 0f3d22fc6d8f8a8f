package draft

import "image"

// toScreen turns BT.709 limited range into R'G'B'.
func toScreen(dst *image.RGBA, src *image.YCbCr) {
	// The inverse of the matrix in grade.go, in 16 bits.
	const (
		light  = 76309 // 255/219
		redCr  = 117489
		greenB = 13975
		greenR = 34925
		blueCb = 138438
	)
	size := src.Rect.Size()
	for y := range size.Y {
		luma := src.Y[y*src.YStride:][:size.X]
		blue, red := src.Cb[y/2*src.CStride:][:(size.X+1)/2], src.Cr[y/2*src.CStride:][:(size.X+1)/2]
		out := dst.Pix[y*dst.Stride:][:4*size.X]
		for i := range blue {
			cb, cr := int(blue[i])-128, int(red[i])-128
			r, g, b := redCr*cr+1<<15, 1<<15-greenB*cb-greenR*cr, blueCb*cb+1<<15
			for x := 2 * i; x < min(2*i+2, size.X); x++ {
				l := light * (int(luma[x]) - 16)
				p := out[4*x : 4*x+4 : 4*x+4]
				p[0], p[1], p[2], p[3] = level(l+r), level(l+g), level(l+b), 255
			}
		}
	}
}

// level takes 16 bits of fraction off.
func level(v int) uint8 {
	v >>= 16
	if uint(v) > 255 {
		return uint8(^v >> 63)
	}
	return uint8(v)
}
