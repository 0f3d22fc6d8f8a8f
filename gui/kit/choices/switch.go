package choices

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
	"caracal/gui/kit/ground"
)

// A Switch offers a few choices side by side, of which one is chosen. Each has a title and a caption of up to two lines.
type Switch struct {
	widget.BaseWidget
	OnChosen func(i int) // after a person has chosen another

	row      *fyne.Container
	segments []*segment
	chosen   int
}

var (
	_ fyne.Widget = (*Switch)(nil)
	_ kit.Holder  = (*Switch)(nil)
)

// NewSwitch returns a switch with so many choices, the first chosen.
func NewSwitch(choices int, chosen func(i int)) *Switch {
	s := &Switch{OnChosen: chosen, row: container.New(layout.NewGridLayout(max(1, choices)))}
	for i := range choices {
		g := &segment{}
		g.OnTapped = func() {
			if s.chosen != i {
				s.Choose(i)
				s.OnChosen(i)
			}
		}
		g.ExtendBaseWidget(g)
		s.segments = append(s.segments, g)
		s.row.Add(g)
	}
	s.ExtendBaseWidget(s)
	s.Choose(0)
	return s
}

// SetChoice says what choice i is called and what stands under it.
func (s *Switch) SetChoice(i int, title, caption string) {
	if g := s.segments[i]; g.title != title || g.caption != caption {
		g.title, g.caption = title, caption
		g.Refresh()
	}
}

// Choose chooses i, without telling.
func (s *Switch) Choose(i int) {
	s.chosen = i
	for j, g := range s.segments {
		if g.on != (i == j) {
			g.on = i == j
			g.Refresh()
		}
	}
}

// Chosen returns the choice.
func (s *Switch) Chosen() int { return s.chosen }

// Held is the row of the choices.
func (s *Switch) Held() fyne.CanvasObject { return s.row }

// CreateRenderer is Fyne's.
func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	return widget.NewSimpleRenderer(kit.NewPanel(kit.ColorWell, kit.ColorLine, kit.RadiusEntry, fyne.NewSquareSize(4), s.row))
}

// A segment is one choice of a switch.
type segment struct {
	kit.Press
	title, caption string
	on             bool
}

var (
	_ fyne.Widget     = (*segment)(nil)
	_ fyne.Accessible = (*segment)(nil)
)

// On reports whether this is the choice.
func (g *segment) On() bool { return g.on }

// AccessibilityLabel is the title and the caption.
func (g *segment) AccessibilityLabel() string { return g.title + ", " + g.caption }

// CreateRenderer is Fyne's.
func (g *segment) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	r := &segmentRenderer{
		segment: g,
		ground:  ground.New(),
		title:   &kit.Text{Align: fyne.TextAlignCenter, Fit: kit.Cut},
		caption: &kit.Text{SizeName: kit.SizeTiny, ColorName: kit.ColorMuted, Align: fyne.TextAlignCenter, Fit: kit.Wrap},
	}
	r.paint()
	return r
}

type segmentRenderer struct {
	segment        *segment
	ground         *ground.Ground
	title, caption *kit.Text
}

func (r *segmentRenderer) paint() {
	g := r.segment
	fill := kit.ColorClear
	switch {
	case g.on:
		fill = kit.ColorRaised
	case g.Hovered():
		fill = theme.ColorNameHover
	}
	var line color.Color
	if g.Focused() {
		line = kit.ColorOf(g, kit.ColorRing)
	}
	r.ground.Paint(kit.ColorOf(g, fill), line, 2, kit.SizeOf(g, kit.RadiusButton)-1)
	r.title.Set(g.title, kit.ColorText)
	r.caption.Set(g.caption, kit.ColorMuted)
}

const segmentPad = 8

func (r *segmentRenderer) Layout(size fyne.Size) {
	r.ground.Place(size)
	inner := size.Width - 2*segmentPad
	title := r.title.MinSize().Height
	r.title.Resize(fyne.NewSize(inner, title))
	r.caption.Resize(fyne.NewSize(inner, r.caption.Size().Height)) // its height follows from its width
	caption := r.caption.MinSize().Height
	r.caption.Resize(fyne.NewSize(inner, caption))
	top := (size.Height - title - caption) / 2
	r.title.Move(fyne.NewPos(segmentPad, top))
	r.caption.Move(fyne.NewPos(segmentPad, top+title))
}

func (r *segmentRenderer) MinSize() fyne.Size {
	title, caption := r.title.MinSize(), r.caption.MinSize()
	return fyne.NewSize(80, title.Height+caption.Height+2*segmentPad)
}

func (r *segmentRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.ground.Objects()), r.title, r.caption)
}

func (r *segmentRenderer) Refresh() {
	r.paint()
	r.Layout(r.segment.Size())
	canvas.Refresh(r.segment)
}

func (r *segmentRenderer) Destroy() {}
