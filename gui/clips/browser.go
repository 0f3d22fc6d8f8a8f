package clips

import (
	"image"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/clips/calendar"
	"caracal/gui/complete"
	"caracal/gui/kit"
	"caracal/gui/kit/tiles"
	"caracal/gui/words"
)

// A browser is the left of the library page: the search, the filters and the grid.
type browser struct {
	page     *Page
	search   *kit.Entry
	order    *kit.Button
	chips    *fyne.Container
	kinds    []fyne.CanvasObject // the chips before those of tags
	tags     *tagChips
	offers   *complete.Offers
	reading  *readingLine
	all      *kit.Chip
	bin      *kit.Chip
	hearts   *kit.Chip // only favourites
	engine   map[core.EngineID]*kit.Chip
	aspect   map[core.Aspect]*kit.Chip
	grid     *tiles.Grid
	glimpse  *glimpse    // in the grid
	poster   image.Point // the pixels of a tile's picture
	unlook   func()      // forgets a look ahead that waits
	calendar *calendar.Calendar
	empty    *fyne.Container
	why      *kit.Text
	unfilter *kit.Button
	view     fyne.CanvasObject
}

// orders are the orders that a person can choose from.
func orders() []struct {
	order index.Order
	words string
} {
	return []struct {
		order index.Order
		words string
	}{
		{index.Newest, words.NewestFirst()},
		{index.Oldest, words.OldestFirst()},
		{index.ByPrompt, words.ByPrompt()},
		{index.Largest, words.LargestFirst()},
	}
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

	b.all = kit.NewChip(words.AllClips(), func() {
		b.filter(func(q *index.Query) { q.Engine, q.Aspect, q.Tag, q.Favourite, q.Bin = "", "", "", false, false })
	})
	b.bin = kit.NewChip(words.Bin(), func() {
		b.filter(func(q *index.Query) { q.Engine, q.Aspect, q.Tag, q.Favourite, q.Bin = "", "", "", false, !q.Bin })
	})
	b.hearts = kit.NewChip("", func() { b.filter(func(q *index.Query) { q.Bin, q.Favourite = false, !q.Favourite }) })
	b.kinds = []fyne.CanvasObject{b.all, b.hearts}
	for _, id := range []core.EngineID{core.Lynx, core.Draft} {
		b.engine[id] = kit.NewChip("", func() { b.filter(func(q *index.Query) { q.Bin, q.Engine = false, other(q.Engine, id) }) })
		b.kinds = append(b.kinds, b.engine[id])
	}
	for _, a := range core.Aspects() {
		b.aspect[a] = kit.NewChip("", func() { b.filter(func(q *index.Query) { q.Bin, q.Aspect = false, other(q.Aspect, a) }) })
		b.kinds = append(b.kinds, b.aspect[a])
	}
	b.reading = newReadingLine(p.shelf, p.host.LibraryOpened)
	b.tags = newTagChips(p)
	b.chips = container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6))
	b.layChips()

	b.grid = tiles.NewGrid(p.state.Len, b.fill)
	b.grid.IsSelected = p.state.IsSelected
	b.grid.OnPicked, b.grid.OnBand, b.grid.OnLetGo, b.grid.OnHeart, b.grid.OnStack = p.picked, p.banded, p.showParts, p.hearted, p.turnStack
	b.grid.OnChosen, b.grid.OnMenu = p.chosenByHand, p.openMenu
	b.glimpse = newGlimpse(p)
	b.grid.OnHover = b.glimpse.hovered
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
	bars := container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap), top, b.chips, b.reading.trouble, b.offers.View())
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
	if b.reading.look(asked) {
		b.chips.Refresh()
	}
	err := b.page.shelf.Progress().Err
	b.page.view.explain(err)
	if b.reading.explain(err) {
		b.view.Refresh()
	}
}

// other is the filter after a tap on the chip that stands for tapped: that, or none if it was on.
func other[T ~string](now, tapped T) T {
	if now == tapped {
		return ""
	}
	return tapped
}

// showAll takes the search and all filters away.
func (b *browser) showAll() {
	b.search.SetText("")
	b.page.ask(b.page.state.Everything())
}

func (b *browser) filter(change func(*index.Query)) {
	q := b.page.state.Query
	change(&q)
	b.page.ask(q)
}

// fill shows a clip in a tile, which is empty until it is known what the clip is.
func (b *browser) fill(i int, t *tiles.Tile) {
	c, known := b.page.state.Brief(i)
	playing := b.glimpse.holds(t, c.ID)
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

// showQuery makes the chips and the order agree with what is asked for.
func (b *browser) showQuery(q index.Query) {
	b.all.SetOn(q.Engine == "" && q.Aspect == "" && q.Tag == "" && !q.Favourite && !q.Bin)
	b.hearts.SetOn(q.Favourite)
	b.bin.SetOn(q.Bin)
	b.showTags(q)
	for id, chip := range b.engine {
		chip.SetOn(q.Engine == id)
	}
	for a, chip := range b.aspect {
		chip.SetOn(q.Aspect == a)
	}
	for _, o := range orders() {
		if o.order == q.Order && b.order.Text != o.words {
			b.order.SetText(o.words)
		}
	}
}

// showTags makes the chips of tags agree with what is asked for.
func (b *browser) showTags(q index.Query) {
	if b.tags.show(q) {
		b.layChips()
	}
}

// layChips puts the filters in their order.
func (b *browser) layChips() {
	chips := slices.Clone(b.kinds)
	for _, c := range b.tags.chips {
		chips = append(chips, c)
	}
	b.chips.Objects = append(chips, b.bin, b.reading.view)
	b.chips.Refresh()
}

// showCounts writes on the chips how many clips are behind each. A chip with nothing behind it is not shown, unless it is on.
func (b *browser) showCounts(q index.Query, n index.Counts) {
	b.all.SetText(words.FilterAll(n.All))
	show := func(c *kit.Chip, name string, n int) {
		c.SetText(words.Filter(name, n))
		if n > 0 || c.On() {
			c.Show()
		} else {
			c.Hide()
		}
	}
	show(b.hearts, words.Favourites(), n.Favourites)
	for id, chip := range b.engine {
		show(chip, words.MadeBy(id), n.Engines[id])
	}
	for a, chip := range b.aspect {
		show(chip, string(a), n.Aspects[a])
	}
	show(b.bin, words.Bin(), n.Bin)
	b.tags.counts = n.Tags
	b.showTags(q)
	b.chips.Refresh()
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

// openOrders offers the orders under the button.
func (b *browser) openOrders() {
	items := make([]*fyne.MenuItem, 0, 4)
	for _, o := range orders() {
		item := fyne.NewMenuItem(o.words, func() { b.filter(func(q *index.Query) { q.Order = o.order }) })
		item.Checked = o.order == b.page.state.Query.Order
		items = append(items, item)
	}
	items = append(items, fyne.NewMenuItemSeparator(), b.page.stackItem())
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), b.page.host.Fyne().Canvas(), fyne.NewPos(0, b.order.Size().Height+4), b.order)
}
