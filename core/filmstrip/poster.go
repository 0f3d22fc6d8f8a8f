package filmstrip

import (
	"bytes"
	"image"
	"image/jpeg"

	"golang.org/x/image/draw"

	"caracal/core/yuv"
)

// PosterSide is the long side of a poster in pixels, at most: enough for a tile, and for a panel, on a fine screen.
const PosterSide = 720

// encodePoster returns a frame as a JPEG no longer than PosterSide.
func encodePoster(frame *image.YCbCr) ([]byte, error) {
	var whole image.RGBA
	yuv.Paint(&whole, frame, yuv.BT709)
	var b bytes.Buffer
	err := jpeg.Encode(&b, fitted(&whole, PosterSide), &jpeg.Options{Quality: 85})
	return b.Bytes(), err
}

// fitted returns img no longer than side.
func fitted(img *image.RGBA, side int) image.Image {
	size := img.Rect.Size()
	long := max(size.X, size.Y)
	if long <= side {
		return img
	}
	small := image.NewRGBA(image.Rect(0, 0, max(1, size.X*side/long), max(1, size.Y*side/long)))
	draw.CatmullRom.Scale(small, small.Rect, img, img.Rect, draw.Src, nil)
	return small
}
