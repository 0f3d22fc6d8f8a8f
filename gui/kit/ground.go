package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// A ground is an area of one colour that may have round corners and a line around it. Fyne looks for both at each of a rectangle's pixels; see plain. So only a small ground is one
// rectangle: of a large one the edges are rectangles, and what lies between them is plain.
type ground struct {
	whole *canvas.Rectangle
	edges [4]*canvas.Rectangle // above, below, left, right
	plain *plain               // on top of them

	fill, line color.Color
	radius     float32
}

const (
	largeGround = 20_000 // square points
	edgeDepth   = 6      // of the edges at the sides
	edgeShown   = 2      // how much of an edge is not plain where it is straight: the line and its soft side
)

func newGround() *ground {
	g := &ground{whole: &canvas.Rectangle{}, plain: newPlain()}
	for i := range g.edges {
		g.edges[i] = &canvas.Rectangle{}
	}
	return g
}

// paint takes the looks of the ground. There is no line where its colour is nil.
func (g *ground) paint(fill, line color.Color, radius float32) {
	g.fill, g.line, g.radius = fill, line, radius
	for _, r := range append(slices.Clone(g.edges[:]), g.whole) {
		r.FillColor, r.StrokeColor, r.StrokeWidth = fill, line, 1
		if line == nil {
			r.StrokeWidth = 0
		}
	}
	g.whole.CornerRadius = radius
	above, below := g.edges[0], g.edges[1]
	above.TopLeftCornerRadius, above.TopRightCornerRadius = radius, radius
	below.BottomLeftCornerRadius, below.BottomRightCornerRadius = radius, radius
	for _, side := range g.edges[2:] {
		side.CornerRadius = 1 // under the others, so that it is painted as they are
	}
	g.plain.paint(fill)
}

// place lays the ground.
func (g *ground) place(size fyne.Size) {
	bare := g.radius == 0 && g.line == nil
	high := g.radius + edgeShown // the edges above and below
	split := !bare && isOpaque(g.fill) && size.Width*size.Height >= largeGround && size.Width > 2*high && size.Height > 2*high
	g.whole.Hidden, g.plain.Hidden = bare || split, !bare && !split
	for _, e := range g.edges {
		e.Hidden = !split
	}
	switch {
	case bare:
		Place(g.plain, 0, 0, size)
	case split:
		Place(g.edges[0], 0, 0, fyne.NewSize(size.Width, high))
		Place(g.edges[1], 0, size.Height-high, fyne.NewSize(size.Width, high))
		side := fyne.NewSize(edgeDepth, size.Height-2*g.radius)
		Place(g.edges[2], 0, g.radius, side)
		Place(g.edges[3], size.Width-edgeDepth, g.radius, side)
		Place(g.plain, edgeShown, g.radius, size.SubtractWidthHeight(2*edgeShown, 2*g.radius))
	default:
		g.whole.Resize(size)
	}
}

// isOpaque reports whether nothing shines through a colour, so that it may be painted twice. The tests' themes have no colour for names of ours.
func isOpaque(c color.Color) bool {
	if c == nil {
		return false
	}
	_, _, _, alpha := c.RGBA()
	return alpha == 0xffff
}

// objects returns what the ground is painted of, in this order.
func (g *ground) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{g.edges[2], g.edges[3], g.edges[0], g.edges[1], g.whole, g.plain.Image}
}
