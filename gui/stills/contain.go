package stills

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"
)

// Contain returns a part of a picture in the middle of px pixels, as large as it fits into them, with a frame in a colour around each of the marks. The part and the marks are
// in pixels of the whole picture; img is a copy of it with fewer. A mark of all that is seen is left out, and so is what of others is not seen.
func Contain(img *image.RGBA, whole, part image.Rectangle, px image.Point, marks []image.Rectangle, ink color.Color) *image.RGBA {
	scale := min(float64(px.X)/float64(part.Dx()), float64(px.Y)/float64(part.Dy()))
	size := image.Pt(max(1, int(math.Round(float64(part.Dx())*scale))), max(1, int(math.Round(float64(part.Dy())*scale))))
	seen := image.Rectangle{Max: size}.Add(px.Sub(size).Div(2))
	dst := image.NewRGBA(image.Rectangle{Max: px})
	draw.BiLinear.Scale(dst, seen, img, mapped(part, whole, img.Rect), draw.Src, nil)
	line := max(2, min(px.X, px.Y)/40) // two points or so
	for _, mark := range marks {
		if at := mapped(mark, part, seen); !part.In(mark) {
			outline(dst.SubImage(seen).(*image.RGBA), at.Inset(-line), line, ink)
		}
	}
	return dst
}

// mapped returns where r, which is a place in from, is in to.
func mapped(r, from, to image.Rectangle) image.Rectangle {
	at := func(p image.Point) image.Point {
		x, y := float64(p.X-from.Min.X)/float64(from.Dx()), float64(p.Y-from.Min.Y)/float64(from.Dy())
		return to.Min.Add(image.Pt(int(math.Round(x*float64(to.Dx()))), int(math.Round(y*float64(to.Dy())))))
	}
	return image.Rectangle{at(r.Min), at(r.Max)}
}

// outline draws the sides of r, as far as it is in dst, so many pixels wide. A side beyond dst is drawn at its edge: that something goes on there is what it says.
func outline(dst *image.RGBA, r image.Rectangle, line int, ink color.Color) {
	r = r.Intersect(dst.Rect)
	for _, side := range []image.Rectangle{
		{r.Min, image.Pt(r.Max.X, r.Min.Y+line)},
		{image.Pt(r.Min.X, r.Max.Y-line), r.Max},
		{r.Min, image.Pt(r.Min.X+line, r.Max.Y)},
		{image.Pt(r.Max.X-line, r.Min.Y), r.Max},
	} {
		draw.Draw(dst, side.Intersect(r), image.NewUniform(ink), image.Point{}, draw.Src)
	}
}
