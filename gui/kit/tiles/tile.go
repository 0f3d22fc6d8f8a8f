package tiles

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
)

// A Tile shows a picture with a badge on it, and two lines of words below. It may have a heart, for a favourite, a mark, by which several are chosen, and others of its kind below
// it. What is done to it is done to the grid that it lies in.
type Tile struct {
	widget.BaseWidget
	kit.Item

	min                fyne.Size
	title, note, badge string
	selected, focused  bool
	keyed              bool // the keyboard goes on from it
	favourite, many    bool
	stack              int  // how many there are in the stack that it is on top of; 1 for none, and 0 for one of an open stack that is not on top
	open               bool // the stack
	hovered            bool

	onTapped  func(at fyne.Position)
	onGrab    func()
	onMenu    func(at fyne.Position)    // in the window
	onHover   func(at float64, on bool) // where the pointer is, in parts of the width, or that it has left
	onDragged func(*fyne.DragEvent)
	onDragEnd func()

	card   card
	canvas *canvas.Raster // of the card
}

var (
	_ fyne.Widget     = (*Tile)(nil)
	_ fyne.Accessible = (*Tile)(nil)
	_ fyne.Tappable   = (*Tile)(nil)

	_ fyne.SecondaryTappable = (*Tile)(nil)
	_ fyne.Draggable         = (*Tile)(nil)
	_ desktop.Hoverable      = (*Tile)(nil)
)

// The words of a tile take this much of its height; the picture has the rest.
const tileWords float32 = 52

