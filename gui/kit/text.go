package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit/bidi"
	"caracal/gui/kit/linebreak"
)

// A Fit says what a [Text] does with a line that is longer than its place.
type Fit int

const (
	Whole Fit = iota // asks for a place as wide as the text
	Cut              // ends one line with an ellipsis
	Wrap             // goes on in the next line
)

// A Text shows words in one of the theme's colours and sizes. It has no padding, unlike Fyne's label, so that columns line up. Change it with Set.
type Text struct {
	widget.BaseWidget
	Text      string
	SizeName  fyne.ThemeSizeName  // empty for SizeText
	ColorName fyne.ThemeColorName // empty for ColorText
	Bold      bool
	Align     fyne.TextAlign
	Fit       Fit
	Lines     int // with Wrap: room is kept for so many lines, and no more are shown; 0 is as many as needed

	heading, notice bool
}

var (
	_ fyne.Widget     = (*Text)(nil)
	_ fyne.Accessible = (*Text)(nil)
)

// NewHeading returns the quiet words above a section.
func NewHeading(text string) *Text {
	return &Text{Text: text, SizeName: SizeButton, ColorName: ColorMuted, Bold: true, heading: true}
}

// NewSmall returns small muted words that wrap.
func NewSmall(text string) *Text {
	return &Text{Text: text, SizeName: SizeSmall, ColorName: ColorMuted, Fit: Wrap}
}

// Set changes the words and their colour; it does nothing when both are as they were.
func (t *Text) Set(text string, color fyne.ThemeColorName) {
	if t.Text == text && t.ColorName == color {
		return
	}
	t.Text, t.ColorName = text, color
	t.Refresh()
}

// AccessibilityLabel is the words.
func (t *Text) AccessibilityLabel() string { return t.Text }

// AccessibilityRole is text.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Heading reports whether the words are above a section.
func (t *Text) Heading() bool { return t.heading }

// Notice reports whether a screen reader says the words as soon as they are there.
func (t *Text) Notice() bool { return t.notice }

// MinSize is Fyne's.
func (t *Text) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	return t.BaseWidget.MinSize()
}

// Resize is Fyne's. A new width can mean another number of lines, which the parents have to hear of.
func (t *Text) Resize(size fyne.Size) {
	t.ExtendBaseWidget(t)
	before := t.MinSize()
	t.BaseWidget.Resize(size)
	if t.MinSize() != before {
		canvas.Refresh(t)
	}
}

// Refresh is Fyne's.
func (t *Text) Refresh() {
	t.ExtendBaseWidget(t)
	t.BaseWidget.Refresh()
}

// CreateRenderer is Fyne's.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &textRenderer{text: t}
	r.set()
	return r
}

// textRenderer keeps one canvas.Text for each line.
type textRenderer struct {
	text  *Text
	lines []*canvas.Text
	line  float32 // height of one
}

func (r *textRenderer) style() (size float32, style fyne.TextStyle) {
	name := r.text.SizeName
	if name == "" {
		name = SizeText
	}
	return SizeOf(r.text, name), fyne.TextStyle{Bold: r.text.Bold}
}

// set breaks the text into lines for the width that it has now.
func (r *textRenderer) set() {
	t := r.text
	size, style := r.style()
	measure := func(s string) float32 { return fyne.MeasureText(s, size, style).Width }
	r.line = fyne.MeasureText("M", size, style).Height

	words := []string{t.Text}
	// Before the first layout there is no width to break at.
	if width := t.Size().Width; width > 0 {
		switch t.Fit {
		case Cut:
			words = []string{linebreak.Cut(strings.ReplaceAll(t.Text, "\n", " "), width, measure)}
		case Wrap:
			words = linebreak.Wrap(t.Text, width, t.Lines, measure)
		}
	}
	colour := ColorText
	if t.ColorName != "" {
		colour = t.ColorName
	}
	for len(r.lines) < len(words) {
		r.lines = append(r.lines, &canvas.Text{})
	}
	r.lines = r.lines[:len(words)]
	for i, line := range r.lines {
		line.Text, line.TextSize, line.TextStyle, line.Alignment, line.Color = bidi.Visual(words[i]), size, style, t.Align, ColorOf(t, colour)
	}
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.set()
	top := float32(0)
	if r.text.Fit != Wrap {
		top = (size.Height - r.line) / 2
	}
	for i, line := range r.lines {
		line.Move(fyne.NewPos(0, top+float32(i)*r.line))
		line.Resize(fyne.NewSize(size.Width, r.line))
	}
}

func (r *textRenderer) MinSize() fyne.Size {
	min := fyne.NewSize(1, r.line)
	switch r.text.Fit {
	case Whole:
		size, style := r.style()
		min.Width = fyne.MeasureText(r.text.Text, size, style).Width
	case Wrap:
		min.Height *= float32(max(len(r.lines), r.text.Lines))
		if r.text.Text == "" && r.text.Lines == 0 {
			min.Height = 0
		}
	}
	return min
}

func (r *textRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.lines))
	for i, line := range r.lines {
		objects[i] = line
	}
	return objects
}

func (r *textRenderer) Refresh() {
	r.Layout(r.text.Size())
	canvas.Refresh(r.text)
}

func (r *textRenderer) Destroy() {}
