package calendar

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"caracal/core/library/index"
	"caracal/gui/kit/daterail"
	"caracal/gui/kit/tiles"
	"caracal/gui/words"
)

const (
	bubbleTime  = time.Second // how long the month is shown after the last move
	leastRailed = 600         // points: a narrower grid would lose a column to the rail
)

// A Calendar is a grid of clips with the rail of their months beside it, where there are several and room for it.
type Calendar struct {
	Rail *daterail.Rail

	grid  *tiles.Grid
	list  func() index.Listing // that the grid shows
	after func(time.Duration, func()) (stop func())
	view  *fyne.Container
	fade  func() // forgets a bubble that waits to be taken away

	// The clip that was gone to last is what the rail tells of for as long as the grid stays where that led: a month may begin in the middle of a row, or in the last screen.
	sought   int
	soughtAt float32 // the grid's offset; -1 for none
}

// New returns a calendar for a grid, whose OnScrolled is the page's to lead to Follow. after calls a function on the Fyne goroutine after some time, unless it is stopped before.
func New(grid *tiles.Grid, list func() index.Listing, after func(time.Duration, func()) (stop func())) *Calendar {
	c := &Calendar{grid: grid, list: list, after: after, fade: func() {}, soughtAt: -1}
	c.Rail = daterail.New(c.seek)
	c.Rail.OnScroll = func(e *fyne.ScrollEvent) { grid.ScrollToOffset(grid.GetScrollOffset() - e.Scrolled.DY) }
	c.Rail.Hide()
	c.view = container.New((*beside)(c), grid.View(), c.Rail) // the rail's bubble lies above the grid
	return c
}

// View returns the grid with the rail.
func (c *Calendar) View() fyne.CanvasObject { return c.view }

// A beside is a calendar as it lays out the grid and the rail.
type beside Calendar

var _ fyne.Layout = (*beside)(nil)

// MinSize is Fyne's.
func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout is Fyne's.
func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c, width := (*Calendar)(b), size.Width
	if c.fits(size) {
		c.Rail.Show()
		width -= daterail.Width + tiles.BarWidth
	} else {
		c.Rail.Hide()
	}
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(width, size.Height))
	tall := c.Rail.Fits()
	c.Rail.Move(fyne.NewPos(size.Width-daterail.Width-tiles.BarWidth, 0))
	c.Rail.Resize(fyne.NewSize(daterail.Width, size.Height))
	if c.Rail.Fits() != tall {
		c.mark()
	}
}

// fits reports whether the rail is of use and leaves room for the grid.
func (c *Calendar) fits(size fyne.Size) bool { return len(c.months()) > 1 && size.Width >= leastRailed }

// Show shows the months of the list that is shown. The grid has been drawn by then, and is laid out anew only when the rail comes or goes.
func (c *Calendar) Show() {
	c.soughtAt = -1
	c.mark()
	if c.fits(c.view.Size()) != c.Rail.Visible() {
		c.view.Refresh()
	}
}

func (c *Calendar) months() []index.Month { return c.list().Months }

// mark writes the marks.
func (c *Calendar) mark() {
	c.Rail.SetMarks(railMarks(c.months(), len(c.list().Rows), c.Rail.Fits()))
}

// seek goes to a part of the list.
func (c *Calendar) seek(at float64) {
	n := len(c.list().Rows)
	c.sought = min(int(math.Round(at*float64(n))), max(0, n-1))
	c.grid.SetTop(c.sought, 0)
	c.soughtAt = c.grid.GetScrollOffset()
	c.Follow()
}

// Follow shows what month is in view, and says so for a moment.
func (c *Calendar) Follow() {
	first, _ := c.grid.Top()
	if c.grid.GetScrollOffset() == c.soughtAt {
		first = c.sought
	}
	at := float64(first) / float64(max(1, len(c.list().Rows)))
	month, known := monthOf(c.months(), first)
	if !known {
		return
	}
	c.Rail.SetAt(at, words.MonthOf(month.Year, month.Month))
	c.fadeLater(at)
}

// fadeLater takes the bubble away when nothing has moved for a while and the rail is let go.
func (c *Calendar) fadeLater(at float64) {
	c.fade()
	c.fade = c.after(bubbleTime, func() {
		if c.Rail.IsDragged() {
			c.fadeLater(at)
		} else {
			c.Rail.SetAt(at, "")
		}
	})
}
