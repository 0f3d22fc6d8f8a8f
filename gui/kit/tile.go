package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// A Tile shows a picture with a badge on it, and two lines of words below. It takes no taps: the grid that it lies in does.
type Tile struct {
	widget.BaseWidget

	min                fyne.Size
	title, note, badge string
	selected, focused  bool

	card   card
	canvas *canvas.Raster // of the card
}

var (
	_ fyne.Widget     = (*Tile)(nil)
	_ fyne.Accessible = (*Tile)(nil)
)

// The words of a tile take this much of its height; the picture has the rest.
const tileWords float32 = 52

// NewTile returns an empty tile of the given size.
func NewTile(size fyne.Size) *Tile {
	t := &Tile{min: size}
	t.canvas = canvas.NewRaster(t.card.draw)
	t.canvas.ScaleMode = canvas.ImageScalePixels // it is drawn in real pixels
	t.ExtendBaseWidget(t)
	return t
}

// Set changes the words; the title and the note are cut to one line each.
func (t *Tile) Set(title, note, badge string) {
	if t.title == title && t.note == note && t.badge == badge {
		return
	}
	t.title, t.note, t.badge = title, note, badge
	t.Refresh()
}

// SetImage shows a picture, or none for nil. It is cropped to fill its place; one of PictureSize pixels is shown as it is. Nobody may change it afterwards.
func (t *Tile) SetImage(picture *image.RGBA) {
	if t.card.picture != picture {
		t.card.picture = picture
		t.canvas.Refresh()
	}
}

// PictureSize returns the size of the picture in points.
func (t *Tile) PictureSize() fyne.Size {
	size := t.Size()
	if size.IsZero() {
		size = t.min
	}
	return fyne.NewSize(size.Width-2*cardLine, size.Height-tileWords-cardLine)
}

// SetSelected marks the tile as the one that was chosen; focused says that the keyboard acts on it.
func (t *Tile) SetSelected(selected, focused bool) {
	if t.selected != selected || t.focused != focused {
		t.selected, t.focused = selected, focused
		t.Refresh()
	}
}

// Selected reports whether the tile is marked.
func (t *Tile) Selected() bool { return t.selected }

// Title returns the first line of its words, whole.
func (t *Tile) Title() string { return t.title }

// Note returns the second line of its words, whole.
func (t *Tile) Note() string { return t.note }

// AccessibilityLabel is the words.
func (t *Tile) AccessibilityLabel() string { return t.title + ", " + t.note }

// AccessibilityRole is button.
func (t *Tile) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is Fyne's.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &tileRenderer{tile: t, title: &Text{Fit: Cut}, note: &Text{Fit: Cut, SizeName: SizeSmall, ColorName: ColorMuted}, badge: &canvas.Text{}}
	r.paint()
	return r
}

type tileRenderer struct {
	tile        *Tile
	title, note *Text
	badge       *canvas.Text
}

func (r *tileRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.tile.canvas, r.badge, r.title, r.note}
}

func (r *tileRenderer) MinSize() fyne.Size { return r.tile.min }
func (r *tileRenderer) Destroy()           {}

func (r *tileRenderer) Layout(size fyne.Size) {
	const side = 10
	words := size.Height - tileWords
	place(r.title, side, words+7, fyne.NewSize(size.Width-2*side, r.title.MinSize().Height))
	place(r.note, side, words+27, fyne.NewSize(size.Width-2*side, r.note.MinSize().Height))

	badge := r.badge.MinSize()
	pill := badge.AddWidthHeight(14, 4)
	place(r.badge, size.Width-pill.Width-1, words-pill.Height-6, badge)

	c := &r.tile.card
	c.size, c.words = size, words
	c.pillAt, c.pillSize = fyne.NewPos(size.Width-pill.Width-8, words-pill.Height-8), pill
	if r.tile.badge == "" {
		c.pillSize = fyne.Size{}
	}
	r.tile.canvas.Resize(size)
}

func place(o fyne.CanvasObject, x, y float32, size fyne.Size) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(size)
}

func (r *tileRenderer) paint() {
	t, c := r.tile, &r.tile.card
	c.ground, c.well, c.veil, c.radius = colorOf(t, ColorSurface), colorOf(t, ColorWell), colorOf(t, ColorVeil), sizeOf(t, RadiusCard)
	c.edgeColor, c.edge = colorOf(t, ColorLine), cardLine
	if t.selected {
		c.edgeColor, c.edge = colorOf(t, ColorAccent), 2
	}
	if t.selected && t.focused {
		c.edge = 3
	}
	r.title.Set(t.title, ColorText)
	r.note.Set(t.note, ColorMuted)
	r.badge.Text, r.badge.TextSize, r.badge.Color = t.badge, sizeOf(t, SizeTiny), colorOf(t, ColorOnVeil)
}

func (r *tileRenderer) Refresh() {
	r.paint()
	r.Layout(r.tile.Size())
	canvas.Refresh(r.tile)
}
