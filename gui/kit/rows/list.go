package rows

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
)

// A List is Fyne's list of reused items for rows that draw their own ground: only those that are seen exist, however many there are. View is what is put into the page.
type List struct {
	widget.List
	view fyne.CanvasObject
}

// New returns a list of length() rows, each filled by update whenever it comes into view or the list is refreshed. All are as high as the first that create makes. chosen is
// called for a tap beside the widgets of a row.
func New(length func() int, create func() fyne.CanvasObject, update func(i int, row fyne.CanvasObject), chosen func(i int)) *List {
	r := &List{}
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
	r.view = kit.UnderWheel(kit.Bare(r, kit.Gap), func(e *fyne.ScrollEvent) { r.ScrollToOffset(r.GetScrollOffset() - e.Scrolled.DY) })
	return r
}

// View returns what is put into the page.
func (r *List) View() fyne.CanvasObject { return r.view }
