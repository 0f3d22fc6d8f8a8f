package tiles

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
)

const (
	gap       float32 = 14  // between tiles
	leastTile float32 = 168 // width of a tile, unless two of them do not fit

	// BarWidth is what a grid keeps free of tiles at its right, for the bar by which it is scrolled.
	BarWidth float32 = 10
)

// A Grid is Fyne's grid of reused items, filled with tiles that share its width evenly. The arrow keys, Home, End and the page keys move the mark at once, as in a
// file manager; all others are the window's. Its View is what is put into the page.
type Grid struct {
	widget.GridWrap

	OnChosen func(i int) // a tile was marked by a tap or a key

	// What several tiles can be chosen by. Each may be nil.
	OnPicked func(i int, how Pick) // a tile was pointed at with Ctrl, ⌘ or Shift, or on its mark
	OnBand   func(tiles []int)     // a frame is dragged over these; while it is, nothing is to move below it
	OnLetGo  func()                // of the frame
	OnHeart  func(i int)           // the heart of a tile was tapped
	OnStack  func(i int)           // the stack of a tile is to be opened, or closed

	OnHover func(i int, t *Tile, at float64, on bool) // the pointer is on a tile, at this part of its width, or has left it; may be nil

	OnMenu func(i int, at fyne.Position) // what can be done with a tile is asked for, at a place in the window; may be nil

	// IsSelected says which tiles besides the marked one are drawn as selected. It may be nil.
	IsSelected func(i int) bool
	OnScrolled func() // other rows are in view; may be nil

	tile    fyne.Size // of every tile
	laying  bool      // the tiles anew: they are filled when all are in their places
	offset  float32   // when a tile was filled last
	marked  int       // -1 for none
	focused bool

	// When the tiles were laid anew the row of this one stayed the first in view, with this part of it above; who goes back to the old columns without scrolling finds the old place.
	kept     int
	keptPart float32
	keptAt   float32 // the offset then

	band band
	view fyne.CanvasObject
}

var (
	_ fyne.Widget    = (*Grid)(nil)
	_ fyne.Focusable = (*Grid)(nil)
)

// NewGrid returns a grid of length() tiles, each filled by update whenever it comes into view or the grid is refreshed. Update must return at once.
func NewGrid(length func() int, update func(i int, t *Tile)) *Grid {
	g := &Grid{tile: fyne.NewSquareSize(leastTile), marked: -1, band: band{box: &canvas.Rectangle{}}}
	g.band.box.Hide()
	g.Length = length
	g.CreateItem = func() fyne.CanvasObject { return NewTile(g.tile) }
	g.UpdateItem = func(i widget.GridWrapItemID, o fyne.CanvasObject) {
		if i >= length() || g.laying { // the grid can be behind its data
			return
		}
		if now := g.GetScrollOffset(); now != g.offset && g.OnScrolled != nil {
			g.offset = now
			g.OnScrolled()
		}
		t := o.(*Tile)
		t.onTapped = func(at fyne.Position) { g.tileTapped(i, t, at) }
		t.onHover = func(at float64, on bool) {
			if g.OnHover != nil {
				g.OnHover(i, t, at, on)
			}
		}
		t.onGrab = func() { g.tileGrabbed(i) }
		t.onMenu = func(at fyne.Position) { g.tileMenu(i, at) }
		t.onDragged, t.onDragEnd = g.tileDragged, g.tileDragEnd
		t.SetSelected(i == g.marked || g.IsSelected != nil && g.IsSelected(i), g.focused)
		t.keyed = g.focused && i == g.marked
		update(i, t)
	}
	g.OnSelected = func(i widget.GridWrapItemID) {
		g.UnselectAll() // else a second tap on the same place would not be heard, and other data may be there by then
		g.pick(i, held())
	}
	g.ExtendBaseWidget(g)
	g.view = container.NewStack(kit.Bare(g, gap), container.NewWithoutLayout(g.band.box))
	return g
}

// View returns what is put into the page.
func (g *Grid) View() fyne.CanvasObject { return g.view }

// Marked returns the index of the marked tile, -1 for none.
func (g *Grid) Marked() int { return g.marked }

// Mark marks a tile, or none for -1, and draws the grid anew from its data. OnChosen is not called.
func (g *Grid) Mark(i int) {
	g.marked = i
	g.Refresh()
}

