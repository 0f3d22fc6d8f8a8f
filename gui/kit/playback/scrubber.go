package playback

import (
	"fmt"

	"caracal/gui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A Scrubber is a thin bar that shows how far a film has been played and goes to where it is tapped or dragged.
type Scrubber struct {
	widget.BaseWidget

	OnSeek    func(done float64) // from 0 to 1; again and again while it is dragged
	OnDragged func(begins bool)  // a drag begins or has ended; may be nil

	done                      float64
	hovered, dragged, focused bool
}

var (
	_ fyne.Widget        = (*Scrubber)(nil)
	_ fyne.Tappable      = (*Scrubber)(nil)
	_ fyne.Draggable     = (*Scrubber)(nil)
	_ fyne.Focusable     = (*Scrubber)(nil)
	_ fyne.Accessible    = (*Scrubber)(nil)
	_ desktop.Hoverable  = (*Scrubber)(nil)
	_ desktop.Cursorable = (*Scrubber)(nil)
)

// NewScrubber returns a scrubber at the beginning.
func NewScrubber(seek func(done float64)) *Scrubber {
	s := &Scrubber{OnSeek: seek}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows how far it is, from 0 to 1. OnSeek is not called.
func (s *Scrubber) Set(done float64) {
	if s.done != done {
		s.done = done
		s.Refresh()
	}
}

// Done returns how far it is, from 0 to 1.
func (s *Scrubber) Done() float64 { return s.done }

// Tapped is Fyne's.
func (s *Scrubber) Tapped(e *fyne.PointEvent) { s.seek(e.Position.X) }

// Dragged is Fyne's.
func (s *Scrubber) Dragged(e *fyne.DragEvent) {
	if !s.dragged {
		s.dragged = true
		if s.OnDragged != nil {
			s.OnDragged(true)
		}
	}
	s.seek(e.Position.X)
}

// DragEnd is Fyne's.
func (s *Scrubber) DragEnd() {
	s.dragged = false
	s.Refresh()
	if s.OnDragged != nil {
		s.OnDragged(false)
	}
}

func (s *Scrubber) seek(x float32) {
	if width := s.Size().Width; width > 0 {
		s.Set(float64(min(max(x/width, 0), 1)))
		s.OnSeek(s.done)
	}
}

// TypedKey is Fyne's. The arrow keys go a twentieth of the way.
func (s *Scrubber) TypedKey(e *fyne.KeyEvent) {
	switch width := s.Size().Width; e.Name {
	case fyne.KeyLeft:
		s.seek(width * float32(s.done-0.05))
	case fyne.KeyRight:
		s.seek(width * float32(s.done+0.05))
	default:
		kit.HandOn(kit.CanvasOf(s), e)
	}
}

// TypedRune is Fyne's.
func (s *Scrubber) TypedRune(r rune) { kit.HandOnRune(kit.CanvasOf(s), r) }

// FocusGained is Fyne's.
func (s *Scrubber) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost is Fyne's.
func (s *Scrubber) FocusLost() { s.focused = false; s.Refresh() }

// AccessibilityLabel is how far it is.
func (s *Scrubber) AccessibilityLabel() string { return fmt.Sprintf("%.0f %%", 100*s.done) }

// Range is how far it is, between its ends.
func (s *Scrubber) Range() (now, least, most float64) { return s.done, 0, 1 }

// AccessibilityRole is text: Fyne has no role for what can be moved.
func (s *Scrubber) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MouseIn is Fyne's.
func (s *Scrubber) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved is Fyne's.
func (s *Scrubber) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (s *Scrubber) MouseOut() { s.hovered = false; s.Refresh() }

// Cursor is Fyne's.
func (s *Scrubber) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (s *Scrubber) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &scrubberRenderer{scrubber: s, track: &canvas.Rectangle{}, bar: &canvas.Rectangle{}, knob: &canvas.Circle{}}
	r.paint()
	return r
}

type scrubberRenderer struct {
	scrubber   *Scrubber
	track, bar *canvas.Rectangle
	knob       *canvas.Circle // only under the pointer
}

func (r *scrubberRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.track, r.bar, r.knob}
}

// The bar is thin; what can be hit is not.
const (
	scrubberHeight float32 = 18
	trackHeight    float32 = 6
	knobSize       float32 = 12
)

func (r *scrubberRenderer) MinSize() fyne.Size { return fyne.NewSize(80, scrubberHeight) }
func (r *scrubberRenderer) Destroy()           {}

func (r *scrubberRenderer) Layout(size fyne.Size) {
	top, x := (size.Height-trackHeight)/2, size.Width*float32(r.scrubber.done)
	kit.Place(r.track, 0, top, fyne.NewSize(size.Width, trackHeight))
	kit.Place(r.bar, 0, top, fyne.NewSize(x, trackHeight))
	kit.Place(r.knob, min(max(x-knobSize/2, 0), size.Width-knobSize), (size.Height-knobSize)/2, fyne.NewSquareSize(knobSize))
}

func (r *scrubberRenderer) paint() {
	s := r.scrubber
	r.track.FillColor, r.bar.FillColor, r.knob.FillColor = kit.ColorOf(s, kit.ColorWell), kit.ColorOf(s, kit.ColorAccent), kit.ColorOf(s, kit.ColorAccent)
	r.track.CornerRadius, r.bar.CornerRadius = trackHeight/2, trackHeight/2
	r.track.StrokeWidth, r.track.StrokeColor = 1, kit.ColorOf(s, theme.ColorNameSeparator)
	r.knob.Hidden = !s.hovered && !s.dragged && !s.focused
	if r.knob.StrokeWidth = 0; s.focused {
		r.knob.StrokeColor, r.knob.StrokeWidth = kit.ColorOf(s, kit.ColorRing), 2
	}
}

func (r *scrubberRenderer) Refresh() {
	r.paint()
	r.Layout(r.scrubber.Size())
	canvas.Refresh(r.scrubber)
}
