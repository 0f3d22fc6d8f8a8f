package clips

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/gui/compare"
	"caracal/gui/words"
)

// makeAgain begins another take of each clip of which there is a picture, by this engine. Of several only drafts are made by Lynx.
func (p *Page) makeAgain(engine core.EngineID, clips []core.Clip) {
	clips = slices.DeleteFunc(slices.Clone(clips), func(c core.Clip) bool {
		return c.Story.Picture == "" || engine == core.Lynx && len(clips) > 1 && c.Story.Engine != core.Draft
	})
	if len(clips) > 0 {
		p.host.UseAgain(engine, clips...)
	}
}

// realPrice returns what Lynx asks for a clip, and false when there is no Lynx here.
func (p *Page) realPrice() (price core.USD, can bool) {
	info, can := core.InfoOf(p.host.Engines(), core.Lynx)
	return info.Price, can
}

// openMenu offers what can be done with the clip at i, or with all that is selected when it is one of them.
func (p *Page) openMenu(i int, at fyne.Position) {
	if i >= p.state.Len() {
		return
	}
	if !p.state.IsSelected(i) {
		p.unwant()
		p.choose(i, false)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", p.menu(i)...), p.host.Fyne().Canvas(), at)
}

// menu returns what openMenu offers.
func (p *Page) menu(i int) (items []*fyne.MenuItem) {
	add := func(text string, do func()) { items = append(items, fyne.NewMenuItem(text, do)) }
	part := func() {
		if len(items) > 0 && !items[len(items)-1].IsSeparator {
			items = append(items, fyne.NewMenuItemSeparator())
		}
	}
	brief, known := p.state.Brief(i)
	bin, many := p.state.List.Query.Bin, p.state.Many()
	if known && !bin && brief.Engine != core.Imported && brief.Engine != "" {
		again := func(engine core.EngineID) func() {
			return func() { p.withSelected(0, func(found []core.Clip) { p.makeAgain(engine, found) }) }
		}
		if !many {
			add(words.AnotherTake(), again(brief.Engine))
		}
		if price, can := p.realPrice(); can && brief.Engine == core.Draft {
			add(words.RealOnes(p.state.SelectedCount(), price), again(core.Lynx))
		}
	}
	part()
	switch stacked, open := p.state.InStack(i); {
	case many || !stacked:
	case open:
		add(words.CloseStack(), func() { p.turnStack(i) })
	default:
		add(words.OpenStack(), func() { p.turnStack(i) })
	}
	if !bin {
		add(words.Favourite(), p.favour)
		items[len(items)-1].Checked = brief.Favourite
		add(words.TagClips(), p.openTags)
		if n := p.state.SelectedCount(); n > 1 && n <= compare.Most {
			add(words.Compare(), p.compare)
		}
		part()
		add(words.ExportClips(), p.Export)
		add(words.CopyTo(), p.copyTo)
	}
	if !many {
		add(words.ShowInFolder(), func() { p.withSelected(1, func(found []core.Clip) { p.openFolder(found[0].Path) }) })
	}
	part()
	add(words.DeleteOrRestore(bin), p.remove)
	return items
}