// Reveal scrolls to a tile unless it can be seen.
func (g *Grid) Reveal(i int) { g.ScrollTo(i) }

// row is the height of a row of tiles, with the gap below it.
func (g *Grid) row() float32 { return g.tile.Height + gap }

// Top returns the first tile of the first row in view, and how much of the row is above the view.
func (g *Grid) Top() (i int, above float32) {
	row := math.Floor(float64(g.GetScrollOffset() / g.row()))
	return int(row) * g.ColumnCount(), g.GetScrollOffset() - float32(row)*g.row()
}

// SetTop scrolls so that the row of a tile is the first in view, with so much of it above.
func (g *Grid) SetTop(i int, above float32) {
	g.keptAt = -1
	if rows := (g.Length() + g.ColumnCount() - 1) / g.ColumnCount(); float32(rows)*g.row()-gap <= g.Size().Height {
		g.ScrollToTop() // Fyne's grid keeps its old offset when all can be seen
		return
	}
	g.ScrollToOffset(float32(i/g.ColumnCount())*g.row() + above)
}

// InView returns the tiles that can be seen, wholly or in part: from first up to end, which may be more than there are.
func (g *Grid) InView() (first, end int) {
	first, above := g.Top()
	rows := int(math.Ceil(float64((g.Size().Height + above) / g.row())))
	return first, first + rows*g.ColumnCount()
}

func (g *Grid) choose(i int) {
	g.Mark(i)
	if g.OnChosen != nil {
		g.OnChosen(i)
	}
}

// TypedKey is Fyne's.
func (g *Grid) TypedKey(e *fyne.KeyEvent) {
	columns, last := g.ColumnCount(), g.Length()-1
	page := columns * max(1, int(g.Size().Height/g.row()))
	to := g.marked
	switch e.Name {
	case fyne.KeyLeft:
		to--
	case fyne.KeyRight:
		to++
	case fyne.KeyUp:
		to -= columns
	case fyne.KeyDown:
		to += columns
	case fyne.KeyPageUp:
		to -= page
	case fyne.KeyPageDown:
		to += page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = last
	default:
		kit.HandOn(kit.CanvasOf(g), e)
		return
	}
	if to = min(max(to, 0), last); to >= 0 && to != g.marked {
		g.pick(to, heldByKey())
		g.Reveal(to)
	}
}

// TypedRune is Fyne's.
func (g *Grid) TypedRune(r rune) { kit.HandOnRune(kit.CanvasOf(g), r) }

// FocusGained is Fyne's.
func (g *Grid) FocusGained() {
	g.focused = true
	g.GridWrap.FocusGained()
}

// FocusLost is Fyne's.
func (g *Grid) FocusLost() {
	g.focused = false
	g.GridWrap.FocusLost()
}

// Resize is Fyne's. The tiles grow until as many as fit fill the row.
func (g *Grid) Resize(size fyne.Size) {
	room := float64(size.Width - BarWidth + gap)
	columns := max(2, math.Floor(room/float64(leastTile+gap)))
	width := float32(math.Floor(room/columns)) - gap
	tile := fyne.NewSize(width, float32(math.Round(float64(width)*2/3))+tileWords)
	if width <= 0 || tile == g.tile && int(columns) == g.ColumnCount() {
		g.GridWrap.Resize(size)
		return
	}
	g.lay(tile, size)
}

// lay lays all tiles anew in another size. What is seen stays: the first row, and the marked tile.
func (g *Grid) lay(tile, size fyne.Size) {
	first, above := g.Top()
	part := above / g.row()
	if g.GetScrollOffset() == g.keptAt { // nobody has scrolled since
		first, part = g.kept, g.keptPart
	}
	from, end := g.InView()
	seen := g.marked >= from && g.marked < end

	g.tile, g.laying = tile, true
	g.Refresh()             // measures a tile
	g.GridWrap.Resize(size) // counts the columns by that
	g.Refresh()             // measures all rows by that
	g.SetTop(first, part*g.row())
	if from, end = g.InView(); seen && (g.marked < from || g.marked >= end) {
		g.Reveal(g.marked)
	}
	g.laying = false
	g.kept, g.keptPart, g.keptAt = first, part, g.GetScrollOffset()
	g.offset = g.keptAt
	g.Refresh()
}
