package ground

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// A Ground is an area of one colour that may have round corners and a line around it. Fyne looks for both at each of a rectangle's pixels; see plain. So only a small ground is one
// rectangle: of a large one the sides are cut out of that rectangle, and what lies between them is plain.
type Ground struct {
	whole *canvas.Rectangle
	sides [4]*side // above, below, left, right; nil while the ground has not been large
	plain []*plain // all of what is plain, or what is around what is covered

	fill, line    color.Color
	thick, radius float32
	covered       Area // empty for nothing
	painted       []fyne.CanvasObject
}

const (
	largeGround = 8_000 // square points
	overlap     = 2     // of what is cut out
	softEdge    = 2     // how far on either side of an edge a pixel may be mixed of two colours, and lie elsewhere by rounding
)

// A side shows a part of a rectangle. A rectangle of its own would not do: Fyne rounds the place and the width of each to pixels, so that the sides would lie beside each other by one.
type side struct {
	*container.Clip
	of *canvas.Rectangle
}

func newSide() *side {
	r := &canvas.Rectangle{}
	s := &side{container.NewClip(container.NewWithoutLayout(r)), r} // a clip lays its content out to be as large as itself
	s.ExtendBaseWidget(s.Clip)
	return s
}

// New returns a ground without looks, which is nowhere yet.
func New() *Ground { return &Ground{whole: &canvas.Rectangle{}} }

// Paint takes the looks of the ground, which it has from the next Place on: the colour of its area and of the line around it, nil for none, how thick the line is and how round the
// corners are, in points.
func (g *Ground) Paint(fill, line color.Color, thick, radius float32) {
	g.fill, g.line, g.thick, g.radius = fill, line, thick, radius
	if line == nil {
		g.thick = 0
	}
}

// Cover says which part of the ground something opaque lies on, so that it need not be painted there. The ground has it from the next Place on.
func (g *Ground) Cover(part Area) { g.covered = part }

// Objects are what the ground is painted with, in this order.
func (g *Ground) Objects() []fyne.CanvasObject { return g.painted }

// Place lays the ground.
func (g *Ground) Place(size fyne.Size) {
	rim := fyne.NewSize(g.thick+softEdge, max(g.thick+softEdge, g.radius)) // at the sides, and above and below, where the corners are
	middle := Area{fyne.NewPos(rim.Width, rim.Height), size.Subtract(rim).Subtract(rim)}
	switch {
	case g.line == nil && alpha(g.fill) == 0: // Fyne would look at each pixel of it all the same
		g.painted = nil
	case g.radius == 0 && g.line == nil:
		g.painted = g.placePlain(Area{Size: size})
	case alpha(g.fill) == opaque && size.Width*size.Height >= largeGround && min(middle.Size.Width, middle.Size.Height) > 2*overlap:
		g.painted = append(g.placeSides(size, middle), g.placePlain(middle)...)
	default:
		g.colour(g.whole)
		g.whole.Resize(size)
		g.painted = []fyne.CanvasObject{g.whole}
	}
}

// placeSides lays what is around the middle of a ground, with the soft edge outside, and returns it. All of it reaches a little under the middle, and what is at the left and the right
// under what is above and below: Fyne rounds the place and the size of each clip for itself, so that it can end a pixel and a half before another begins.
func (g *Ground) placeSides(size fyne.Size, middle Area) (painted []fyne.CanvasObject) {
	areas := (Area{Size: size}).Inset(-softEdge).Around(middle.Inset(overlap))
	for i := range areas[2:] {
		between := &areas[2+i]
		between.At.Y, between.Size.Height = between.At.Y-overlap, between.Size.Height+2*overlap
	}
	for i, a := range areas {
		if g.sides[i] == nil {
			g.sides[i] = newSide()
		}
		s := g.sides[i]
		g.colour(s.of)
		s.of.Move(fyne.NewPos(-a.At.X, -a.At.Y))
		s.of.Resize(size)
		a.lay(s.Clip)
		painted = append(painted, s.Clip)
	}
	return painted
}

// placePlain lays what is plain over an area, and returns it.
func (g *Ground) placePlain(all Area) (painted []fyne.CanvasObject) {
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
		a.lay(g.plain[i])
		painted = append(painted, g.plain[i].Image)
	}
	return painted
}

// colour gives a rectangle the ground's looks.
func (g *Ground) colour(r *canvas.Rectangle) {
	r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = g.fill, g.line, g.thick, g.radius
}

const opaque = 0xffff // the alpha of what nothing shines through, so that it may be painted twice

// alpha returns a colour's, 0 for none: the tests' themes have no colour for names of ours.
func alpha(c color.Color) (a uint32) {
	if c != nil {
		_, _, _, a = c.RGBA()
	}
	return a
}
