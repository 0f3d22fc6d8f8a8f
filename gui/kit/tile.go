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
	picture            *canvas.Image
	well               *canvas.Rectangle // in the place of the picture while there is none
	selected, focused  bool
}

var (
	_ fyne.Widget     = (*Tile)(nil)
	_ fyne.Accessible = (*Tile)(nil)
)

// The words of a tile take this much of its height; the picture has the rest.
const tileWords float32 = 52

// NewTile returns an empty tile of the given size.
func NewTile(size fyne.Size) *Tile {
	t := &Tile{min: size, picture: &canvas.Image{FillMode: canvas.ImageFillCover, ScaleMode: canvas.ImageScaleFastest}}
	t.well = &canvas.Rectangle{}
	t.picture.Hide()
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
	if picture == nil {
		if t.picture.Visible() {
			t.picture.Hide()
			t.picture.Image = nil
			t.well.Show()
		}
		return
	}
	t.picture.Image = picture
	t.picture.Refresh()
	if !t.picture.Visible() {
		t.picture.Show()
		t.well.Hide()
		canvas.Refresh(t) // an image that was never painted belongs to no window, and cannot have itself painted
	}
}

// PictureSize returns the size of the picture in points.
func (t *Tile) PictureSize() fyne.Size {
	size := t.Size()
	if size.IsZero() {
		size = t.min
	}
	// The picture reaches a little below where it seems to end: see tileRenderer.
	return fyne.NewSize(size.Width-2, size.Height-tileWords+sizeOf(t, RadiusCard))
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
	r := &tileRenderer{
		tile:   t,
		ground: &canvas.Rectangle{},
		sill:   &canvas.Rectangle{},
		mark:   &canvas.Rectangle{},
		pill:   &canvas.Rectangle{},
		title:  &Text{Fit: Cut},
		note:   &Text{Fit: Cut, SizeName: SizeSmall, ColorName: ColorMuted},
		badge:  &canvas.Text{},
	}
	r.paint()
	return r
}

// tileRenderer paints no more than it must, as a window full of tiles is painted anew for each frame of a film: two layers, the ground and the picture on it.
type tileRenderer struct {
	tile        *Tile
	ground      *canvas.Rectangle
	sill        *canvas.Rectangle // covers the picture's lower corners, which are round as the upper ones are
	mark        *canvas.Rectangle // only when the tile is selected
	pill        *canvas.Rectangle
	title, note *Text
	badge       *canvas.Text
}

func (r *tileRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.tile.well, r.tile.picture, r.sill, r.pill, r.badge, r.title, r.note, r.mark}
}

func (r *tileRenderer) MinSize() fyne.Size { return r.tile.min }
func (r *tileRenderer) Destroy()           {}

func (r *tileRenderer) Layout(size fyne.Size) {
	const line, side = 1, 10
	words := size.Height - tileWords
	r.ground.Resize(size)
	r.mark.Resize(size)
	place(r.tile.picture, line, line, r.tile.PictureSize())
	place(r.tile.well, line, line, r.tile.PictureSize())
	place(r.sill, line, words, fyne.NewSize(size.Width-2*line, sizeOf(r.tile, RadiusCard)+line))
	place(r.title, side, words+7, fyne.NewSize(size.Width-2*side, r.title.MinSize().Height))
	place(r.note, side, words+27, fyne.NewSize(size.Width-2*side, r.note.MinSize().Height))

	badge := r.badge.MinSize()
	pill := badge.AddWidthHeight(14, 4)
	place(r.pill, size.Width-pill.Width-8, words-pill.Height-8, pill)
	place(r.badge, size.Width-pill.Width-1, words-pill.Height-6, badge)
}

func place(o fyne.CanvasObject, x, y float32, size fyne.Size) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(size)
}

func (r *tileRenderer) paint() {
	t, radius := r.tile, sizeOf(r.tile, RadiusCard)
	r.ground.FillColor, r.ground.CornerRadius = colorOf(t, ColorSurface), radius
	r.ground.StrokeColor, r.ground.StrokeWidth = colorOf(t, ColorLine), 1
	r.sill.FillColor = colorOf(t, ColorSurface)
	t.well.FillColor, t.well.TopLeftCornerRadius, t.well.TopRightCornerRadius = colorOf(t, ColorWell), radius-1, radius-1
	t.picture.CornerRadius = radius - 1

	r.mark.Hidden = !t.selected
	r.mark.FillColor, r.mark.CornerRadius = colorOf(t, ColorClear), radius
	r.mark.StrokeColor, r.mark.StrokeWidth = colorOf(t, ColorAccent), 2
	if t.focused {
		r.mark.StrokeWidth = 3
	}

	r.title.Set(t.title, ColorText)
	r.note.Set(t.note, ColorMuted)
	r.pill.FillColor, r.pill.CornerRadius = colorOf(t, ColorVeil), sizeOf(t, RadiusPill)
	r.badge.Text, r.badge.TextSize, r.badge.Color = t.badge, sizeOf(t, SizeTiny), colorOf(t, ColorOnVeil)
	r.pill.Hidden = t.badge == ""
}

func (r *tileRenderer) Refresh() {
	r.paint()
	r.Layout(r.tile.Size())
	canvas.Refresh(r.tile)
}
