package kittest

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Reachable fails the test for whatever is in a window, or lies over it, and can be tapped but not be reached by the keyboard; and for what Tab reaches without a mark that is seen, or
// does not lead away from.
// A tile or a row is reached by the arrow keys of the grid or list that it lies in. except names what has another key of its own.
func Reachable(t testing.TB, w fyne.Window, except ...fyne.CanvasObject) {
	t.Helper()
	c := w.Canvas()
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	c.Unfocus()
	var all reach
	all.except = append(all.except, except...)
	all.root = root
	all.walk(root, nil, false)
	for _, o := range all.lost {
		t.Errorf("%T %q can be tapped and not be reached by the keyboard", o, label(o))
	}

	reached := map[fyne.Focusable]bool{}
	for range len(all.stops) + 1 {
		c.FocusNext()
		f := c.Focused()
		if f == nil || reached[f] {
			break
		}
		reached[f] = true
		o := f.(fyne.CanvasObject)
		if tabs, ok := f.(fyne.Tabbable); ok && tabs.AcceptsTab() {
			t.Errorf("%T %q keeps Tab for itself", o, label(o))
		}
		if all.seen(o).Empty() {
			t.Errorf("%T %q has the keyboard where nobody sees it", o, label(o))
		}
		with := test.RenderObjectToMarkup(o)
		f.FocusLost()
		if test.RenderObjectToMarkup(o) == with {
			t.Errorf("%T %q has the keyboard and does not show it", o, label(o))
		}
		f.FocusGained()
	}
	for _, f := range all.stops {
		if !reached[f] {
			t.Errorf("%T %q is not reached by Tab", f, label(f.(fyne.CanvasObject)))
		}
	}
	if len(reached) == 0 {
		t.Error("Tab reaches nothing")
	}
	c.Unfocus()
}

// A reach is what of a window the keyboard should come to.
type reach struct {
	root   fyne.CanvasObject
	stops  []fyne.Focusable    // for Tab
	lost   []fyne.CanvasObject // which can be tapped only
	except []fyne.CanvasObject
	within map[fyne.CanvasObject]*container.Scroll // what is in something that scrolls
}

func (r *reach) walk(o fyne.CanvasObject, in *container.Scroll, inside bool) {
	if o == nil || !o.Visible() {
		return
	}
	for _, e := range r.except {
		if e == o {
			return
		}
	}
	if r.within == nil {
		r.within = map[fyne.CanvasObject]*container.Scroll{}
	}
	r.within[o] = in
	d, ok := o.(fyne.Disableable)
	off := ok && d.Disabled()
	f, focusable := o.(fyne.Focusable)
	if _, tappable := o.(fyne.Tappable); tappable && !focusable && !inside && !r.closes(o) {
		r.lost = append(r.lost, o)
	}
	if focusable && !off {
		r.stops = append(r.stops, f)
		inside = true
	}
	switch o := o.(type) {
	case *container.Scroll:
		r.walk(o.Content, o, inside)
	case *fyne.Container:
		for _, child := range o.Objects {
			r.walk(child, in, inside)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			r.walk(child, in, inside)
		}
	}
}

// closes reports whether an object is what lies around a dialog, which a tap beside it may close, as Escape does.
func (r *reach) closes(o fyne.CanvasObject) bool {
	_, popUp := o.(*widget.PopUp)
	return popUp || o == r.root
}

// seen returns where in the window a widget is seen, in points; empty when it is scrolled away.
func (r *reach) seen(o fyne.CanvasObject) image.Rectangle {
	bounds := place(o)
	if s := r.within[o]; s != nil {
		bounds = bounds.Intersect(place(s))
	}
	return bounds
}

func place(o fyne.CanvasObject) image.Rectangle {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	return image.Rect(int(at.X)-2, int(at.Y)-2, int(at.X+o.Size().Width)+2, int(at.Y+o.Size().Height)+2)
}

// label returns what a screen reader would say of a widget.
func label(o fyne.CanvasObject) string {
	if a, ok := o.(fyne.Accessible); ok {
		return a.AccessibilityLabel()
	}
	return ""
}
