package rail

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit"
	"caracal/gui/kit/bidi"
	"caracal/gui/kit/ground"
)

// Width is the width of a rail, with its line.
const Width float32 = 76

// New returns the strip at the left of the window: the logo, the items, and the last item at the bottom.
func New(logo fyne.CanvasObject, items ...*Item) fyne.CanvasObject {
	column := container.New(layout.NewCustomPaddedVBoxLayout(8), container.New(layout.NewCustomPaddedLayout(0, 12, 0, 0), container.NewCenter(logo)))
	for i, item := range items {
		if i == len(items)-1 {
			column.Add(layout.NewSpacer())
		}
		column.Add(container.NewCenter(item))
	}
	strip := kit.NewPanel(kit.ColorSurface, kit.ColorClear, "", fyne.NewSize(0, 14), column)
	line := kit.NewPanel(kit.ColorLine, kit.ColorClear, "", fyne.Size{}, nil)
	return container.New(stripLayout{}, strip, line)
}

// stripLayout lays a line of one pixel along the right of the ground.
type stripLayout struct{}

func (stripLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[1].Move(fyne.NewPos(size.Width-1, 0))
	objects[1].Resize(fyne.NewSize(1, size.Height))
}

func (stripLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(Width, objects[0].MinSize().Height)
}

// An Item is a page's place on the rail: an icon above a word.
type Item struct {
	kit.Press
	Icon fyne.Resource // drawn in the colour of the word
	Text string

	selected bool
}

var (
	_ fyne.Widget     = (*Item)(nil)
	_ fyne.Accessible = (*Item)(nil)
)

// NewItem returns an item that is not selected.
func NewItem(icon fyne.Resource, text string, tapped func()) *Item {
	i := &Item{Press: kit.Press{OnTapped: tapped}, Icon: icon, Text: text}
	i.ExtendBaseWidget(i)
	return i
}

// SetSelected says whether this item's page is the one that is seen.
func (i *Item) SetSelected(on bool) {
	if i.selected != on {
		i.selected = on
		i.Refresh()
	}
}

// Selected reports what SetSelected said.
func (i *Item) Selected() bool { return i.selected }

// AccessibilityLabel is the word.
func (i *Item) AccessibilityLabel() string { return i.Text }

// CreateRenderer is Fyne's.
func (i *Item) CreateRenderer() fyne.WidgetRenderer {
	i.ExtendBaseWidget(i)
	r := &itemRenderer{
		item:   i,
		ground: ground.New(),
		icon:   &canvas.Image{FillMode: canvas.ImageFillContain},
		word:   &canvas.Text{Alignment: fyne.TextAlignCenter},
	}
	r.paint()
	return r
}

type itemRenderer struct {
	item   *Item
	ground *ground.Ground
	icon   *canvas.Image
	word   *canvas.Text
}

func (r *itemRenderer) paint() {
	i := r.item
	name, fill := kit.ColorMuted, kit.ColorClear
	if i.Hovered() {
		fill = theme.ColorNameHover
	}
	if i.selected {
		name, fill = kit.ColorText, kit.ColorRaised
	}
	var ring color.Color
	if i.Focused() {
		ring = kit.ColorOf(i, kit.ColorRing)
	}
	r.ground.Paint(kit.ColorOf(i, fill), ring, 2, kit.SizeOf(i, kit.RadiusEntry))
	r.icon.Resource = theme.NewColoredResource(i.Icon, name)
	r.icon.Refresh()
	r.word.Text, r.word.TextSize, r.word.Color = bidi.Visual(i.Text), kit.SizeOf(i, kit.SizeTiny), kit.ColorOf(i, name)
	if width := r.word.MinSize().Width; width > widestWord {
		r.word.TextSize *= widestWord / width
	}
}

func (r *itemRenderer) Layout(size fyne.Size) {
	const icon = 20
	r.ground.Place(size)
	r.icon.Move(fyne.NewPos((size.Width-icon)/2, 8))
	r.icon.Resize(fyne.NewSquareSize(icon))
	r.word.Move(fyne.NewPos(0, 31))
	r.word.Resize(fyne.NewSize(size.Width, r.word.MinSize().Height))
}

// Some languages have no short word for a page: it may be as wide as this, and is written smaller when it is wider.
const widestWord = Width - 10

func (r *itemRenderer) MinSize() fyne.Size {
	return fyne.NewSize(max(60, r.word.MinSize().Width+4), 55)
}

func (r *itemRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.ground.Objects()), r.icon, r.word)
}

func (r *itemRenderer) Refresh() {
	r.paint()
	r.Layout(r.item.Size())
	canvas.Refresh(r.item)
}

func (r *itemRenderer) Destroy() {}
