package shots

import (
	"fyne.io/fyne/v2"

	"caracal/gui/kit"
)

// A headLayout has the title at the left and the buttons at the right. The hint goes where there is no room for it.
type headLayout struct{ hint fyne.CanvasObject }

var _ fyne.Layout = (*headLayout)(nil)

// Layout is Fyne's.
func (l *headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	buttons := o[1].MinSize()
	kit.SetVisible(l.hint, true)
	kit.SetVisible(l.hint, o[0].MinSize().Width+kit.Gap+buttons.Width <= size.Width)
	o[0].Move(fyne.NewPos(0, (size.Height-o[0].MinSize().Height)/2))
	o[0].Resize(o[0].MinSize())
	o[1].Move(fyne.NewPos(size.Width-buttons.Width, 0))
	o[1].Resize(buttons)
}

// MinSize is Fyne's.
func (l *headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(400, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// A footLayout has the button at the right, as wide as the design has it, and the sums beside it.
type footLayout struct{}

var _ fyne.Layout = (*footLayout)(nil)

// Layout is Fyne's.
func (*footLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := min(300, size.Width*0.45)
	o[0].Resize(fyne.NewSize(size.Width-width-kit.Gap, size.Height))
	o[1].Move(fyne.NewPos(size.Width-width, (size.Height-o[1].MinSize().Height)/2))
	o[1].Resize(fyne.NewSize(width, o[1].MinSize().Height))
}

// MinSize is Fyne's.
func (*footLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(400, max(o[1].MinSize().Height, 48))
}
