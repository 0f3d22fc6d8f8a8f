package clips

import (
	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/words"
)

// turnStack opens the stack at i, or closes the one that the clip at i lies in. What leads stays, or the top of its stack does instead.
func (p *Page) turnStack(i int) {
	s := &p.state
	if i < 0 || i >= s.Len() {
		return
	}
	q := s.Query
	switch stacked, open := s.InStack(i); {
	case !stacked:
		return
	case !open:
		q.Open = s.List.Rows[i]
	default:
		q.Open = 0
	}
	if top := s.Top(s.Place); s.HasLead && top != s.Place { // the stack in which it lies is closed
		p.choose(top, false)
	}
	p.ask(q)
}

// stackItem is the choice, for the menu of orders, whether takes lie in stacks.
func (p *Page) stackItem() *fyne.MenuItem {
	item := fyne.NewMenuItem(words.StackTakes(), func() {
		stacked := !p.state.Query.Stacked
		p.settings.Change(func(s *core.Settings) { s.LooseTakes = !stacked })
		p.browser.filter(func(q *index.Query) { q.Stacked, q.Open = stacked, 0 })
	})
	item.Checked = p.state.Query.Stacked
	return item
}
