package stage

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
	"caracal/gui/kit/ground"
	"caracal/gui/kit/playback"
)

// A Stage is the large place where one screen stands in a given shape, as large as it fits, with a tag in the corner. A person can drag what is on the screen.
type Stage struct {
	widget.BaseWidget
	OnDragged func(dx, dy float32) // by parts of the screen's width and height since the last call
	OnHovered func()               // the pointer has come; may be nil

	screen    *playback.Screen
	tag, hint *kit.Panel
	shape     fyne.Size
	hovered   bool
	focused   bool
	movable   bool
}

var (
	_ fyne.Widget        = (*Stage)(nil)
	_ fyne.Draggable     = (*Stage)(nil)
	_ fyne.Focusable     = (*Stage)(nil)
	_ fyne.Accessible    = (*Stage)(nil)
	_ desktop.Hoverable  = (*Stage)(nil)
	_ desktop.Cursorable = (*Stage)(nil)
)

// New returns a stage with a screen on it. The tag says what is shown, and the hint, while the pointer is over the stage, what can be done.
func New(screen *playback.Screen, tag, hint string) *Stage {
	s := &Stage{screen: screen, tag: kit.NewTag(tag), hint: kit.NewTag(hint), shape: fyne.NewSize(16, 9)}
	s.ExtendBaseWidget(s)
	return s
}

// SetTag says what is shown.
func (s *Stage) SetTag(text string) {
	if words := s.tag.Content.(*kit.Text); words.Text != text {
		words.Set(text, kit.ColorOnVeil)
		s.Refresh()
	}
}

// SetShape gives the screen another shape; only the ratio of the two counts.
func (s *Stage) SetShape(width, height int) {
	if shape := fyne.NewSize(float32(width), float32(height)); s.shape != shape {
		s.shape = shape
		s.Refresh()
	}
}

// SetMovable says whether there is something on the screen to show and to drag; where there is not, the screen and the words are away.
func (s *Stage) SetMovable(movable bool) {
	if s.movable != movable {
		s.movable = movable
		s.Refresh()
	}
}

// Dragged is Fyne's.
func (s *Stage) Dragged(e *fyne.DragEvent) {
	if size := s.screen.Size(); s.movable && s.OnDragged != nil && size.Width > 0 && size.Height > 0 {
		s.OnDragged(e.Dragged.DX/size.Width, e.Dragged.DY/size.Height)
	}
}

// DragEnd is Fyne's.
func (s *Stage) DragEnd() {}

// TypedKey is Fyne's. The arrow keys drag by a fiftieth.
func (s *Stage) TypedKey(e *fyne.KeyEvent) {
	const step = 0.02
	by := map[fyne.KeyName]fyne.Position{fyne.KeyLeft: {X: -step}, fyne.KeyRight: {X: step}, fyne.KeyUp: {Y: -step}, fyne.KeyDown: {Y: step}}
	if d, ok := by[e.Name]; ok && s.movable && s.OnDragged != nil {
		s.OnDragged(d.X, d.Y)
		return
	}
	kit.HandOn(kit.CanvasOf(s), e)
}

// TypedRune is Fyne's.
func (s *Stage) TypedRune(r rune) { kit.HandOnRune(kit.CanvasOf(s), r) }

// FocusGained is Fyne's.
func (s *Stage) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost is Fyne's.
func (s *Stage) FocusLost() { s.focused = false; s.Refresh() }

// AccessibilityLabel is what is shown, and what can be done.
func (s *Stage) AccessibilityLabel() string {
	return s.tag.Content.(*kit.Text).Text + ", " + s.hint.Content.(*kit.Text).Text
}

// AccessibilityRole is container.
func (s *Stage) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// MouseIn is Fyne's.
func (s *Stage) MouseIn(*desktop.MouseEvent) {
	s.hovered = true
	s.Refresh()
	if s.OnHovered != nil {
		s.OnHovered()
	}
}

// MouseMoved is Fyne's.
func (s *Stage) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (s *Stage) MouseOut() { s.hovered = false; s.Refresh() }

// Cursor is Fyne's.
func (s *Stage) Cursor() desktop.Cursor {
	if s.movable {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is Fyne's.
func (s *Stage) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &stageRenderer{stage: s, ground: kit.NewPanel(kit.ColorWell, kit.ColorLine, kit.RadiusStage, fyne.Size{}, nil), shadow: newShadow()}
	r.paint()
	return r
}

type stageRenderer struct {
	stage  *Stage
	ground *kit.Panel
	shadow *shadow
}

// How far the screen stays from the stage's edges, and the words from its corners.
const (
	stageMarginX = 18
	stageMarginY = 40
	stageCorner  = 12
)

func (r *stageRenderer) paint() {
	s := r.stage
	s.screen.Hidden, s.tag.Hidden = !s.movable, !s.movable
	r.shadow.show(s.movable)
	s.hint.Hidden = !s.movable || !s.hovered && !s.focused
	if r.ground.Line = kit.ColorLine; s.focused {
		r.ground.Line = kit.ColorRing
	}
}

func (r *stageRenderer) Layout(size fyne.Size) {
	s := r.stage
	scale := min((size.Width-2*stageMarginX)/s.shape.Width, (size.Height-2*stageMarginY)/s.shape.Height)
	screen := fyne.NewSize(s.shape.Width*scale, s.shape.Height*scale)
	at := fyne.NewPos((size.Width-screen.Width)/2, (size.Height-screen.Height)/2)
	kit.Place(s.screen, at.X, at.Y, screen)
	thing := ground.Area{At: at, Size: screen}
	covered := thing.Inset(kit.SizeOf(s, kit.RadiusImage)) // all but its round corners
	r.shadow.place(thing, covered, kit.ColorOf(s, theme.ColorNameShadow))
	if r.ground.Covered = covered; !s.movable {
		r.ground.Covered = ground.Area{}
	}
	r.ground.Resize(size)
	r.ground.Refresh()
	s.tag.Move(fyne.NewPos(stageCorner, stageCorner))
	s.tag.Resize(s.tag.MinSize())
	hint := s.hint.MinSize()
	s.hint.Move(fyne.NewPos(stageCorner, size.Height-stageCorner-hint.Height))
	s.hint.Resize(hint)
}

func (r *stageRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 160) }

func (r *stageRenderer) Objects() []fyne.CanvasObject {
	s := r.shadow.sides
	return []fyne.CanvasObject{r.ground, s[0], s[1], s[2], s[3], r.stage.screen, r.stage.tag, r.stage.hint}
}

func (r *stageRenderer) Refresh() {
	r.paint()
	r.Layout(r.stage.Size())
	canvas.Refresh(r.stage)
}

func (r *stageRenderer) Destroy() {}
