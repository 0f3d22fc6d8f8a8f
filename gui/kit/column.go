package kit

import (
	"fyne.io/fyne/v2"
)

// A Column stacks things at a distance. What it has of height beyond their least goes to Elastic until that is as high as it likes to be, and then to Spring.
type Column struct {
	Gap     float32
	Elastic fyne.CanvasObject // may be nil
	Likes   float32           // the height that Elastic likes to have
	Spring  fyne.CanvasObject // takes what is left; may be nil
}

var _ fyne.Layout = (*Column)(nil)

// Layout is Fyne's.
func (c *Column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spare, more := max(0, size.Height-c.MinSize(objects).Height), float32(0)
	if c.Elastic != nil {
		more = min(spare, max(0, c.Likes-c.Elastic.MinSize().Height))
	}
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := o.MinSize().Height
		switch o {
		case c.Elastic:
			height += more
		case c.Spring:
			height += spare - more
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height + c.Gap
	}
}

// MinSize is Fyne's.
func (c *Column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	seen := 0
	for _, o := range objects {
		if o.Visible() {
			size := o.MinSize()
			min = fyne.NewSize(max(min.Width, size.Width), min.Height+size.Height)
			seen++
		}
	}
	return min.AddWidthHeight(0, float32(max(0, seen-1))*c.Gap)
}
