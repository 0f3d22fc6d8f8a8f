package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A wheel lies over what can be scrolled and takes nothing but the mouse's wheel, which the entries in it would take else, though they have nothing to scroll.
type wheel struct {
	widget.BaseWidget
	turned func(*fyne.ScrollEvent)
}

var _ fyne.Scrollable = (*wheel)(nil)

// UnderWheel returns a view with a wheel over it. turned scrolls the view.
func UnderWheel(view fyne.CanvasObject, turned func(*fyne.ScrollEvent)) fyne.CanvasObject {
	w := &wheel{turned: turned}
	w.ExtendBaseWidget(w)
	return container.NewStack(view, w)
}

// Scrolled is Fyne's.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) { w.turned(e) }

// CreateRenderer is Fyne's.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
