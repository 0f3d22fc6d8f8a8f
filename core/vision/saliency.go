package vision

import (
	"image"

	"github.com/muesli/smartcrop"
	"golang.org/x/image/draw"

	"caracal/core/picture"
)

// salientSide is the long side of the copy that smartcrop looks at, in pixels.
const salientSide = 192

// salient returns the part of img where the eye goes, half as wide and half as high as all of it, or less at the borders. smartcrop finds the best place for a window of a given
// shape, and makes the window as large as it can be: an upright one tells where to look from left to right, and a flat one from top to bottom. It jumps with the window's size, so that
// the mean of a few is better than any.
func salient(img *image.RGBA) image.Rectangle {
	small := picture.Thumbnail(img, salientSide)
	w, h := small.Rect.Dx(), small.Rect.Dy()
	analyzer := smartcrop.NewAnalyzer(resizer{})
	// place returns the middle of the best window of so many pixels; of the picture where there is no best, as in a picture of one colour.
	place := func(w, h int) image.Point {
		best, err := analyzer.FindBestCrop(small, max(1, w), max(1, h))
		if err != nil || best.Empty() {
			best = small.Rect
		}
		return centre(best)
	}
	tenths := []int{5, 6, 7, 8}
	var sum image.Point
	for _, n := range tenths {
		sum = sum.Add(image.Pt(place(w*n/10, h).X, place(w, h*n/10).Y))
	}
	size := img.Rect.Size()
	middle := image.Pt(sum.X*size.X/(w*len(tenths)), sum.Y*size.Y/(h*len(tenths)))
	half := size.Div(4)
	return image.Rectangle{middle.Sub(half), middle.Add(half)}.Add(img.Rect.Min).Intersect(img.Rect)
}

// resizer scales for smartcrop, whose own asks for a library that nobody keeps.
type resizer struct{}

// Resize returns img so many pixels wide, and high in proportion: smartcrop gives no height.
func (resizer) Resize(img image.Image, width, _ uint) image.Image {
	size := img.Bounds().Size()
	dst := image.NewRGBA(image.Rect(0, 0, int(width), max(1, size.Y*int(width)/size.X)))
	draw.CatmullRom.Scale(dst, dst.Rect, img, img.Bounds(), draw.Src, nil)
	return dst
}
