package vision

import (
	"image"

	"caracal/core/picture"
)

// luma returns the brightness of a copy of img with a long side of at most limit pixels, its origin at 0,0 and its rows without gaps.
func luma(img *image.RGBA, limit int) *image.Gray {
	small := picture.Thumbnail(img, limit)
	gray := image.NewGray(small.Rect)
	for i := range gray.Pix {
		// The weights of ITU-R BT.601, in 256ths.
		p := small.Pix[4*i : 4*i+3]
		gray.Pix[i] = uint8((77*uint32(p[0]) + 150*uint32(p[1]) + 29*uint32(p[2]) + 128) >> 8)
	}
	return gray
}
