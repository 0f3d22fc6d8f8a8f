package ground

import "fyne.io/fyne/v2"

// An Area is a part of a widget, in points from its corner.
type Area struct {
	At   fyne.Position
	Size fyne.Size
}

// Around returns what of an area lies above, below, left and right of a hole within it, so that nothing is painted where something opaque will be. Pictures there leave no gap: Fyne rounds
// the ends of each to pixels. Of rectangles it rounds the widths, so that they may.
func (a Area) Around(hole Area) [4]Area {
	end, holeEnd := a.At.Add(a.Size), hole.At.Add(hole.Size)
	between := func(x, y, right, bottom float32) Area {
		return Area{fyne.NewPos(x, y), fyne.NewSize(right-x, bottom-y)}
	}
	return [4]Area{
		between(a.At.X, a.At.Y, end.X, hole.At.Y),
		between(a.At.X, holeEnd.Y, end.X, end.Y),
		between(a.At.X, hole.At.Y, hole.At.X, holeEnd.Y),
		between(holeEnd.X, hole.At.Y, end.X, holeEnd.Y),
	}
}

// Inset returns the area without its rim.
func (a Area) Inset(by float32) Area {
	return Area{a.At.AddXY(by, by), a.Size.SubtractWidthHeight(2*by, 2*by)}
}

// lay puts an object into the area.
func (a Area) lay(o fyne.CanvasObject) {
	o.Move(a.At)
	o.Resize(a.Size)
}
