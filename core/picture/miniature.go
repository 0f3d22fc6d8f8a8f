package picture

import (
	"image"

	"golang.org/x/image/draw"
)

// miniature returns a copy of img with a long side of at most limit pixels, its origin at 0,0.
func miniature(img *image.RGBA, limit int) *image.RGBA {
	size := img.Rect.Size()
	w, h := size.X, size.Y
	if long := max(w, h); long > limit {
		w, h = max(1, (w*limit+long/2)/long), max(1, (h*limit+long/2)/long)
	}
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.BiLinear.Scale(small, small.Rect, img, img.Rect, draw.Src, nil)
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
