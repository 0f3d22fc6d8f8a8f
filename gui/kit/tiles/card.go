package tiles

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"golang.org/x/image/draw"
	"golang.org/x/image/vector"
)

// A card is a tile without its words: a rounded ground with a picture on its upper part, pills on that, and an edge around it all. The edges of others may look out behind it, at
// its right.
//
// It is drawn once, into one layer. Where there is no graphics card Fyne needs many times as long for the same from rectangles and a rounded image, and while a film
// plays it paints a window full of tiles for each frame.
type card struct {
	size   fyne.Size
	radius float32
	edge   float32 // thickness
	words  float32 // where the place of the words begins, which is the end of the picture

	pillAt   fyne.Position
	pillSize fyne.Size // zero for none

	stackAt    fyne.Position
	stackSize  fyne.Size // of the pill that says how many there are; zero for none
	stackColor color.Color

	behind            int // how many others are seen
	raised, lineColor color.Color

	ground, edgeColor, well, veil color.Color

	picture   *image.RGBA // nil for none: the well is seen then
	over      float64     // how much of a film is over; 0 for no film
	overColor color.Color
}

// draw draws the card in w by h pixels.
func (c *card) draw(w, h int) image.Image {
	scale := float64(w) / float64(max(c.size.Width+float32(c.behind)*behindStep, 1))
	px := func(points float32) int { return int(math.Round(float64(points) * scale)) }

	whole := image.Rect(0, 0, px(c.size.Width), h)
	inside := whole.Inset(px(c.edge))
	top := image.Rect(px(cardLine), px(cardLine), w-px(cardLine), px(c.words))
	pill := func(at fyne.Position, size fyne.Size) image.Rectangle {
		at0 := image.Pt(px(at.X), px(at.Y))
		return image.Rectangle{Min: at0, Max: at0.Add(image.Pt(px(size.Width), px(size.Height)))}
	}

	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	for n := c.behind; n > 0; n-- { // the lowest first
		out, in := px(float32(n)*behindStep), px(float32(n)*behindInset)
		other := image.Rect(whole.Max.X-4*px(c.radius), in, whole.Max.X+out, h-in)
		paintRound(dst, other, other, px(c.radius), image.NewUniform(c.lineColor))
		paintRound(dst, other.Inset(px(cardLine)), other.Inset(px(cardLine)), px(c.radius-cardLine), image.NewUniform(c.raised))
	}
	paintRound(dst, whole, whole, px(c.radius), image.NewUniform(c.edgeColor))
	paintRound(dst, inside, inside, px(c.radius-c.edge), image.NewUniform(c.ground))
	var picture image.Image = image.NewUniform(c.well)
	if c.picture != nil {
		picture = coverPicture(c.picture, top)
	}
	paintRound(dst, top.Intersect(inside), inside, px(c.radius-c.edge), picture)
	if c.over > 0 {
		line := top.Intersect(inside)
		line.Min.Y, line.Max.X = line.Max.Y-px(overLine), line.Min.X+int(float64(line.Dx())*c.over)
		draw.Draw(dst, line, image.NewUniform(c.overColor), image.Point{}, draw.Src)
	}
	badge, stack := pill(c.pillAt, c.pillSize), pill(c.stackAt, c.stackSize)
	paintRound(dst, badge, badge, badge.Dy()/2, image.NewUniform(c.veil))
	paintRound(dst, stack, stack, stack.Dy()/2, image.NewUniform(c.stackColor))
	return dst
}

// overLine is the thickness of the line that says how much of a film is over, in points.
const overLine float32 = 3

// How far each of those behind looks out, how much lower it is than the one before it, at both ends, and how many are seen.
const (
	behindStep  float32 = 4
	behindInset float32 = 6
	mostBehind          = 2
)

// cardLine is the thickness of the edge of a card that is not marked, in points.
const cardLine float32 = 1

// paintRound paints the part of src that lies in area and in a rectangle with round corners. Only the corners are drawn through a mask: there are a window full of tiles to paint
// while one types a search.
func paintRound(dst *image.RGBA, area, rounded image.Rectangle, radius int, src image.Image) {
	r := max(0, min(radius, rounded.Dx()/2, rounded.Dy()/2))
	x0, y0, x1, y1 := rounded.Min.X, rounded.Min.Y, rounded.Max.X, rounded.Max.Y
	op := draw.Over
	if o, ok := src.(interface{ Opaque() bool }); ok && o.Opaque() {
		op = draw.Src
	}
	for _, plain := range []image.Rectangle{{image.Pt(x0, y0+r), image.Pt(x1, y1-r)}, {image.Pt(x0+r, y0), image.Pt(x1-r, y0+r)}, {image.Pt(x0+r, y1-r), image.Pt(x1-r, y1)}} {
		plain = plain.Intersect(area)
		draw.Draw(dst, plain, src, plain.Min, op)
	}
	if r == 0 {
		return
	}
	round := disc(r)
	for i, x := range []int{x0, x1 - r} {
		for j, y := range []int{y0, y1 - r} {
			corner := image.Rect(x, y, x+r, y+r) // which is at i*r, j*r in the disc
			part := corner.Intersect(area)
			draw.DrawMask(dst, part, src, part.Min, round, image.Pt(i*r, j*r).Add(part.Min.Sub(corner.Min)), draw.Over)
		}
	}
}

// disc returns a mask of a circle.
func disc(radius int) *image.Alpha {
	r := float32(radius)
	const k = 0.5522847 // a quarter of a circle as a cubic curve
	z := vector.NewRasterizer(2*radius, 2*radius)
	z.MoveTo(r, 0)
	z.CubeTo(r+r*k, 0, 2*r, r-r*k, 2*r, r)
	z.CubeTo(2*r, r+r*k, r+r*k, 2*r, r, 2*r)
	z.CubeTo(r-r*k, 2*r, 0, r+r*k, 0, r)
	z.CubeTo(0, r-r*k, r-r*k, 0, r, 0)
	z.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, 2*radius, 2*radius))
	z.DrawOp = draw.Src
	z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	return mask
}

// coverPicture returns the picture at the given place, cropped in its middle where it has another shape. One of the right size is only moved there.
func coverPicture(picture *image.RGBA, place image.Rectangle) image.Image {
	b := picture.Rect
	if b.Size() == place.Size() {
		return &image.RGBA{Pix: picture.Pix, Stride: picture.Stride, Rect: place}
	}
	dst := image.NewRGBA(place)
	scale := min(float64(b.Dx())/float64(place.Dx()), float64(b.Dy())/float64(place.Dy()))
	part := image.Rect(0, 0, int(float64(place.Dx())*scale), int(float64(place.Dy())*scale))
	part = part.Add(b.Min).Add(b.Size().Sub(part.Size()).Div(2))
	draw.ApproxBiLinear.Scale(dst, place, picture, part, draw.Src, nil)
	return dst
}