// NewTile returns an empty tile of the given size.
func NewTile(size fyne.Size) *Tile {
	t := &Tile{min: size, stack: 1}
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
func (t *Tile) SetImage(picture *image.RGBA) { t.show(picture, 0) }

// SetFrame shows a frame of a film, and by a line below it which part of the film is over, from 0 to 1.
func (t *Tile) SetFrame(frame *image.RGBA, over float64) { t.show(frame, over) }

func (t *Tile) show(picture *image.RGBA, over float64) {
	if t.card.picture != picture || t.card.over != over {
		t.card.picture, t.card.over = picture, over
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

// SetMarks says whether the tile is a favourite, and whether several tiles are being chosen, so that each shows whether it is one of them.
func (t *Tile) SetMarks(favourite, many bool) {
	if t.favourite != favourite || t.many != many {
		t.favourite, t.many = favourite, many
		t.Refresh()
	}
}

// SetStack says how many there are in the stack that the tile is on top of, and whether that is open; 1 is no stack, and 0 is for a tile of an open stack that is not on top.
func (t *Tile) SetStack(n int, open bool) {
	if t.stack != n || t.open != open {
		t.stack, t.open = n, open
		t.Refresh()
	}
}

// Stack returns how many there are in the tile's stack, as SetStack has it.
func (t *Tile) Stack() int { return t.stack }

// Favourite reports whether the tile has a full heart.
func (t *Tile) Favourite() bool { return t.favourite }

// Selected reports whether the tile is marked.
func (t *Tile) Selected() bool { return t.selected }

// Keyed reports whether the keyboard acts on the tile: the grid that it lies in has that, and the arrow keys go on from here.
func (t *Tile) Keyed() bool { return t.keyed }

// GrabKeyboard has the keyboard act on the tile, and chooses it as the arrow keys do: in a grid they are one.
func (t *Tile) GrabKeyboard() {
	if t.onGrab != nil {
		t.onGrab()
	}
}

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
	sign := func() *canvas.Image { return &canvas.Image{FillMode: canvas.ImageFillContain} }
	r := &tileRenderer{tile: t, heart: sign(), tick: sign(), layers: sign(), count: &canvas.Text{}, ring: &canvas.Circle{}, title: &kit.Text{Fit: kit.Cut}, note: &kit.Text{Fit: kit.Cut, SizeName: kit.SizeSmall, ColorName: kit.ColorMuted}, badge: &canvas.Text{}}
	r.paint()
	return r
}

type tileRenderer struct {
	tile        *Tile
	title, note *kit.Text
	badge       *canvas.Text
	heart, tick *canvas.Image
	ring        *canvas.Circle // around the tick
	layers      *canvas.Image  // the sign of a stack
	count       *canvas.Text   // of what is in it
}

func (r *tileRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.tile.canvas, r.badge, r.title, r.note, r.heart, r.ring, r.tick, r.layers, r.count}
}

func (r *tileRenderer) MinSize() fyne.Size { return r.tile.min }
func (r *tileRenderer) Destroy()           {}

func (r *tileRenderer) Layout(size fyne.Size) {
	const side = 10
	words := size.Height - tileWords
	kit.Place(r.title, side, words+7, fyne.NewSize(size.Width-2*side, r.title.MinSize().Height))
	kit.Place(r.note, side, words+27, fyne.NewSize(size.Width-2*side, r.note.MinSize().Height))

	badge := r.badge.MinSize()
	pill := badge.AddWidthHeight(14, 4)
	kit.Place(r.badge, size.Width-pill.Width-1, words-pill.Height-6, badge)

	c := &r.tile.card
	c.size, c.words = size, words
	c.pillAt, c.pillSize = fyne.NewPos(size.Width-pill.Width-8, words-pill.Height-8), pill
	if r.tile.badge == "" {
		c.pillSize = fyne.Size{}
	}
	c.behind, c.stackSize = 0, fyne.Size{}
	if r.tile.stack > 1 {
		count := r.count.MinSize()
		c.stackAt, c.stackSize = fyne.NewPos(8, c.pillAt.Y), fyne.NewSize(count.Width+28, pill.Height)
		kit.Place(r.layers, 14, c.pillAt.Y+(pill.Height-layersSide)/2, fyne.NewSquareSize(layersSide))
		kit.Place(r.count, 30, c.pillAt.Y+2, count)
		if !r.tile.open {
			c.behind = min(r.tile.stack-1, mostBehind)
		}
	}
	r.tile.canvas.Resize(size.AddWidthHeight(float32(c.behind)*behindStep, 0))

	kit.Place(r.heart, size.Width-signInset-signSide, signInset, fyne.NewSquareSize(signSide))
	kit.Place(r.ring, signInset, signInset, fyne.NewSquareSize(signSide))
	kit.Place(r.tick, signInset+4, signInset+4, fyne.NewSquareSize(signSide-8))
}

func (r *tileRenderer) paint() {
	t, c := r.tile, &r.tile.card
	c.ground, c.well, c.veil, c.radius = kit.ColorOf(t, kit.ColorSurface), kit.ColorOf(t, kit.ColorWell), kit.ColorOf(t, kit.ColorVeil), kit.SizeOf(t, kit.RadiusCard)
	if t.open || t.stack == 0 {
		c.ground = kit.ColorOf(t, kit.ColorRaised)
	}
	c.overColor = kit.ColorOf(t, kit.ColorAccent)
	c.lineColor, c.raised = kit.ColorOf(t, kit.ColorLine), kit.ColorOf(t, kit.ColorRaised)
	c.edgeColor, c.edge = c.lineColor, cardLine
	if t.selected {
		c.edgeColor, c.edge = kit.ColorOf(t, kit.ColorAccent), 2
	}
	if t.selected && t.focused {
		c.edge = 3
	}
	r.title.Set(t.title, kit.ColorText)
	r.note.Set(t.note, kit.ColorMuted)
	r.paintSigns()
	r.badge.Text, r.badge.TextSize, r.badge.Color = t.badge, kit.SizeOf(t, kit.SizeTiny), kit.ColorOf(t, kit.ColorOnVeil)
}

// paintSigns draws the heart and the mark, where there are any to see.
func (r *tileRenderer) paintSigns() {
	t := r.tile
	loved := kit.ColorOnVeil
	if t.favourite {
		loved = kit.ColorAccent
	}
	if r.heart.Hidden = t.title == "" || !t.favourite && !t.hovered; !r.heart.Hidden {
		r.heart.Resource = theme.NewColoredResource(kit.HeartIcon(t.favourite), loved)
		r.heart.Refresh()
	}
	c, ink := &t.card, kit.ColorOnVeil
	if c.stackColor = c.veil; t.open {
		c.stackColor, ink = kit.ColorOf(t, kit.ColorAccent), kit.ColorInk
	}
	r.layers.Hidden, r.count.Hidden = t.stack <= 1, t.stack <= 1
	if t.stack > 1 {
		r.count.Text, r.count.TextSize, r.count.Color = strconv.Itoa(t.stack), kit.SizeOf(t, kit.SizeTiny), kit.ColorOf(t, ink)
		r.layers.Resource = theme.NewColoredResource(kit.LayersIcon(), ink)
		r.layers.Refresh()
	}
	ticked := t.many && t.selected
	r.ring.Hidden = t.title == "" || !t.many && !t.hovered
	r.ring.FillColor, r.ring.StrokeColor, r.ring.StrokeWidth = kit.ColorOf(t, kit.ColorVeil), kit.ColorOf(t, kit.ColorOnVeil), 2
	if r.tick.Hidden = !ticked; ticked {
		r.ring.FillColor, r.ring.StrokeWidth = kit.ColorOf(t, kit.ColorAccent), 0
		r.tick.Resource = theme.NewColoredResource(theme.ConfirmIcon(), kit.ColorInk)
		r.tick.Refresh()
	}
}

func (r *tileRenderer) Refresh() {
	r.paint()
	r.Layout(r.tile.Size())
	canvas.Refresh(r.tile)
}

// The signs in the upper corners, and how large the place is that takes their taps.
const (
	signSide  float32 = 20
	signInset float32 = 9
	signReach float32 = signSide + 2*signInset

	layersSide  float32 = 12
	stackReachX float32 = 60
	stackReachY float32 = 34
)

// A tilePart is what of a tile can be tapped.
type tilePart int

const (
	wholePart tilePart = iota
	heartPart
	tickPart
	stackPart
)

// partAt returns the part at a place in the tile.
func (t *Tile) partAt(at fyne.Position) tilePart {
	words := t.Size().Height - tileWords
	switch {
	case t.stack > 1 && at.X < stackReachX && at.Y > words-stackReachY && at.Y < words:
		return stackPart
	case at.Y > signReach:
	case at.X < signReach:
		return tickPart
	case at.X > t.Size().Width-signReach:
		return heartPart
	}
	return wholePart
}

// Tapped is Fyne's.
func (t *Tile) Tapped(e *fyne.PointEvent) {
	if t.onTapped != nil {
		t.onTapped(e.Position)
	}
}

// TappedSecondary is Fyne's.
func (t *Tile) TappedSecondary(e *fyne.PointEvent) {
	if t.onMenu != nil {
		t.onMenu(e.AbsolutePosition)
	}
}

// Dragged is Fyne's.
func (t *Tile) Dragged(e *fyne.DragEvent) {
	if t.onDragged != nil {
		t.onDragged(e)
	}
}

// DragEnd is Fyne's.
func (t *Tile) DragEnd() {
	if t.onDragEnd != nil {
		t.onDragEnd()
	}
}

// MouseIn is Fyne's.
func (t *Tile) MouseIn(e *desktop.MouseEvent) {
	t.hovered = true
	t.Refresh()
	t.MouseMoved(e)
}

// MouseMoved is Fyne's.
func (t *Tile) MouseMoved(e *desktop.MouseEvent) {
	if t.onHover != nil {
		t.onHover(float64(min(max(e.Position.X/max(t.Size().Width, 1), 0), 1)), true)
	}
}

// MouseOut is Fyne's.
func (t *Tile) MouseOut() {
	t.hovered = false
	t.Refresh()
	if t.onHover != nil {
		t.onHover(0, false)
	}
}
