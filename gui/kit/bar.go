package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// A Bar is a thin amber line that says how far something is.
type Bar struct {
	widget.BaseWidget
	part float64
}

var _ fyne.Widget = (*Bar)(nil)

// NewBar returns an empty bar.
func NewBar() *Bar {
	b := &Bar{}
	b.ExtendBaseWidget(b)
	return b
}

// Set fills the bar up to a part of it, 0 to 1.
func (b *Bar) Set(part float64) {
	if part = min(max(part, 0), 1); b.part != part {
		b.part = part
		b.Refresh()
	}
}

// Range is how far the bar is filled, between its ends.
func (b *Bar) Range() (now, least, most float64) { return b.part, 0, 1 }

// CreateRenderer is Fyne's.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &barRenderer{bar: b, ground: &canvas.Rectangle{}, done: &canvas.Rectangle{}}
	r.paint()
	return r
}

type barRenderer struct {
	bar          *Bar
	ground, done *canvas.Rectangle
}

const barThickness = 4

func (r *barRenderer) paint() {
	r.ground.FillColor, r.ground.CornerRadius = ColorOf(r.bar, ColorWell), barThickness/2
	r.done.FillColor, r.done.CornerRadius = ColorOf(r.bar, ColorAccent), barThickness/2
}

func (r *barRenderer) Layout(size fyne.Size) {
	top := (size.Height - barThickness) / 2
	r.ground.Move(fyne.NewPos(0, top))
	r.ground.Resize(fyne.NewSize(size.Width, barThickness))
	r.done.Move(fyne.NewPos(0, top))
	r.done.Resize(fyne.NewSize(size.Width*float32(r.bar.part), barThickness))
}

func (r *barRenderer) MinSize() fyne.Size           { return fyne.NewSize(barThickness, barThickness) }
func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.done} }
func (r *barRenderer) Destroy()                     {}

func (r *barRenderer) Refresh() {
	r.paint()
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}
