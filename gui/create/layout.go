package create

import (
	"fyne.io/fyne/v2"

	"caracal/gui/kit"
	"caracal/gui/kit/choices"
)

// A pageLayout gives the column at the right a little less than the design's width in a small window and a little more in a large one, and the rest to what is made.
type pageLayout struct{}

var _ fyne.Layout = (*pageLayout)(nil)

// Layout is Fyne's.
func (*pageLayout) Layout(columns []fyne.CanvasObject, size fyne.Size) {
	right := min(max(size.Width*0.25, 256), 360)
	columns[0].Move(fyne.NewPos(0, 0))
	columns[0].Resize(fyne.NewSize(size.Width-right, size.Height))
	columns[1].Move(fyne.NewPos(size.Width-right, 0))
	columns[1].Resize(fyne.NewSize(right, size.Height))
}

// MinSize is Fyne's.
func (*pageLayout) MinSize(columns []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(884, max(columns[0].MinSize().Height, columns[1].MinSize().Height))
}

// A singleLayout lays out what is chosen and the stage beside it.
type singleLayout struct{}

var _ fyne.Layout = (*singleLayout)(nil)

// Layout is Fyne's.
func (*singleLayout) Layout(columns []fyne.CanvasObject, size fyne.Size) {
	left := min(max(size.Width*0.28/0.75, 308), 400) // 0.28 of the page, of which this is three quarters
	columns[0].Move(fyne.NewPos(0, 0))
	columns[0].Resize(fyne.NewSize(left, size.Height))
	columns[1].Move(fyne.NewPos(left, 0))
	columns[1].Resize(fyne.NewSize(size.Width-left, size.Height))
}

// MinSize is Fyne's.
func (*singleLayout) MinSize(columns []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(628, max(columns[0].MinSize().Height, columns[1].MinSize().Height))
}

// A stripLayout lays out the framing strip: each option as wide as its picture asks for, and what is left shared evenly.
type stripLayout struct{}

var _ fyne.Layout = (*stripLayout)(nil)

// Layout is Fyne's.
func (*stripLayout) Layout(options []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - kit.Gap*float32(len(options)-1)
	boxes := float32(0)
	for _, o := range options {
		boxes += o.(*choices.Option).Box.Width
	}
	rest := (width - boxes) / float32(len(options))
	even := width / float32(len(options))
	x := float32(0)
	for _, o := range options {
		w := even
		if rest > 80 { // there is room for words beside the pictures
			w = o.(*choices.Option).Box.Width + rest
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
