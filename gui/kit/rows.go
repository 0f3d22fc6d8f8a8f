package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Rows are Fyne's list of reused items for rows that draw their own ground: only those that are seen exist, however many there are. View is what is put into the page.
type Rows struct {
	widget.List
	view fyne.CanvasObject
}

// NewRows returns a list of length() rows, each filled by update whenever it comes into view or the list is refreshed. All are as high as the first that create makes. chosen is
// called for a tap beside the widgets of a row.
func NewRows(length func() int, create func() fyne.CanvasObject, update func(i int, row fyne.CanvasObject), chosen func(i int)) *Rows {
	r := &Rows{}
	r.Length, r.CreateItem, r.HideSeparators = length, create, true
	r.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < length() { // the list can be behind its data
			update(i, o)
		}
	}
	r.OnSelected = func(i widget.ListItemID) {
		r.UnselectAll() // else a second tap on the same place would not be heard
		chosen(i)
	}
	r.ExtendBaseWidget(r)
	w := &wheel{list: &r.List}
	w.ExtendBaseWidget(w)
	r.view = container.NewStack(Bare(r, Gap), w)
	return r
}

// A wheel lies over a list and takes nothing but the mouse's wheel, which the entries of rows would take else, though they have nothing to scroll.
type wheel struct {
	widget.BaseWidget
	list *widget.List
}

var _ fyne.Scrollable = (*wheel)(nil)

// Scrolled is Fyne's.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	w.list.ScrollToOffset(w.list.GetScrollOffset() - e.Scrolled.DY)
}

// CreateRenderer is Fyne's.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// View returns what is put into the page.
func (r *Rows) View() fyne.CanvasObject { return r.view }
