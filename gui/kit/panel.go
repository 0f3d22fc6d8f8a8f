package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit/ground"
)

// A Panel is a rounded ground with a line around it, and its content inside at a distance.
type Panel struct {
	widget.BaseWidget
	Fill    fyne.ThemeColorName
	Line    fyne.ThemeColorName // ColorClear for none
	Radius  fyne.ThemeSizeName
	Inset   fyne.Size   // between the edge and the content, on each side
	Least   fyne.Size   // below which the panel does not shrink
	Covered ground.Area // by something opaque that lies on the panel, so that it need not be painted there; empty for nothing
	Content fyne.CanvasObject
}

var _ fyne.Widget = (*Panel)(nil)

// NewCard returns the panel that most things are shown on.
func NewCard(content fyne.CanvasObject) *Panel {
	return NewPanel(ColorSurface, ColorLine, RadiusCard, fyne.NewSquareSize(Gap), content)
}

// NewTag returns a small pill for words on a picture.
func NewTag(text string) *Panel {
	return NewPanel(ColorVeil, ColorClear, RadiusPill, fyne.NewSize(9, 3), &Text{Text: text, SizeName: SizeSmall, ColorName: ColorOnVeil})
}

// NewPanel returns a panel of the given looks. The content may be nil.
func NewPanel(fill, line fyne.ThemeColorName, radius fyne.ThemeSizeName, inset fyne.Size, content fyne.CanvasObject) *Panel {
	p := &Panel{Fill: fill, Line: line, Radius: radius, Inset: inset, Content: content}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer is Fyne's.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	r := &panelRenderer{panel: p, ground: ground.New()}
	r.paint()
	return r
}

type panelRenderer struct {
	panel  *Panel
	ground *ground.Ground
}

func (r *panelRenderer) paint() {
	p := r.panel
	radius := float32(0)
	if p.Radius != "" {
		radius = SizeOf(p, p.Radius)
	}
	var line color.Color
	if p.Line != ColorClear {
		line = ColorOf(p, p.Line)
	}
	r.ground.Paint(ColorOf(p, p.Fill), line, 1, radius)
}

func (r *panelRenderer) Layout(size fyne.Size) {
	r.ground.Cover(r.panel.Covered)
	r.ground.Place(size)
	if c := r.panel.Content; c != nil {
		c.Move(fyne.NewPos(r.panel.Inset.Width, r.panel.Inset.Height))
		c.Resize(size.Subtract(r.panel.Inset).Subtract(r.panel.Inset))
	}
}

func (r *panelRenderer) MinSize() fyne.Size {
	min := r.panel.Inset.Add(r.panel.Inset)
	if c := r.panel.Content; c != nil {
		min = min.Add(c.MinSize())
	}
	return min.Max(r.panel.Least)
}

func (r *panelRenderer) Objects() []fyne.CanvasObject {
	if c := r.panel.Content; c != nil {
		return append(slices.Clip(r.ground.Objects()), c)
	}
	return r.ground.Objects()
}

func (r *panelRenderer) Refresh() {
	r.paint()
	r.Layout(r.panel.Size())
	canvas.Refresh(r.panel)
}

func (r *panelRenderer) Destroy() {}
