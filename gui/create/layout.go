package create

import (
	"fyne.io/fyne/v2"

	"caracal/gui/kit"
)

// A pageLayout lays out the three columns of the page. The outer two are as wide as the design has them, a little less in a small window and a little more in
// a large one; the middle has the rest.
type pageLayout struct{}

var _ fyne.Layout = (*pageLayout)(nil)

// Layout is Fyne's.
func (*pageLayout) Layout(columns []fyne.CanvasObject, size fyne.Size) {
	left := min(max(size.Width*0.28, 308), 400)
	right := min(max(size.Width*0.25, 256), 360)
	x := float32(0)
	for i, width := range []float32{left, size.Width - left - right, right} {
		columns[i].Move(fyne.NewPos(x, 0))
		columns[i].Resize(fyne.NewSize(width, size.Height))
		x += width
	}
}

// MinSize is Fyne's.
func (*pageLayout) MinSize(columns []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, c := range columns {
		height = max(height, c.MinSize().Height)
	}
	return fyne.NewSize(884, height)
}

// A stripLayout lays out the framing strip: each option as wide as its picture asks for, and what is left shared evenly.
type stripLayout struct{}

var _ fyne.Layout = (*stripLayout)(nil)

// Layout is Fyne's.
func (*stripLayout) Layout(options []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - kit.Gap*float32(len(options)-1)
	boxes := float32(0)
	for _, o := range options {
		boxes += o.(*kit.Option).Box.Width
	}
	rest := (width - boxes) / float32(len(options))
	even := width / float32(len(options))
	x := float32(0)
	for _, o := range options {
		w := even
		if rest > 80 { // there is room for words beside the pictures
			w = o.(*kit.Option).Box.Width + rest
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		x += w + kit.Gap
	}
}

// MinSize is Fyne's.
func (*stripLayout) MinSize(options []fyne.CanvasObject) fyne.Size {
	min := fyne.NewSize(kit.Gap*float32(len(options)-1), 0)
	for _, o := range options {
		size := o.MinSize()
		min = fyne.NewSize(min.Width+size.Width, max(min.Height, size.Height))
	}
	return min
}
