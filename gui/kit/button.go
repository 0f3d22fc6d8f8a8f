package kit

import (
	"cmp"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit/bidi"
	"caracal/gui/kit/ground"
)

// A Button is Fyne's button in Caracal's looks: quiet with a line around it, or amber and large when it is the main one of its page. Tapping, keys, focus and
// disabling are Fyne's.
type Button struct {
	widget.Button
	Tip              string      // what it does, and by which key: shown while the pointer rests on it, and read where it has no words
	Holds            func() bool // whether it is on, for one that turns something on and off; nil for others
	main             bool
	hovered, focused bool
}

var (
	_ fyne.Widget       = (*Button)(nil)
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Disableable  = (*Button)(nil)
	_ fyne.Accessible   = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
)

// NewButton returns a quiet button. The text or the icon may be left out.
func NewButton(text string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{Button: widget.Button{Text: text, Icon: icon, OnTapped: tapped}}
	b.ExtendBaseWidget(b)
	return b
}

// NewMainButton returns the amber button of a page.
func NewMainButton(text string, tapped func()) *Button {
	b := &Button{Button: widget.Button{Text: text, OnTapped: tapped}, main: true}
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey is Fyne's.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		b.Tapped(nil)
		return
	}
	HandOn(CanvasOf(b), e)
}

// TypedRune is Fyne's.
func (b *Button) TypedRune(r rune) { HandOnRune(CanvasOf(b), r) }

// FocusGained is Fyne's.
func (b *Button) FocusGained() {
	b.focused = true
	b.Refresh()
	reveal(CanvasOf(b), b)
}

// FocusLost is Fyne's.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// MouseIn is Fyne's.
func (b *Button) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.Refresh()
	point(b, b.Tip)
}

// MouseOut is Fyne's.
func (b *Button) MouseOut() {
	b.hovered = false
	b.Refresh()
	point(b, "")
}

// Tapped is Fyne's.
func (b *Button) Tapped(e *fyne.PointEvent) {
	point(b, "")
	b.Button.Tapped(e)
}

// AccessibilityLabel is the words, or else the tip.
func (b *Button) AccessibilityLabel() string { return cmp.Or(b.Text, b.Tip) }

// Toggle reports whether the button is on, and whether it turns something on and off at all.
func (b *Button) Toggle() (on, toggles bool) { return b.Holds != nil && b.Holds(), b.Holds != nil }

// CreateRenderer is Fyne's.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &buttonRenderer{
		button: b,
		ground: ground.New(),
		over:   &canvas.Rectangle{},
		icon:   &canvas.Image{FillMode: canvas.ImageFillContain},
		word:   &canvas.Text{},
	}
	r.paint()
	return r
}

type buttonRenderer struct {
	button *Button
	ground *ground.Ground
	over   *canvas.Rectangle // the pointer's or the keyboard's mark
	icon   *canvas.Image
	word   *canvas.Text
}

func (r *buttonRenderer) paint() {
	b := r.button
	fill, line, ink, radius, size := ColorRaised, ColorLine, ColorText, RadiusButton, SizeButton
	if b.main {
		fill, line, ink, radius, size = ColorAccent, ColorClear, ColorInk, RadiusEntry, SizeMain
	}
	if b.Disabled() {
		fill, line, ink = ColorRaised, ColorLine, theme.ColorNameDisabled
	}
	var around color.Color
	if line != ColorClear {
		around = ColorOf(b, line)
	}
	r.ground.Paint(ColorOf(b, fill), around, 1, SizeOf(b, radius))

	r.over.CornerRadius, r.over.FillColor, r.over.StrokeWidth = SizeOf(b, radius), ColorOf(b, ColorClear), 0
	if r.over.Hidden = b.Disabled() || !b.hovered && !b.focused; !r.over.Hidden {
		if b.hovered {
			r.over.FillColor = ColorOf(b, theme.ColorNameHover)
		}
		if b.focused {
			r.over.StrokeWidth, r.over.StrokeColor = 2, ColorOf(b, ColorRing)
		}
	}

	r.word.Text, r.word.TextSize, r.word.TextStyle, r.word.Color = bidi.Visual(b.Text), SizeOf(b, size), fyne.TextStyle{Bold: b.main}, ColorOf(b, ink)
	r.icon.Hidden = b.Icon == nil
	if b.Icon != nil {
		r.icon.Resource = theme.NewColoredResource(b.Icon, ink)
		r.icon.Refresh()
	}
}

const buttonIcon = 16

// content returns the size of icon and word side by side, and the space between them.
func (r *buttonRenderer) content() (size fyne.Size, gap float32) {
	if r.button.Text != "" {
		size = r.word.MinSize()
	}
	if r.button.Icon != nil {
		if size.Width > 0 {
			gap = 6
		}
		size.Width += buttonIcon + gap
		size.Height = max(size.Height, buttonIcon)
	}
	return size, gap
}

func (r *buttonRenderer) MinSize() fyne.Size {
	size, _ := r.content()
	if r.button.main {
		return size.AddWidthHeight(2*16, 2*12)
	}
	return fyne.NewSize(size.Width+2*12, max(size.Height, fyne.MeasureText("M", SizeOf(r.button, SizeButton), fyne.TextStyle{}).Height)+2*7)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Place(size)
	r.over.Resize(size)
	content, gap := r.content()
	x := (size.Width - content.Width) / 2
	if r.button.Icon != nil {
		r.icon.Move(fyne.NewPos(x, (size.Height-buttonIcon)/2))
		r.icon.Resize(fyne.NewSquareSize(buttonIcon))
		x += buttonIcon + gap
	}
	word := r.word.MinSize()
	r.word.Move(fyne.NewPos(x, (size.Height-word.Height)/2))
	r.word.Resize(word)
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.ground.Objects()), r.icon, r.word, r.over)
}

func (r *buttonRenderer) Refresh() {
	r.paint()
	r.Layout(r.button.Size())
	canvas.Refresh(r.button)
}

func (r *buttonRenderer) Destroy() {}
