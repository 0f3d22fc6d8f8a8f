package stills

import (
	"image"
	"math"

	"golang.org/x/image/draw"
)

// Fit returns the largest size of the shape of size that fits into a box and is no larger than size, zero when either has no area.
func Fit(size, box image.Point) image.Point {
	if size.X <= 0 || size.Y <= 0 || box.X <= 0 || box.Y <= 0 {
		return image.Point{}
	}
	scale := min(1, float64(box.X)/float64(size.X), float64(box.Y)/float64(size.Y))
	return image.Pt(max(1, int(math.Round(float64(size.X)*scale))), max(1, int(math.Round(float64(size.Y)*scale))))
}

// Cover returns img scaled and cropped to px. Of a picture that is too tall more is cut off below than above, because that is where heads are not.
func Cover(img image.Image, px image.Point) *image.RGBA {
	dst := image.NewRGBA(image.Rectangle{Max: px})
	draw.BiLinear.Scale(dst, dst.Rect, img, Covered(img.Bounds(), px), draw.Src, nil)
	return dst
}

// Covered returns the part of a picture that Cover shows in px.
func Covered(b image.Rectangle, px image.Point) image.Rectangle {
	const above = 0.25 // of what is cut off
	scale := max(float64(px.X)/float64(b.Dx()), float64(px.Y)/float64(b.Dy()))
	w, h := min(b.Dx(), int(math.Round(float64(px.X)/scale))), min(b.Dy(), int(math.Round(float64(px.Y)/scale)))
	from := b.Min.Add(image.Pt((b.Dx()-w)/2, int(float64(b.Dy()-h)*above)))
	return image.Rectangle{Min: from, Max: from.Add(image.Pt(max(w, 1), max(h, 1)))}
}
