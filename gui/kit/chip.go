package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"caracal/gui/kit/bidi"
)

// A Chip is a small pill that is on or off. It does not change by itself when it is tapped: the page decides.
type Chip struct {
	Press
	Text string
	on   bool
}

var (
	_ fyne.Widget     = (*Chip)(nil)
	_ fyne.Accessible = (*Chip)(nil)
)

// NewChip returns a chip that is off.
func NewChip(text string, tapped func()) *Chip {
	c := &Chip{Press: Press{OnTapped: tapped}, Text: text}
	c.ExtendBaseWidget(c)
	return c
}

// SetOn turns the chip on or off.
func (c *Chip) SetOn(on bool) {
	if c.on != on {
		c.on = on
		c.Refresh()
	}
}

// On reports whether the chip is on.
func (c *Chip) On() bool { return c.on }

// SetText changes the words.
func (c *Chip) SetText(text string) {
	if c.Text != text {
		c.Text = text
		c.Refresh()
	}
}

// AccessibilityLabel is the words.
func (c *Chip) AccessibilityLabel() string { return c.Text }

// CreateRenderer is Fyne's.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &chipRenderer{chip: c, ground: &canvas.Rectangle{}, word: &canvas.Text{Alignment: fyne.TextAlignCenter}}
	r.paint()
	return r
}

type chipRenderer struct {
	chip   *Chip
	ground *canvas.Rectangle
	word   *canvas.Text
}

func (r *chipRenderer) paint() {
	c := r.chip
	fill, line, ink := ColorSurface, ColorLine, ColorMuted
	switch {
	case c.on:
		fill, line, ink = ColorAccent, ColorAccent, ColorInk
	case c.hovered:
		fill, ink = ColorRaised, ColorText
	}
	r.ground.FillColor, r.ground.CornerRadius = ColorOf(c, fill), SizeOf(c, RadiusPill)
	r.ground.StrokeColor, r.ground.StrokeWidth = ColorOf(c, line), 1
	if c.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = ColorOf(c, ColorRing), 2
	}
	r.word.Text, r.word.TextSize, r.word.Color = bidi.Visual(c.Text), SizeOf(c, SizeSmall), ColorOf(c, ink)
	r.word.TextStyle = fyne.TextStyle{Bold: c.on}
}

func (r *chipRenderer) MinSize() fyne.Size {
	// As wide as the bold words, so that nothing moves when it is turned on.
	size := fyne.MeasureText(r.chip.Text, SizeOf(r.chip, SizeSmall), fyne.TextStyle{Bold: true})
	return size.AddWidthHeight(2*10, 2*4)
}

func (r *chipRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	height := r.word.MinSize().Height
	r.word.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.word.Resize(fyne.NewSize(size.Width, height))
}

func (r *chipRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.word} }

func (r *chipRenderer) Refresh() {
	r.paint()
	r.Layout(r.chip.Size())
	canvas.Refresh(r.chip)
}

func (r *chipRenderer) Destroy() {}
