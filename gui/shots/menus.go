package shots

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/core/shots"
	"caracal/gui/words"
)

// offerMore offers what can be added.
func (p *Page) offerMore() {
	p.menu(p.add, []*fyne.MenuItem{fyne.NewMenuItem(words.AddPictures(), p.host.ChoosePicture), fyne.NewMenuItem(words.AddFolder(), p.host.ChooseFolder)})
}

// offerAspects offers what can be done with the aspects of all rows.
func (p *Page) offerAspects() {
	var items []*fyne.MenuItem
	for _, a := range core.Aspects() {
		items = append(items, fyne.NewMenuItem(string(a), func() { p.change(func(l shots.List) shots.List { return l.AllIn(a) }) }))
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(words.EachAspect(), func() { p.try(shots.List.ForEachAspect) }))
	p.menu(p.all, items)
}

// offerEngines offers who makes all rows.
func (p *Page) offerEngines() {
	var items []*fyne.MenuItem
	for _, info := range p.infos {
		items = append(items, fyne.NewMenuItem(words.EngineChoice(info), func() { p.change(func(l shots.List) shots.List { return l.AllWith(info.ID) }) }))
	}
	p.menu(p.with, items)
}

// menu shows a menu below a widget.
func (p *Page) menu(under fyne.CanvasObject, items []*fyne.MenuItem) {
	c := p.host.Fyne().Canvas()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under).AddXY(0, under.Size().Height+4)
	m := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	at.X = min(at.X, c.Size().Width-m.MinSize().Width-4)
	at.Y = min(at.Y, c.Size().Height-m.MinSize().Height-4)
	m.ShowAtPosition(at)
}

// offerRow offers what can be done with one shot.
func (p *Page) offerRow(r *row) {
	id, at := r.id, r.index
	adds := fyne.NewMenuItem(words.AddToAll(), func() { p.addToAll(r) })
	_, adds.Checked = p.list.Rows[at].Added()
	items := []*fyne.MenuItem{
		adds,
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(words.Duplicate(), func() { p.try(func(l shots.List) (shots.List, error) { return l.Duplicate(id) }) }),
		fyne.NewMenuItem(words.MoveUp(), func() { p.change(func(l shots.List) shots.List { return l.Move(id, at-1) }) }),
		fyne.NewMenuItem(words.MoveDown(), func() { p.change(func(l shots.List) shots.List { return l.Move(id, at+1) }) }),
		fyne.NewMenuItemSeparator(),
	}
	items[3].Disabled, items[4].Disabled = at == 0, at == len(p.list.Rows)-1
	for _, info := range p.infos {
		items = append(items, fyne.NewMenuItem(words.EngineChoice(info), func() { p.edit(id, func(s *shots.Row) { s.Engine = info.ID }) }))
	}
	p.menu(r.more, items)
}

// addToAll has what a row says follow the prompt for all, or again take its place, and lets the person go on writing.
func (p *Page) addToAll(r *row) {
	p.edit(r.id, func(s *shots.Row) {
		if added, adds := s.Added(); adds {
			s.Prompt = added
			return
		}
		s.Prompt = "+ " + strings.TrimSpace(s.Prompt)
	})
	p.host.Fyne().Canvas().Focus(r.prompt)
	r.prompt.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}
