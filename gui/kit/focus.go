package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// focusOf returns the canvas in which a press has the keyboard; nil if it has not. Fyne knows the widget that embeds it only.
func focusOf(p *Press) (c fyne.Canvas, o fyne.CanvasObject) {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if f, ok := w.Canvas().Focused().(interface{ itself() *Press }); ok && f.itself() == p {
			return w.Canvas(), f.(fyne.CanvasObject)
		}
	}
	return nil, nil
}

// CanvasOf returns the canvas that shows an object, nil while none does.
func CanvasOf(o fyne.CanvasObject) fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(o) }

// HandOn gives the window a key that a widget has no use for: Fyne gives it to the widget alone.
func HandOn(c fyne.Canvas, e *fyne.KeyEvent) {
	if c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// HandOnRune does so with a letter.
func HandOnRune(c fyne.Canvas, r rune) {
	if c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// reveal scrolls what lies around a widget until it is seen: Tab goes to what is below as well.
func reveal(c fyne.Canvas, o fyne.CanvasObject) {
	if c == nil {
		return
	}
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	driver := fyne.CurrentApp().Driver()
	for _, s := range scrollsTo(root, o, nil) {
		at := driver.AbsolutePositionForObject(o).Subtract(driver.AbsolutePositionForObject(s))
		if x, y := beyond(at.X, o.Size().Width, s.Size().Width), beyond(at.Y, o.Size().Height, s.Size().Height); x != 0 || y != 0 {
			s.ScrollToOffset(s.Offset.AddXY(x, y))
		}
	}
}

// beyond returns how far what is at a place lies outside of a room, its ring with it; below 0 if it is before its beginning.
func beyond(at, length, room float32) float32 {
	const rim = 4
	return min(0, at-rim) + max(0, at+length+rim-room)
}

// A Holder is a widget with others in it to which the keyboard goes.
type Holder interface{ Held() fyne.CanvasObject }

// scrollsTo returns the scrolls on the way from root to a widget, the innermost first; nil where the way goes through something that does not show what is in it.
func scrollsTo(root, o fyne.CanvasObject, on []*container.Scroll) []*container.Scroll {
	var into []fyne.CanvasObject
	switch at := root.(type) {
	case *container.Scroll:
		on, into = append([]*container.Scroll{at}, on...), []fyne.CanvasObject{at.Content}
	case *fyne.Container:
		into = at.Objects
	case *container.ThemeOverride:
		into = []fyne.CanvasObject{at.Content}
	case *bare:
		into = []fyne.CanvasObject{at.collection}
	case *widget.PopUp:
		into = []fyne.CanvasObject{at.Content}
	case *Panel:
		into = []fyne.CanvasObject{at.Content}
	case Holder:
		into = []fyne.CanvasObject{at.Held()}
	}
	for _, in := range into {
		if in == o {
			return on
		}
		if in != nil && in.Visible() {
			if found := scrollsTo(in, o, on); found != nil {
				return found
			}
		}
	}
	return nil
}
