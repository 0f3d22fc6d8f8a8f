package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// An Icon is a small quiet button without words: only where everybody knows the sign, such as a cross to take something away.
type Icon struct {
	Press
	name     string
	resource fyne.Resource
}

var (
	_ fyne.Widget     = (*Icon)(nil)
	_ fyne.Accessible = (*Icon)(nil)
)

// NewIcon returns an icon; the name is for those who cannot see it.
func NewIcon(resource fyne.Resource, name string, tapped func()) *Icon {
	i := &Icon{Press: Press{OnTapped: tapped}, name: name, resource: resource}
	i.ExtendBaseWidget(i)
	return i
}

// SetName says what a tap does now.
func (i *Icon) SetName(name string) { i.name = name }

// AccessibilityLabel is the name.
func (i *Icon) AccessibilityLabel() string { return i.name }

// MouseIn is Fyne's.
func (i *Icon) MouseIn(e *desktop.MouseEvent) {
	i.Press.MouseIn(e)
	point(i, i.name)
}

// MouseOut is Fyne's.
func (i *Icon) MouseOut() {
	i.Press.MouseOut()
	point(i, "")
}

// Tapped is Fyne's.
func (i *Icon) Tapped(e *fyne.PointEvent) {
	point(i, "")
	i.Press.Tapped(e)
}

// CreateRenderer is Fyne's.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	i.ExtendBaseWidget(i)
	r := &iconRenderer{icon: i, ground: &canvas.Rectangle{}, sign: &canvas.Image{FillMode: canvas.ImageFillContain}}
	r.paint()
	return r
}

type iconRenderer struct {
	icon   *Icon
	ground *canvas.Rectangle
	sign   *canvas.Image
}

func (r *iconRenderer) paint() {
	i := r.icon
	ink, ground := ColorMuted, ColorClear
	if i.hovered {
		ink, ground = ColorText, theme.ColorNameHover
	}
	r.ground.FillColor, r.ground.CornerRadius, r.ground.StrokeWidth = ColorOf(i, ground), SizeOf(i, RadiusImage), 0
	if i.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = ColorOf(i, ColorRing), 2
	}
	r.sign.Resource = theme.NewColoredResource(i.resource, ink)
	r.sign.Refresh()
}

const (
	iconSide = 20
	iconSign = 14
)

func (r *iconRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.sign.Move(fyne.NewPos((size.Width-iconSign)/2, (size.Height-iconSign)/2))
	r.sign.Resize(fyne.NewSquareSize(iconSign))
}

func (r *iconRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(iconSide) }
func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.sign} }
func (r *iconRenderer) Destroy()                     {}

func (r *iconRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.icon)
}
