package vision

import (
	"image"

	"caracal/core/picture"
)

// grey returns the brightness of a copy of img with a long side of at most limit pixels, row by row, and its size.
func grey(img *image.RGBA, limit int) ([]uint8, image.Point) {
	small := picture.Thumbnail(img, limit)
	pixels := make([]uint8, len(small.Pix)/4)
	for i := range pixels {
		// The weights of ITU-R BT.601, in 256ths.
		p := small.Pix[4*i : 4*i+3]
		pixels[i] = uint8((77*uint32(p[0]) + 150*uint32(p[1]) + 29*uint32(p[2]) + 128) >> 8)
	}
	return pixels, small.Rect.Size()
}
