package tiles

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"caracal/gui/kit"
)

// A Pick says how a tile was pointed at.
type Pick int

// The picks, as file managers have them.
const (
	Alone   Pick = iota // a tap or a key by itself: this tile and no other
	Toggled             // with Ctrl or ⌘, or on its mark: this one too, or no more
	UpTo                // with Shift: all from the one that was picked last up to this one
)

// held returns the pick that the keys stand for which are held down.
func held() Pick {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	if !ok {
		return Alone
	}
	switch m := d.CurrentKeyModifiers(); {
	case m&fyne.KeyModifierShift != 0:
		return UpTo
	case m&fyne.KeyModifierShortcutDefault != 0:
		return Toggled
	}
	return Alone
}

// heldByKey is held for a key that moves the mark: it toggles nothing.
func heldByKey() Pick {
	if how := held(); how == UpTo {
		return how
	}
	return Alone
}

// pick tells that a tile was pointed at.
func (g *Grid) pick(i int, how Pick) {
	if how == Alone || g.OnPicked == nil {
		g.choose(i)
		return
	}
	g.marked = i
	g.OnPicked(i, how)
	g.Refresh()
}

// tileTapped is for a tap on the tile i at a place in it.
func (g *Grid) tileTapped(i int, t *Tile, at fyne.Position) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
	switch part := t.partAt(at); {
	case part == heartPart && g.OnHeart != nil:
		g.OnHeart(i)
	case part == stackPart && g.OnStack != nil:
		g.OnStack(i)
	case part == tickPart && g.OnPicked != nil:
		g.pick(i, Toggled)
	default:
		g.pick(i, held())
	}
}

// tileGrabbed is for a tile on which the keyboard is to act. Keys that are held down are those of a screen reader.
func (g *Grid) tileGrabbed(i int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
	if i != g.marked {
		g.pick(i, Alone)
	}
}

// tileMenu is for a tap with the other button on the tile i.
func (g *Grid) tileMenu(i int, at fyne.Position) {
	if g.OnMenu != nil {
		g.OnMenu(i, at)
	}
}

// A band is a frame that is dragged over tiles, in points from the beginning of the first tile.
type band struct {
	from, to fyne.Position
	box      *canvas.Rectangle
	on       bool
}

// tileDragged is for a drag that began on a tile and has come to a place in the window.
func (g *Grid) tileDragged(e *fyne.DragEvent) {
	if g.OnBand == nil {
		return
	}
	at := e.AbsolutePosition.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(g)).AddXY(0, g.GetScrollOffset())
	b := &g.band
	if !b.on {
		b.on, b.from = true, at.SubtractXY(e.Dragged.DX, e.Dragged.DY)
		b.box.Show()
	}
	b.to = at
	low, high := fyne.NewPos(min(b.from.X, at.X), min(b.from.Y, at.Y)), fyne.NewPos(max(b.from.X, at.X), max(b.from.Y, at.Y))
	b.box.FillColor, b.box.StrokeColor, b.box.StrokeWidth = kit.ColorOf(g, kit.ColorVeil), kit.ColorOf(g, kit.ColorAccent), 1
	kit.Place(b.box, low.X, low.Y-g.GetScrollOffset(), fyne.NewSize(high.X-low.X, high.Y-low.Y))
	b.box.Refresh()
	g.OnBand(g.under(low, high))
	// At the edges the tiles go on.
	switch y := at.Y - g.GetScrollOffset(); {
	case y < 0:
		g.ScrollToOffset(max(0, g.GetScrollOffset()+y))
	case y > g.Size().Height:
		g.ScrollToOffset(g.GetScrollOffset() + y - g.Size().Height)
	}
	g.Refresh()
}

func (g *Grid) tileDragEnd() {
	g.band.on = false
	g.band.box.Hide()
	if g.OnLetGo != nil {
		g.OnLetGo()
	}
}

// IsDragged reports whether a frame is being dragged over the tiles.
func (g *Grid) IsDragged() bool { return g.band.on }

// under returns the tiles that a frame touches.
func (g *Grid) under(low, high fyne.Position) (tiles []int) {
	columns, wide := g.ColumnCount(), g.tile.Width+gap
	cell := func(at, side float32) int { return max(0, int(math.Floor(float64(at/side)))) }
	for row := cell(low.Y, g.row()); row <= cell(high.Y, g.row()); row++ {
		if float32(row)*g.row()+g.tile.Height < low.Y {
			continue // only the gap below it
		}
		for column := cell(low.X, wide); column <= min(cell(high.X, wide), columns-1); column++ {
			if i := row*columns + column; i < g.Length() && float32(column)*wide+g.tile.Width >= low.X {
				tiles = append(tiles, i)
			}
		}
	}
	return tiles
}
