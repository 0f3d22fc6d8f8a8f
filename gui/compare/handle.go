package compare

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
)

// A handle lies over the screen and shows where the split is, which goes to where the pointer drags it.
type handle struct {
	widget.BaseWidget
	set    *set
	moved  func(at float64)
	tapped func()
	line   *canvas.Rectangle
	knob   *canvas.Circle
	arrows *canvas.Text
}

var (
	_ fyne.Widget        = (*handle)(nil)
	_ fyne.Draggable     = (*handle)(nil)
	_ fyne.Tappable      = (*handle)(nil)
	_ desktop.Cursorable = (*handle)(nil)
)

func newHandle(s *set, moved func(at float64), tapped func()) *handle {
	h := &handle{set: s, moved: moved, tapped: tapped, line: &canvas.Rectangle{}, knob: &canvas.Circle{}, arrows: &canvas.Text{Text: "‹ ›", Alignment: fyne.TextAlignCenter, TextStyle: fyne.TextStyle{Bold: true}}}
	h.ExtendBaseWidget(h)
	return h
}

// frame returns where in the handle the frame of the film is: as large as it fits, in the middle.
func (h *handle) frame() (at fyne.Position, size fyne.Size) {
	whole := h.Size()
	scale := min(whole.Width/float32(canvasSize.X), whole.Height/float32(canvasSize.Y))
	size = fyne.NewSize(float32(canvasSize.X)*scale, float32(canvasSize.Y)*scale)
	return fyne.NewPos((whole.Width-size.Width)/2, (whole.Height-size.Height)/2), size
}

// clip returns where in the handle the first clip is.
func (h *handle) clip() (at fyne.Position, size fyne.Size) {
	at, size = h.frame()
	r := h.set.cells(image.Rectangle{Max: canvasSize}, h.set.arranged())[0]
	scale := size.Width / float32(canvasSize.X)
	return at.AddXY(float32(r.Min.X)*scale, float32(r.Min.Y)*scale), fyne.NewSize(float32(r.Dx())*scale, float32(r.Dy())*scale)
}

func (h *handle) moveTo(x float32) {
	at, size := h.clip()
	if size.Width > 0 && h.set.arranged().split {
		h.moved(float64((x - at.X) / size.Width))
	}
}

// Tapped is Fyne's.
func (h *handle) Tapped(*fyne.PointEvent) { h.tapped() }

// Dragged is Fyne's.
func (h *handle) Dragged(e *fyne.DragEvent) { h.moveTo(e.Position.X) }

// DragEnd is Fyne's.
func (h *handle) DragEnd() {}

// Cursor is Fyne's.
func (h *handle) Cursor() desktop.Cursor {
	if h.set.arranged().split {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is Fyne's.
func (h *handle) CreateRenderer() fyne.WidgetRenderer {
	h.ExtendBaseWidget(h)
	r := &handleRenderer{h}
	r.paint()
	return r
}

type handleRenderer struct{ *handle }

const knobSide float32 = 32

func (r *handleRenderer) paint() {
	settings := fyne.CurrentApp().Settings()
	amber := r.Theme().Color(theme.ColorNamePrimary, settings.ThemeVariant())
	r.line.FillColor, r.knob.FillColor = amber, amber
	r.arrows.Color, r.arrows.TextSize = r.Theme().Color(kit.ColorInk, settings.ThemeVariant()), 15
	for _, o := range r.Objects() {
		kit.SetVisible(o, r.set.arranged().split)
	}
}

func (r *handleRenderer) Layout(fyne.Size) {
	at, size := r.clip()
	x := at.X + size.Width*float32(r.set.arranged().at)
	r.line.Move(fyne.NewPos(x-1, at.Y))
	r.line.Resize(fyne.NewSize(2, size.Height))
	r.knob.Move(fyne.NewPos(x-knobSide/2, at.Y+(size.Height-knobSide)/2))
	r.knob.Resize(fyne.NewSquareSize(knobSide))
	word := r.arrows.MinSize()
	r.arrows.Move(fyne.NewPos(x-word.Width/2, at.Y+(size.Height-word.Height)/2))
	r.arrows.Resize(word)
}

func (r *handleRenderer) MinSize() fyne.Size { return fyne.NewSize(100, 60) }
func (r *handleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.line, r.knob, r.arrows}
}
func (r *handleRenderer) Destroy() {}

func (r *handleRenderer) Refresh() {
	r.paint()
	r.Layout(r.Size())
	canvas.Refresh(r.handle)
}
