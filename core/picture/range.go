package picture

import "image"

// fullRange stretches the planes of a picture of limited range, whose black is 16, white 235, and colours 16 to 240 (ITU-R BT.601), to the full range of 0 to 255 that image.YCbCr
// means. Decoders leave that out, and pictures would look washed out.
func fullRange(img *image.YCbCr) {
	var luma, chroma [256]uint8
	for i := range 256 {
		luma[i] = toByte(float64(i-16) * 255 / 219)
		chroma[i] = toByte(float64(i-128)*255/224 + 128)
	}
	stretch := func(plane []uint8, table *[256]uint8) {
		for i, v := range plane {
			plane[i] = table[v]
		}
	}
	stretch(img.Y, &luma)
	stretch(img.Cb, &chroma)
	stretch(img.Cr, &chroma)
}
