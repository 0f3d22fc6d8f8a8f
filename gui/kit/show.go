package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// SetVisible shows or hides o, and reports whether that changed anything.
func SetVisible(o fyne.CanvasObject, visible bool) (changed bool) {
	if visible == o.Visible() {
		return false
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
	return true
}

// Place puts o at a place in its parent, in a size.
func Place(o fyne.CanvasObject, x, y float32, size fyne.Size) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(size)
}

// Settle lays a column out anew after words in it have changed. It does so twice, because a text's height follows from the width that it gets.
func Settle(column *fyne.Container) {
	column.Refresh()
	column.Refresh()
}

// Inset keeps a column away from its neighbours.
func Inset(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(Margin, Margin, Margin, Margin), o)
}

// Enable turns a button on or off.
func Enable(b *Button, on bool) {
	if on == !b.Disabled() {
		return
	}
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// Pixels returns how many real pixels an area of the given size has on the canvas that o is shown on; before it is shown, as many as points.
func Pixels(o fyne.CanvasObject, size fyne.Size) image.Point {
	if c := CanvasOf(o); c != nil {
		w, h := c.PixelCoordinateForPosition(fyne.NewPos(size.Width, size.Height))
		return image.Pt(w, h)
	}
	return image.Pt(int(size.Width), int(size.Height))
}
