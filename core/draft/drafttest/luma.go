package drafttest

import (
	"image"
	"math"
)

// Luma returns the BT.709 luma of an opaque picture whose origin is 0,0, from 0 for black to 255.
func Luma(img *image.RGBA) *image.Gray {
	luma := image.NewGray(img.Rect)
	size := img.Rect.Size()
	for y := range size.Y {
		row, out := img.Pix[y*img.Stride:], luma.Pix[y*luma.Stride:][:size.X]
		for x := range out {
			p := row[4*x : 4*x+3 : 4*x+3]
			out[x] = uint8(math.Round(0.2126*float64(p[0]) + 0.7152*float64(p[1]) + 0.0722*float64(p[2])))
		}
	}
	return luma
}
