package picture

import (
	"context"
	"image"
)

// miniature returns img with a long side of at most limit pixels, its origin at 0,0.
func miniature(img *image.RGBA, limit int) *image.RGBA {
	// Only the context's end is an error, and this one has none.
	small, _ := shrink(context.Background(), img, limit)
	return small
}

// grey returns the brightness of a miniature of img, row by row, and its size.
func grey(img *image.RGBA, limit int) ([]uint8, image.Point) {
	small := miniature(img, limit)
	pixels := make([]uint8, len(small.Pix)/4)
	for i := range pixels {
		// The weights of ITU-R BT.601, in 256ths.
		p := small.Pix[4*i : 4*i+3]
		pixels[i] = uint8((77*uint32(p[0]) + 150*uint32(p[1]) + 29*uint32(p[2]) + 128) >> 8)
	}
	return pixels, small.Rect.Size()
}
