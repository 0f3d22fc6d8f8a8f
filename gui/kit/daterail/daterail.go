// Package daterail has the rail that stands beside a long list which goes by time. Like all of kit it knows Fyne and nothing of us.
package daterail

import (
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
	"caracal/gui/kit/bidi"
)

// A Mark is a word beside a long list: here it begins to be of that month, or year.
type Mark struct {
	At   float64 // where in the list: 0 is its beginning and 1 its end
	Text string
}

// A Rail stands beside a long list that goes by time. Its marks are spread evenly, so that each can be read and hit, however many clips a month has. A tap on it or a drag
// along it goes there, and a bubble beside it says what is seen while the list moves.
type Rail struct {
	widget.BaseWidget

	OnSeek   func(at float64)        // again and again while it is dragged
	OnScroll func(*fyne.ScrollEvent) // the wheel is turned over it; may be nil

	marks   []Mark
	at      float64
	bubble  string // empty for none
	dragged bool
	focused bool
}

var (
	_ fyne.Widget        = (*Rail)(nil)
	_ fyne.Tappable      = (*Rail)(nil)
	_ fyne.Draggable     = (*Rail)(nil)
	_ fyne.Focusable     = (*Rail)(nil)
	_ desktop.Cursorable = (*Rail)(nil)
)

const (
	// Width is the width of a rail.
	Width float32 = 44
	// leastMark is the height of a mark at which it can be read and hit.
	leastMark float32 = 26
)

// New returns a rail without marks.
func New(seek func(at float64)) *Rail {
	r := &Rail{OnSeek: seek}
	r.ExtendBaseWidget(r)
	return r
}

// Fits returns how many marks there is room for.
func (r *Rail) Fits() int { return max(2, int(r.Size().Height/leastMark)) }

// SetMarks changes the marks, of which the first is at the beginning of the list.
func (r *Rail) SetMarks(marks []Mark) {
	if !slices.Equal(r.marks, marks) {
		r.marks = marks
		r.Refresh()
	}
}

// Marks returns the marks.
func (r *Rail) Marks() []Mark { return r.marks }

// SetAt shows where in the list the person is, with a bubble unless the text is empty. OnSeek is not called.
func (r *Rail) SetAt(at float64, bubble string) {
	if r.at != at || r.bubble != bubble {
		r.at, r.bubble = at, bubble
		r.Refresh()
	}
}

// Bubble returns what the bubble says; empty when there is none.
func (r *Rail) Bubble() string { return r.bubble }

// Dragged is Fyne's.
func (r *Rail) Dragged(e *fyne.DragEvent) {
	r.dragged = true
	r.seek(e.Position.Y)
}

// DragEnd is Fyne's.
func (r *Rail) DragEnd() { r.dragged = false }

// IsDragged reports whether the pointer holds the rail.
func (r *Rail) IsDragged() bool { return r.dragged }

// Tapped is Fyne's.
func (r *Rail) Tapped(e *fyne.PointEvent) { r.seek(e.Position.Y) }

// TypedKey is Fyne's. The arrow keys go to the marks before and after.
func (r *Rail) TypedKey(e *fyne.KeyEvent) {
	to := r.mark(r.at)
	switch e.Name {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	default:
		kit.HandOn(fyne.CurrentApp().Driver().CanvasForObject(r), e)
		return
	}
	if to >= 0 && to < len(r.marks) {
		r.OnSeek(r.marks[to].At)
	}
}

// TypedRune is Fyne's.
func (r *Rail) TypedRune(rune) {}

// FocusGained is Fyne's.
func (r *Rail) FocusGained() { r.focused = true; r.Refresh() }

// FocusLost is Fyne's.
func (r *Rail) FocusLost() { r.focused = false; r.Refresh() }

// Cursor is Fyne's.
func (r *Rail) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (r *Rail) seek(y float32) {
	if height := r.Size().Height; height > 0 && len(r.marks) > 0 {
		r.OnSeek(r.atHeight(float64(min(max(y/height, 0), 1))))
	}
}

// atHeight returns where in the list a height of the rail is, both from 0 to 1. Between two marks it goes evenly.
func (r *Rail) atHeight(y float64) float64 {
	n := len(r.marks)
	i := min(int(y*float64(n)), n-1)
	return r.marks[i].At + (y*float64(n)-float64(i))*(r.end(i)-r.marks[i].At)
}

