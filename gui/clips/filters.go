package clips

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// buildFilters makes the chips below the search.
func (b *browser) buildFilters() {
	b.all = kit.NewChip(words.AllClips(), func() {
		b.filter(func(q *index.Query) { q.Engine, q.Aspect, q.Tag, q.Favourite, q.Bin = "", "", "", false, false })
	})
	b.bin = kit.NewChip(words.Bin(), func() {
		b.filter(func(q *index.Query) { q.Engine, q.Aspect, q.Tag, q.Favourite, q.Bin = "", "", "", false, !q.Bin })
	})
	b.hearts = kit.NewChip("", func() { b.filter(func(q *index.Query) { q.Bin, q.Favourite = false, !q.Favourite }) })
	b.kinds = []fyne.CanvasObject{b.all, b.hearts}
	for _, id := range core.EngineIDs() {
		b.engine[id] = kit.NewChip("", func() { b.filter(func(q *index.Query) { q.Bin, q.Engine = false, other(q.Engine, id) }) })
		b.kinds = append(b.kinds, b.engine[id])
	}
	for _, a := range core.Aspects() {
		b.aspect[a] = kit.NewChip("", func() { b.filter(func(q *index.Query) { q.Bin, q.Aspect = false, other(q.Aspect, a) }) })
		b.kinds = append(b.kinds, b.aspect[a])
	}
	b.tags = newTagChips(b.page)
	b.chips = container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6))
	b.layChips()
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
	b.chips.Objects = append(chips, b.bin, b.scan.view)
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
