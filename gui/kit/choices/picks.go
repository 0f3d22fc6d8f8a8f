package choices

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
	"caracal/gui/kit/bidi"
)

// Picks are a few short words side by side in one line, of which one is chosen: a [Switch] that is small enough for each row of a list.
type Picks struct {
	widget.BaseWidget
	OnPicked func(i int) // after a person has chosen another

	row   *fyne.Container
	picks []*pick
}

var (
	_ fyne.Widget = (*Picks)(nil)
	_ kit.Holder  = (*Picks)(nil)
)

// NewPicks returns picks of which the first is chosen.
func NewPicks(words []string, picked func(i int)) *Picks {
	p := &Picks{OnPicked: picked, row: container.New(layout.NewCustomPaddedHBoxLayout(0))}
	for i, word := range words {
		one := &pick{word: word, on: i == 0}
		one.OnTapped = func() {
			if !one.on {
				p.Choose(i)
				p.OnPicked(i)
			}
		}
		one.ExtendBaseWidget(one)
		p.picks = append(p.picks, one)
		p.row.Add(one)
	}
	p.ExtendBaseWidget(p)
	return p
}

// Choose chooses i, without telling.
func (p *Picks) Choose(i int) {
	for j, one := range p.picks {
		if one.on != (i == j) {
			one.on = i == j
			one.Refresh()
		}
	}
}

// Chosen returns the choice.
func (p *Picks) Chosen() int {
	for i, one := range p.picks {
		if one.on {
			return i
		}
	}
	return -1
}

// Held is the row of the picks.
func (p *Picks) Held() fyne.CanvasObject { return p.row }

// CreateRenderer is Fyne's.
func (p *Picks) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	return widget.NewSimpleRenderer(kit.NewPanel(kit.ColorClear, kit.ColorLine, kit.RadiusButton, fyne.NewSquareSize(1), p.row))
}

// A pick is one of the choices.
type pick struct {
	kit.Press
	word string
	on   bool
}

var (
	_ fyne.Widget     = (*pick)(nil)
	_ fyne.Accessible = (*pick)(nil)
)

// On reports whether this is one of what is picked.
func (p *pick) On() bool { return p.on }

// AccessibilityLabel is the word.
func (p *pick) AccessibilityLabel() string { return p.word }

// CreateRenderer is Fyne's.
func (p *pick) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	r := &pickRenderer{pick: p, ground: &canvas.Rectangle{}, word: &canvas.Text{Alignment: fyne.TextAlignCenter}}
	r.paint()
	return r
}

type pickRenderer struct {
	pick   *pick
	ground *canvas.Rectangle
	word   *canvas.Text
}

func (r *pickRenderer) paint() {
	p := r.pick
	fill, ink := kit.ColorClear, kit.ColorMuted
	switch {
	case p.on:
		fill, ink = kit.ColorRaised, kit.ColorText
	case p.Hovered():
		fill, ink = theme.ColorNameHover, kit.ColorText
	}
	r.ground.FillColor, r.ground.CornerRadius, r.ground.StrokeWidth = kit.ColorOf(p, fill), kit.SizeOf(p, kit.RadiusButton)-1, 0
	if p.Focused() {
		r.ground.StrokeColor, r.ground.StrokeWidth = kit.ColorOf(p, kit.ColorRing), 2
	}
	r.word.Text, r.word.TextSize, r.word.Color = bidi.Visual(p.word), kit.SizeOf(p, kit.SizeSmall), kit.ColorOf(p, ink)
}

func (r *pickRenderer) MinSize() fyne.Size {
	return fyne.MeasureText(r.pick.word, kit.SizeOf(r.pick, kit.SizeSmall), fyne.TextStyle{}).AddWidthHeight(2*8, 2*5)
}

func (r *pickRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	height := r.word.MinSize().Height
	r.word.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.word.Resize(fyne.NewSize(size.Width, height))
}

func (r *pickRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.word} }

func (r *pickRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.pick)
}

func (r *pickRenderer) Destroy() {}
