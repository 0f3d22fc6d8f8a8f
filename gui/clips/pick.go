package clips

import (
	"slices"

	"caracal/core/library/index"
	"caracal/gui/kit/tiles"
)

// toggle selects the clip at i beside the others, or no more. The last one stays.
func (s *state) toggle(i int) {
	row := s.list.Rows[i]
	s.anchor = row
	if !s.selected.Has(row) {
		s.selected = s.selected.With(row)
		s.leadBy(i)
		return
	}
	if s.selected.Len() == 1 {
		return
	}
	s.selected = s.selected.Without(row)
	if row == s.lead {
		s.leadBy(slices.IndexFunc(s.list.Rows, s.selected.Has))
	}
}

// upTo selects all clips from the one that was picked last up to i.
func (s *state) upTo(i int) {
	from := slices.Index(s.list.Rows, s.anchor)
	if from < 0 {
		from, s.anchor = s.place, s.lead
	}
	s.leadBy(i)
	s.selected = index.Selection{}.With(s.list.Rows[min(from, i) : max(from, i)+1]...)
}

// these selects the clips at these places, of which the first leads.
func (s *state) these(places []int) {
	rows := make([]index.Row, 0, len(places))
	for _, i := range places {
		if i < len(s.list.Rows) {
			rows = append(rows, s.list.Rows[i])
		}
	}
	if len(rows) == 0 {
		return
	}
	s.lead, s.any, s.place = rows[0], true, places[0]
	s.anchor = rows[0]
	s.selected = index.Selection{}.With(rows...)
}

// many reports whether several clips are selected.
func (s *state) many() bool { return s.selected.Len() > 1 }

// picked is for a tile that was pointed at with Ctrl, ⌘ or Shift.
func (p *Page) picked(i int, how tiles.Pick) {
	if i >= p.state.length() {
		return
	}
	p.forget()
	if how == tiles.UpTo {
		p.state.upTo(i)
	} else {
		p.state.toggle(i)
	}
	p.selectionChanged()
}

// banded is for a frame that is dragged over tiles.
func (p *Page) banded(places []int) {
	p.forget()
	p.state.these(places)
	p.selectionChanged()
}

// SelectAll selects all clips that were found, also those that were never seen.
func (p *Page) SelectAll() {
	if p.state.length() > 0 && p.host.Fyne().Canvas().Focused() != p.browser.search {
		p.state.selectAll()
		p.selectionChanged()
	}
}

// selectionChanged shows what is selected: one clip in the panel, or several with a bar of what can be done with them.
func (p *Page) selectionChanged() {
	p.browser.grid.Mark(p.state.marked())
	p.showParts()
	if p.state.many() {
		p.panel.player.Pause()
	} else if p.state.any {
		p.read(false)
	}
}

// clearMany selects the clip that leads alone.
func (p *Page) clearMany() {
	if p.state.many() {
		p.state.choose(p.state.place)
		p.selectionChanged()
	}
}

// showParts shows the parts of the page that make sense. While a frame is dragged over the tiles they stay as they are: tiles that move would come to lie below it.
func (p *Page) showParts() {
	if p.browser.grid.IsDragged() {
		return
	}
	s := &p.state
	p.bar.set(s.selected.Len(), s.list.Query.Bin)
	p.view.show(s.loaded, s.length() > 0, closed(s.query) == s.everything() && s.list.Counts.Bin == 0, s.many())
}
