package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A Line is small words in one line that can be pressed, where OnTapped is set.
type Line struct {
	Press
	text *Text
}

var (
	_ fyne.Widget     = (*Line)(nil)
	_ fyne.Accessible = (*Line)(nil)
)

// NewLine returns an empty line.
func NewLine() *Line {
	l := &Line{text: &Text{SizeName: SizeSmall, ColorName: ColorMuted, Fit: Cut}}
	l.ExtendBaseWidget(l)
	return l
}

// Set changes the words and their colour.
func (l *Line) Set(text string, color fyne.ThemeColorName) { l.text.Set(text, color) }

// AccessibilityLabel is the words.
func (l *Line) AccessibilityLabel() string { return l.text.Text }

// CreateRenderer is Fyne's.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	r := &lineRenderer{WidgetRenderer: widget.NewSimpleRenderer(l.text), line: l, ground: &canvas.Rectangle{}}
	r.paint()
	return r
}

type lineRenderer struct {
	fyne.WidgetRenderer
	line   *Line
	ground *canvas.Rectangle
}

func (r *lineRenderer) paint() {
	fill := ColorClear
	if r.line.OnTapped != nil && r.line.hovered {
		fill = theme.ColorNameHover
	}
	r.ground.FillColor, r.ground.CornerRadius, r.ground.StrokeWidth = ColorOf(r.line, fill), SizeOf(r.line, RadiusImage), 0
	if r.line.OnTapped != nil && r.line.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = ColorOf(r.line, ColorRing), 2
	}
}

func (r *lineRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.line.text.Move(fyne.NewPos(4, 2))
	r.line.text.Resize(size.SubtractWidthHeight(8, 4))
}

func (r *lineRenderer) MinSize() fyne.Size { return r.line.text.MinSize().AddWidthHeight(8, 4) }

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.line.text}
}

func (r *lineRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.line)
}