// heightAt is the other way about.
func (r *Rail) heightAt(at float64) float64 {
	i := r.mark(at)
	part := 0.0
	if span := r.end(i) - r.marks[i].At; span > 0 {
		part = min(max((at-r.marks[i].At)/span, 0), 1)
	}
	return (float64(i) + part) / float64(len(r.marks))
}

// mark returns the last mark that is not after a place in the list.
func (r *Rail) mark(at float64) int {
	return max(0, sort.Search(len(r.marks), func(i int) bool { return r.marks[i].At > at })-1)
}

func (r *Rail) end(i int) float64 {
	if i == len(r.marks)-1 {
		return 1
	}
	return r.marks[i+1].At
}

// MinSize is Fyne's.
func (r *Rail) MinSize() fyne.Size { return fyne.NewSize(Width, 2*leastMark) }

// CreateRenderer is Fyne's.
func (r *Rail) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	d := &renderer{rail: r, ring: &canvas.Rectangle{}, ground: &canvas.Rectangle{}, word: &canvas.Text{}}
	d.wheel = kit.UnderWheel(container.NewWithoutLayout(), func(e *fyne.ScrollEvent) {
		if r.OnScroll != nil {
			r.OnScroll(e)
		}
	})
	d.paint()
	return d
}

type renderer struct {
	rail   *Rail
	names  []*canvas.Text
	ring   *canvas.Rectangle // while the keyboard acts on it
	ground *canvas.Rectangle // of the bubble
	word   *canvas.Text
	wheel  fyne.CanvasObject // a rail that took it itself would be cut off at its edges by Fyne, and its bubble with it
}

func (d *renderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, len(d.names)+4)
	for _, name := range d.names {
		objects = append(objects, name)
	}
	return append(objects, d.ring, d.wheel, d.ground, d.word)
}

func (d *renderer) MinSize() fyne.Size { return d.rail.MinSize() }
func (d *renderer) Destroy()           {}

func (d *renderer) paint() {
	r := d.rail
	for len(d.names) < len(r.marks) {
		d.names = append(d.names, &canvas.Text{Alignment: fyne.TextAlignTrailing})
	}
	d.names = d.names[:len(r.marks)]
	for i, mark := range r.marks {
		name, now := d.names[i], i == r.mark(r.at)
		name.Text, name.TextSize, name.Color = bidi.Visual(mark.Text), kit.SizeOf(r, kit.SizeTiny), kit.ColorOf(r, kit.ColorMuted)
		if name.TextStyle.Bold = now; now {
			name.Color = kit.ColorOf(r, kit.ColorText)
		}
	}
	d.word.Text, d.word.TextSize, d.word.Color = bidi.Visual(r.bubble), kit.SizeOf(r, kit.SizeTiny), kit.ColorOf(r, kit.ColorText)
	d.ground.FillColor, d.ground.CornerRadius = kit.ColorOf(r, kit.ColorRaised), kit.SizeOf(r, kit.RadiusImage)
	d.ring.Hidden, d.ring.FillColor, d.ring.CornerRadius = !r.focused, kit.ColorOf(r, kit.ColorClear), kit.SizeOf(r, kit.RadiusImage)
	d.ring.StrokeWidth, d.ring.StrokeColor = 2, kit.ColorOf(r, kit.ColorRing)
	d.ground.StrokeWidth, d.ground.StrokeColor = 1, kit.ColorOf(r, kit.ColorLine)
	d.ground.Hidden, d.word.Hidden = r.bubble == "", r.bubble == ""
}

func (d *renderer) Layout(size fyne.Size) {
	r := d.rail
	const rim = 5 // between the ring and the words
	kit.Place(d.ring, rim, -rim, size.AddWidthHeight(0, rim))
	d.wheel.Resize(size)
	each := size.Height / float32(max(1, len(r.marks)))
	for i, name := range d.names {
		kit.Place(name, 0, float32(i)*each, fyne.NewSize(size.Width, name.MinSize().Height))
	}
	if r.bubble == "" || len(r.marks) == 0 {
		return
	}
	words := d.word.MinSize()
	bubble := words.AddWidthHeight(20, 10)
	y := min(max(float32(r.heightAt(r.at))*size.Height-bubble.Height/2, 0), size.Height-bubble.Height)
	kit.Place(d.ground, -bubble.Width-4, y, bubble)
	kit.Place(d.word, -bubble.Width-4+10, y+5, words)
}

func (d *renderer) Refresh() {
	d.paint()
	d.Layout(d.rail.Size())
	canvas.Refresh(d.rail)
}
