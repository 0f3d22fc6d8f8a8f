package kittest

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
)

// Legible fails the test for words in a window, or in what lies over it, that stick out of the widget they belong to or of the window, that end with an ellipsis for want of room, or
// that lie on other words. what says in which state the window is.
func Legible(t testing.TB, w fyne.Window, what string) {
	t.Helper()
	c := w.Canvas()
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	test.LaidOutObjects(root)
	var all reading
	all.read(root, fyne.Position{}, box{size: c.Size()}, nil)
	for _, fault := range all.faults {
		t.Errorf("%s: %s", what, fault)
	}
	for i, a := range all.words {
		for _, b := range all.words[:i] {
			if a.scroll == b.scroll && a.overlaps(b.box) {
				t.Errorf("%s: %q lies on %q", what, a.text, b.text)
			}
		}
	}
	if len(all.words) == 0 {
		t.Errorf("%s: there are no words", what)
	}
}

// A box is a place in the window.
type box struct {
	at   fyne.Position
	size fyne.Size
}

// slack is how far words may stick out, or into one another, in points: that is rounding.
const slack = 1.5

func (b box) holds(o box) bool {
	return o.at.X >= b.at.X-slack && o.at.Y >= b.at.Y-slack && o.at.X+o.size.Width <= b.at.X+b.size.Width+slack && o.at.Y+o.size.Height <= b.at.Y+b.size.Height+slack
}

func (b box) overlaps(o box) bool {
	return o.at.X < b.at.X+b.size.Width-slack && b.at.X < o.at.X+o.size.Width-slack && o.at.Y < b.at.Y+b.size.Height-slack && b.at.Y < o.at.Y+o.size.Height-slack
}

// words are some that were found, with what they scroll in.
type words struct {
	box
	text   string
	scroll *container.Scroll
}

// A reading is what of a window can be read.
type reading struct {
	words  []words
	faults []string
}

// read collects the words in o, which lies at a place in the window, within the bounds of a widget or of what scrolls.
func (r *reading) read(o fyne.CanvasObject, at fyne.Position, within box, in *container.Scroll) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	here := box{at, o.Size()}
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			r.read(child, at, within, in)
		}
	case *container.Scroll:
		// What is not seen now can be scrolled to, in its one direction.
		tall := here
		tall.at.Y, tall.size.Height = -1e6, 2e6
		r.read(o.Content, at, tall, o)
	case *canvas.Text:
		r.text(o, here, within, in)
	case *kit.Text:
		lines := test.WidgetRenderer(o).Objects()
		r.cut(o, lines)
		for _, line := range lines {
			r.read(line, at, within, in)
		}
	case *kit.Entry:
		r.entry(&o.Entry, here)
	case *widget.Entry:
		r.entry(o, here)
	case fyne.Widget:
		if here.size.IsZero() { // it only holds others, as a dialog's theme does
			here = within
		}
		for _, child := range test.WidgetRenderer(o).Objects() {
			r.read(child, at, here, in)
		}
	}
}

func (r *reading) text(o *canvas.Text, here, within box, in *container.Scroll) {
	if o.Text == "" {
		return
	}
	size := o.MinSize()
	switch room := here.size.Width - size.Width; o.Alignment {
	case fyne.TextAlignCenter:
		here.at.X += room / 2
	case fyne.TextAlignTrailing:
		here.at.X += room
	}
	here.size = size
	if !within.holds(here) {
		r.faults = append(r.faults, fmt.Sprintf("%q at %v, %v large, sticks out of %v, %v large", o.Text, here.at, here.size, within.at, within.size))
	}
	r.words = append(r.words, words{here, o.Text, in})
}

// cut looks whether a text has lost its end.
func (r *reading) cut(o *kit.Text, lines []fyne.CanvasObject) {
	const ellipsis = "…"
	last := lines[len(lines)-1].(*canvas.Text).Text
	if strings.HasSuffix(last, ellipsis) && !strings.HasSuffix(o.Text, ellipsis) {
		r.faults = append(r.faults, fmt.Sprintf("%q ends as %q", o.Text, last))
	}
}

// entry looks at the words in an empty field. Several lines wrap.
func (r *reading) entry(o *widget.Entry, here box) {
	const inset = 20 // of the words in the field, at both sides together
	width := fyne.MeasureText(o.PlaceHolder, kit.SizeOf(o, theme.SizeNameText), o.TextStyle).Width
	if !o.MultiLine && o.Text == "" && width+inset > here.size.Width {
		r.faults = append(r.faults, fmt.Sprintf("%q does not fit into a field of %v", o.PlaceHolder, here.size.Width))
	}
}
