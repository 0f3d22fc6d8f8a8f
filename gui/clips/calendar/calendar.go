package clips

import (
	"math"
	"sort"
	"strconv"
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

// railMarks returns the marks for a list of n clips, at most so many: the months of the first year in the list, and the years after it. Where that is too much only some are left.
func railMarks(months []index.Month, n, most int) (marks []daterail.Mark) {
	for i, m := range months {
		mark := daterail.Mark{At: float64(m.At) / float64(max(1, n)), Text: words.ShortMonth(m.Month)}
		if m.Year != months[0].Year {
			if m.Year == months[i-1].Year {
				continue
			}
			mark.Text = strconv.Itoa(m.Year)
		}
		marks = append(marks, mark)
	}
	if len(marks) <= most {
		return marks
	}
	some := make([]daterail.Mark, 0, most)
	for i := range most {
		some = append(some, marks[i*len(marks)/most])
	}
	return some
}

// monthOf returns the month of the clip at i, and false when it is not known.
func monthOf(months []index.Month, i int) (index.Month, bool) {
	n := sort.Search(len(months), func(n int) bool { return months[n].At > i })
	if n == 0 {
		return index.Month{}, false
	}
	return months[n-1], true
}

// A calendar is the rail beside the grid and what it knows.
type calendar struct {
	page *Page
	rail *daterail.Rail
	fade func() // forgets a bubble that waits to be taken away

	// The clip that was gone to last is what the rail tells of for as long as the grid stays where that led: a month may begin in the middle of a row, or in the last screen.
	sought   int
	soughtAt float32 // the grid's offset; -1 for none
}

func newCalendar(p *Page) *calendar {
	c := &calendar{page: p, fade: func() {}, soughtAt: -1}
	c.rail = daterail.New(c.seek)
	c.rail.OnScroll = func(e *fyne.ScrollEvent) {
		grid := p.browser.grid
		grid.ScrollToOffset(grid.GetScrollOffset() - e.Scrolled.DY)
	}
	c.rail.Hide()
	return c
}

// beside lays the rail beside the grid, above which its bubble lies.
func (c *calendar) beside(grid fyne.CanvasObject) *fyne.Container {
	return container.New(c, grid, c.rail)
}

// MinSize is Fyne's.
func (c *calendar) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout is Fyne's.
func (c *calendar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width
	if c.fits(size) {
		c.rail.Show()
		width -= daterail.Width + tiles.BarWidth
	} else {
		c.rail.Hide()
	}
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(width, size.Height))
	tall := c.rail.Fits()
	c.rail.Move(fyne.NewPos(size.Width-daterail.Width-tiles.BarWidth, 0))
	c.rail.Resize(fyne.NewSize(daterail.Width, size.Height))
	if c.rail.Fits() != tall {
		c.mark()
	}
}

// fits reports whether the rail is of use and leaves room for the grid.
func (c *calendar) fits(size fyne.Size) bool { return len(c.months()) > 1 && size.Width >= leastRailed }

// show shows the months of the list that is shown. The grid has been drawn by then, and is laid out anew only when the rail comes or goes.
func (c *calendar) show() {
	c.soughtAt = -1
	c.mark()
	if body := c.page.browser.body; c.fits(body.Size()) != c.rail.Visible() {
		body.Refresh()
	}
}

func (c *calendar) months() []index.Month { return c.page.state.List.Months }

// mark writes the marks.
func (c *calendar) mark() {
	c.rail.SetMarks(railMarks(c.months(), c.page.state.Len(), c.rail.Fits()))
}

// seek goes to a part of the list.
func (c *calendar) seek(at float64) {
	grid := c.page.browser.grid
	n := c.page.state.Len()
	c.sought = min(int(math.Round(at*float64(n))), max(0, n-1))
	grid.SetTop(c.sought, 0)
	c.soughtAt = grid.GetScrollOffset()
	c.follow()
}

// follow shows what month is in view, and says so for a moment.
func (c *calendar) follow() {
	first, _ := c.page.browser.grid.Top()
	if c.page.browser.grid.GetScrollOffset() == c.soughtAt {
		first = c.sought
	}
	at := float64(first) / float64(max(1, c.page.state.Len()))
	month, known := monthOf(c.months(), first)
	if !known {
		return
	}
	c.rail.SetAt(at, words.MonthOf(month.Year, month.Month))
	c.fadeLater(at)
}

// fadeLater takes the bubble away when nothing has moved for a while and the rail is let go.
func (c *calendar) fadeLater(at float64) {
	c.fade()
	c.fade = c.page.inbox.After(bubbleTime, func() {
		if c.rail.IsDragged() {
			c.fadeLater(at)
		} else {
			c.rail.SetAt(at, "")
		}
	})
}
