// Package rows has what long lists of rows are made of, whatever is in a row.
package rows

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
)

// A Grip is what a row of a list is dragged by to another place.
type Grip struct {
	widget.BaseWidget
	OnMoved func(dy float32) // while it is dragged: how far from where it was taken hold of
	OnDrop  func(dy float32)

	dy float32
}

var (
	_ fyne.Draggable     = (*Grip)(nil)
	_ desktop.Cursorable = (*Grip)(nil)
)

// NewGrip returns a grip.
func NewGrip(moved, dropped func(dy float32)) *Grip {
	g := &Grip{OnMoved: moved, OnDrop: dropped}
	g.ExtendBaseWidget(g)
	return g
}

// Dragged is Fyne's.
func (g *Grip) Dragged(e *fyne.DragEvent) {
	g.dy += e.Dragged.DY
	g.OnMoved(g.dy)
}

// DragEnd is Fyne's.
func (g *Grip) DragEnd() {
	dy := g.dy
	g.dy = 0
	g.OnDrop(dy)
}

// Cursor is Fyne's.
func (g *Grip) Cursor() desktop.Cursor { return desktop.VResizeCursor }

// CreateRenderer is Fyne's.
func (g *Grip) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	r := &gripRenderer{grip: g}
	for range 6 {
		r.dots = append(r.dots, &canvas.Circle{})
	}
	r.paint()
	return r
}

type gripRenderer struct {
	grip *Grip
	dots []fyne.CanvasObject
}

func (r *gripRenderer) paint() {
	for _, o := range r.dots {
		o.(*canvas.Circle).FillColor = kit.ColorOf(r.grip, kit.ColorMuted)
	}
}

const (
	gripDot  = 3
	gripStep = 6 // from dot to dot
)

func (r *gripRenderer) Layout(size fyne.Size) {
	left, top := (size.Width-gripStep-gripDot)/2, (size.Height-2*gripStep-gripDot)/2
	for i, o := range r.dots {
		o.Move(fyne.NewPos(left+float32(i%2)*gripStep, top+float32(i/2)*gripStep))
		o.Resize(fyne.NewSquareSize(gripDot))
	}
}

func (r *gripRenderer) MinSize() fyne.Size           { return fyne.NewSize(20, 40) }
func (r *gripRenderer) Objects() []fyne.CanvasObject { return r.dots }
func (r *gripRenderer) Destroy()                     {}

func (r *gripRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.grip)
}
