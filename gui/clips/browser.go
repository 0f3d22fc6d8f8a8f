package clips

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/clips/calendar"
	"caracal/gui/clips/glimpse"
	"caracal/gui/complete"
	"caracal/gui/kit"
	"caracal/gui/kit/tiles"
	"caracal/gui/words"
)

// A browser is the left of the library page: the search, the filters and the grid.
type browser struct {
	page *Page
	view fyne.CanvasObject

	search *kit.Entry
	offers *complete.Offers // below it
	order  *kit.Button

	chips  *fyne.Container     // the filters
	kinds  []fyne.CanvasObject // those of them before the tags
	all    *kit.Chip
	hearts *kit.Chip // only favourites
	engine map[core.EngineID]*kit.Chip
	aspect map[core.Aspect]*kit.Chip
	tags   *tagChips
	bin    *kit.Chip
	scan   *scanLine

	grid     *tiles.Grid
	calendar *calendar.Calendar // around it
	glimpse  *glimpse.Glimpse   // in it
	poster   image.Point        // the pixels of a tile's picture
	unlook   func()             // forgets a look ahead that waits

	empty    *fyne.Container // instead of the grid
	why      *kit.Text
	unfilter *kit.Button
}

func newBrowser(p *Page) *browser {
	b := &browser{page: p, engine: map[core.EngineID]*kit.Chip{}, aspect: map[core.Aspect]*kit.Chip{}, unlook: func() {}}
	b.search = kit.NewEntry()
	b.search.SetPlaceHolder(words.SearchClips())
	b.search.Icon = theme.SearchIcon()
	b.search.OnChanged = p.searchFor
	b.search.OnEscape = func() { b.search.SetText("") }
	b.offers = complete.NewOffers(b.search, complete.Needs{
		Tags:  p.findTags,
		Lay:   func() { b.view.Refresh() },
		Leave: func() { p.host.Fyne().Canvas().Focus(b.grid) },
	})
	b.order = kit.NewButton("", theme.MenuDropDownIcon(), b.openOrders)

	b.scan = newScanLine(p.shelf, p.host.LibraryOpened)
	b.buildFilters()

	b.grid = tiles.NewGrid(p.state.Len, b.fill)
	b.grid.IsSelected = p.state.IsSelected
	b.grid.OnPicked, b.grid.OnBand, b.grid.OnLetGo, b.grid.OnHeart, b.grid.OnStack = p.picked, p.banded, p.showParts, p.hearted, p.turnStack
	b.grid.OnChosen, b.grid.OnMenu = p.chosenByHand, p.openMenu
	b.glimpse = glimpse.New(glimpse.Needs{
		After: p.inbox.After, Run: p.inbox.Run, Decoder: p.decoder,
		Clip: b.glimpsed, Read: p.readFilm, Poster: b.loadPoster,
	})
	b.grid.OnHover = b.glimpse.Hover
	b.calendar = calendar.New(b.grid, func() index.Listing { return p.state.List }, p.inbox.After)
	b.grid.OnScrolled = func() {
		b.calendar.Follow()
		b.lookAhead()
	}

	b.why = &kit.Text{ColorName: kit.ColorMuted, Align: fyne.TextAlignCenter}
	b.unfilter = kit.NewButton(words.ShowAllClips(), nil, b.showAll)
	b.empty = container.NewCenter(container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap), b.why, container.NewCenter(b.unfilter)))
	b.empty.Hide()

	top := container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), b.order), b.search)
	bars := container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap), top, b.chips, b.scan.trouble, b.offers.View())
	body := container.NewStack(b.calendar.View(), b.empty)
	right := layout.NewCustomPaddedLayout(0, 0, 0, tiles.BarWidth)
	b.view = container.New(layout.NewCustomPaddedLayout(kit.Margin, 0, kit.Margin, kit.Margin-tiles.BarWidth),
		container.New(&kit.Column{Gap: kit.Gap, Spring: body}, container.New(right, bars), body, p.bar.view))
	b.showQuery(p.state.Query)
	b.showCounts(p.state.Query, p.state.List.Counts)
	return b
}

// Search gives the keyboard to the field in which one searches.
func (p *Page) Search() { p.host.Fyne().Canvas().Focus(p.browser.search) }

// look brings up to date how far a scan has come, and whether an answer is long in coming.
func (b *browser) look() {
	var asked time.Duration
	if b.page.asking != nil {
		asked = time.Since(b.page.asking.since)
	}
	if b.scan.look(asked) {
		b.chips.Refresh()
	}
	err := b.page.shelf.Progress().Err
	b.page.view.explain(err)
	if b.scan.explain(err) {
		b.view.Refresh()
	}
}

// fill shows a clip in a tile, which is empty until it is known what the clip is.
func (b *browser) fill(i int, t *tiles.Tile) {
	c, known := b.page.state.Brief(i)
	playing := b.glimpse.Holds(t, c.ID)
	if !known || c.ID == "" {
		t.Set("", "", "")
		t.SetMarks(false, false)
		t.SetStack(1, false)
		b.page.posters.Load(t, "", image.Point{})
		if !known {
			b.page.fetch()
		}
		return
	}
	takes, open := b.page.state.List.Takes(i), b.page.state.List.Opened(i)
	note := words.ClipNote(c, time.Now())
	if takes > 1 {
		note = words.StackNote(c, takes)
	}
	t.Set(words.ClipTitle(c), note, words.ClipBadge(c))
	t.SetMarks(c.Favourite, b.page.state.Many())
	t.SetStack(takes, open)
	if b.poster = kit.Pixels(t, t.PictureSize()); !playing {
		b.page.posters.Load(t, string(c.ID), b.poster)
	}
}

// loadPoster shows a clip's poster in a tile.
func (b *browser) loadPoster(t *tiles.Tile, id core.JobID) {
	b.page.posters.Load(t, string(id), kit.Pixels(t, t.PictureSize()))
}

// glimpsed returns the clip at i that the pointer may play in its tile; without an id for none.
func (b *browser) glimpsed(i int) (index.Row, core.JobID) {
	c, known := b.page.state.Brief(i)
	if !known || b.page.calm {
		return 0, ""
	}
	return b.page.state.List.Rows[i], c.ID
}

// lookAhead has the posters loaded that are seen next when the person scrolls on, and then those before.
func (b *browser) lookAhead() {
	first, end := b.grid.InView()
	span := end - first
	var ids []string
	add := func(from, to int) {
		for i := from; i < to; i++ {
			if c, known := b.page.state.Brief(i); known {
				ids = append(ids, string(c.ID))
			}
		}
	}
	add(end, end+span)
	add(first-span, first)
	b.page.posters.Ahead(ids, b.poster)
}

// aheadPause is how long the person stays with what was found before more of it is loaded than is seen: while a search is typed, each key finds something else.
const aheadPause = 300 * time.Millisecond

// lookAheadLater is lookAhead after aheadPause.
func (b *browser) lookAheadLater() {
	b.page.posters.Ahead(nil, b.poster)
	b.unlook()
	b.unlook = b.page.inbox.After(aheadPause, b.lookAhead)
}

// showEmpty says why there is nothing to see.
func (b *browser) showEmpty(q index.Query, empty bool) {
	if !empty {
		b.empty.Hide()
		return
	}
	b.why.Set(words.NothingFound(q.Text, q.Bin, b.all.On()), kit.ColorMuted)
	if b.all.On() && q.Text == "" {
		b.unfilter.Hide()
	} else {
		b.unfilter.Show()
	}
	b.empty.Show()
}
