package kit

import "fyne.io/fyne/v2"

// layAhead lays out what on an object's canvas has another least size by now, as Fyne does when it paints next. A scroll container, of which each entry has one, asks for a frame when
// it is laid out, and when that happens in the middle of a frame, all is painted once more: for each letter that is typed, and whatever is found for it. The canvas of Fyne's tests
// paints only when it is asked to, and has nothing to lay out.
func layAhead(o fyne.CanvasObject) {
	if c, ok := CanvasOf(o).(interface{ EnsureMinSize() bool }); ok {
		c.EnsureMinSize()
	}
}
