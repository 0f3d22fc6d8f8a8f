package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	"github.com/go-text/typesetting/segmenter"

	"caracal/gui/kit/bidi"
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
			words = []string{cut(strings.ReplaceAll(t.Text, "\n", " "), width, measure)}
		case Wrap:
			words = wrap(t.Text, width, t.Lines, measure)
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

const ellipsis = "…"

// cut returns s, or as much of its beginning as fits into width with an ellipsis. It measures little, because that is what costs: the search begins where the longest beginning that
// fits would end if all letters were equally wide.
func cut(s string, width float32, measure func(string) float32) string {
	whole := measure(s)
	if whole <= width {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes)
	for mid, step := int(float32(high)*(width-measure(ellipsis))/whole), 1; low < high; step *= 2 {
		if mid <= low || mid > high {
			mid = (low + high + 1) / 2
		}
		if measure(string(runes[:mid])+ellipsis) <= width {
			low = mid
			mid += step
		} else {
			high = mid - 1
			mid -= step
		}
	}
	return strings.TrimRight(string(runes[:low]), " ") + ellipsis
}

// wrap breaks s where its script allows it (Unicode Standard Annex 14), and what is too long even so wherever it reaches the edge, into at most so many lines; 0 is no limit.
func wrap(s string, width float32, limit int, measure func(string) float32) []string {
	fits := func(s string) bool { return measure(trimmed(s)) <= width }
	var lines []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		line := ""
		for _, part := range parts(paragraph) {
			if fits(line + part) {
				line += part
				continue
			}
			if line != "" {
				lines = append(lines, trimmed(line))
			}
			for !fits(part) {
				head := strings.TrimSuffix(cut(part, width+measure(ellipsis), measure), ellipsis)
				if head == "" || head == part {
					break
				}
				lines = append(lines, head)
				part = strings.TrimPrefix(part, head)
			}
			line = part
		}
		lines = append(lines, trimmed(line))
	}
	if limit > 0 && len(lines) > limit {
		rest := strings.Join(lines[limit-1:], " ")
		lines = append(lines[:limit-1], cut(rest, width, measure))
	}
	return lines
}

func trimmed(s string) string { return strings.TrimRight(s, " \t") }

// parts returns the pieces of a paragraph that stay whole when it is broken, each with the spaces after it.
func parts(paragraph string) (found []string) {
	var seg segmenter.Segmenter
	seg.InitWithString(paragraph)
	for lines := seg.LineIterator(); lines.Next(); {
		found = append(found, string(lines.Line().Text))
	}
	return found
}
