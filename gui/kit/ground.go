package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// A ground is an area of one colour that may have round corners and a line around it. Fyne looks for both at each of a rectangle's pixels; see plain. So only a small ground is one
// rectangle: of a large one the edges are rectangles, and what lies between them is plain.
type ground struct {
	whole *canvas.Rectangle
	edges [4]*canvas.Rectangle // above, below, left, right; nil while the ground has not been large
	plain []*plain             // all of what is plain, or what is around what is covered

	fill, line color.Color
	radius     float32
	covered    Area                // by something opaque, so that what is plain need not be painted there; empty for nothing
	painted    []fyne.CanvasObject // in this order
}

const (
	largeGround = 20_000 // square points
	edgeDepth   = 6      // of the edges at the sides
	edgeShown   = 2      // how much of an edge is not plain where it is straight: the line and its soft side
)

func newGround() *ground { return &ground{whole: &canvas.Rectangle{}} }

// paint takes the looks of the ground, which it has from the next place on. There is no line where its colour is nil.
func (g *ground) paint(fill, line color.Color, radius float32) {
	g.fill, g.line, g.radius = fill, line, radius
}

// place lays the ground.
func (g *ground) place(size fyne.Size) {
	high := g.radius + edgeShown // the edges above and below
	switch {
	case g.radius == 0 && g.line == nil:
		g.painted = g.placePlain(Area{Size: size})
	case isOpaque(g.fill) && size.Width*size.Height >= largeGround && size.Width > 2*high && size.Height > 2*high:
		g.placeParts(size, high)
	default:
		g.colour(g.whole)
		g.whole.CornerRadius = g.radius
		g.whole.Resize(size)
		g.painted = []fyne.CanvasObject{g.whole}
	}
}

// placeParts lays the edges, of which those above and below are so high, and the plain middle on top of them.
func (g *ground) placeParts(size fyne.Size, high float32) {
	if g.edges[0] == nil {
		for i := range g.edges {
			g.edges[i] = &canvas.Rectangle{}
		}
	}
	for _, e := range g.edges {
		g.colour(e)
	}
	above, below, left, right := g.edges[0], g.edges[1], g.edges[2], g.edges[3]
	above.TopLeftCornerRadius, above.TopRightCornerRadius = g.radius, g.radius
	below.BottomLeftCornerRadius, below.BottomRightCornerRadius = g.radius, g.radius
	left.CornerRadius, right.CornerRadius = 1, 1 // under the others, so that they are painted as those are
	side := fyne.NewSize(edgeDepth, size.Height-2*g.radius)
	Place(above, 0, 0, fyne.NewSize(size.Width, high))
	Place(below, 0, size.Height-high, fyne.NewSize(size.Width, high))
	Place(left, 0, g.radius, side)
	Place(right, size.Width-edgeDepth, g.radius, side)
	between := Area{fyne.NewPos(edgeShown, g.radius), size.SubtractWidthHeight(2*edgeShown, 2*g.radius)}
	g.painted = append([]fyne.CanvasObject{left, right, above, below}, g.placePlain(between)...)
}

// placePlain lays what is plain over an area, and returns it.
func (g *ground) placePlain(all Area) (painted []fyne.CanvasObject) {
	areas := []Area{all}
	if !g.covered.Size.IsZero() {
		around := all.Around(g.covered)
		areas = around[:]
	}
	for i, a := range areas {
		if i == len(g.plain) {
			g.plain = append(g.plain, newPlain())
		}
		g.plain[i].paint(g.fill)
		Place(g.plain[i], a.At.X, a.At.Y, a.Size)
		painted = append(painted, g.plain[i].Image)
	}
	return painted
}

// colour gives a rectangle the ground's colours.
func (g *ground) colour(r *canvas.Rectangle) {
	r.FillColor, r.StrokeColor, r.StrokeWidth = g.fill, g.line, 1
	if g.line == nil {
		r.StrokeWidth = 0
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
