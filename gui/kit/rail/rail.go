package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit/bidi"
	"caracal/gui/kit/ground"
)

// RailWidth is the width of a rail, with its line.
const RailWidth float32 = 76

// NewRail returns the strip at the left of the window: the logo, the items, and the last item at the bottom.
func NewRail(logo fyne.CanvasObject, items ...*RailItem) fyne.CanvasObject {
	column := container.New(layout.NewCustomPaddedVBoxLayout(8), container.New(layout.NewCustomPaddedLayout(0, 12, 0, 0), container.NewCenter(logo)))
	for i, item := range items {
		if i == len(items)-1 {
			column.Add(layout.NewSpacer())
		}
		column.Add(container.NewCenter(item))
	}
	strip := NewPanel(ColorSurface, ColorClear, "", fyne.NewSize(0, 14), column)
	line := NewPanel(ColorLine, ColorClear, "", fyne.Size{}, nil)
	return container.New(railLayout{}, strip, line)
}

// railLayout lays a line of one pixel along the right of the ground.
type railLayout struct{}

func (railLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[1].Move(fyne.NewPos(size.Width-1, 0))
	objects[1].Resize(fyne.NewSize(1, size.Height))
}

func (railLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(RailWidth, objects[0].MinSize().Height)
}

// A RailItem is a page's place on the rail: an icon above a word.
type RailItem struct {
	press
	Icon fyne.Resource // drawn in the colour of the word
	Text string

	selected bool
}

var (
	_ fyne.Widget     = (*RailItem)(nil)
	_ fyne.Accessible = (*RailItem)(nil)
)

// NewRailItem returns an item that is not selected.
func NewRailItem(icon fyne.Resource, text string, tapped func()) *RailItem {
	i := &RailItem{press: press{OnTapped: tapped}, Icon: icon, Text: text}
	i.ExtendBaseWidget(i)
	return i
}

// SetSelected says whether this item's page is the one that is seen.
func (i *RailItem) SetSelected(on bool) {
	if i.selected != on {
		i.selected = on
		i.Refresh()
	}
}

// Selected reports what SetSelected said.
func (i *RailItem) Selected() bool { return i.selected }

// AccessibilityLabel is the word.
func (i *RailItem) AccessibilityLabel() string { return i.Text }

// CreateRenderer is Fyne's.
func (i *RailItem) CreateRenderer() fyne.WidgetRenderer {
	i.ExtendBaseWidget(i)
	r := &railItemRenderer{
		item:   i,
		ground: ground.New(),
		icon:   &canvas.Image{FillMode: canvas.ImageFillContain},
		word:   &canvas.Text{Alignment: fyne.TextAlignCenter},
	}
	r.paint()
	return r
}

type railItemRenderer struct {
	item   *RailItem
	ground *ground.Ground
	icon   *canvas.Image
	word   *canvas.Text
}

func (r *railItemRenderer) paint() {
	i := r.item
	name, fill := ColorMuted, ColorClear
	if i.hovered {
		fill = theme.ColorNameHover
	}
	if i.selected {
		name, fill = ColorText, ColorRaised
	}
	var ring color.Color
	if i.focused {
		ring = ColorOf(i, ColorRing)
	}
	r.ground.Paint(ColorOf(i, fill), ring, 2, SizeOf(i, RadiusEntry))
	r.icon.Resource = theme.NewColoredResource(i.Icon, name)
	r.icon.Refresh()
	r.word.Text, r.word.TextSize, r.word.Color = bidi.Visual(i.Text), SizeOf(i, SizeTiny), ColorOf(i, name)
	if width := r.word.MinSize().Width; width > widestRailWord {
		r.word.TextSize *= widestRailWord / width
	}
}

func (r *railItemRenderer) Layout(size fyne.Size) {
	const icon = 20
	r.ground.Place(size)
	r.icon.Move(fyne.NewPos((size.Width-icon)/2, 8))
	r.icon.Resize(fyne.NewSquareSize(icon))
	r.word.Move(fyne.NewPos(0, 31))
	r.word.Resize(fyne.NewSize(size.Width, r.word.MinSize().Height))
}

// Some languages have no short word for a page: it may be as wide as this, and is written smaller when it is wider.
const widestRailWord = RailWidth - 10

func (r *railItemRenderer) MinSize() fyne.Size {
	return fyne.NewSize(max(60, r.word.MinSize().Width+4), 55)
}

func (r *railItemRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.ground.Objects()), r.icon, r.word)
}

func (r *railItemRenderer) Refresh() {
	r.paint()
	r.Layout(r.item.Size())
	canvas.Refresh(r.item)
}

func (r *railItemRenderer) Destroy() {}
