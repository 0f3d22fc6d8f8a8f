package clips

import (
	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/words"
)

// closed is the question without the stack that is open: two that differ in nothing else show the same place.
func closed(q index.Query) index.Query {
	q.Open = 0
	return q
}

// everything is the question without what is searched for and filtered.
func (s *state) everything() index.Query {
	return index.Query{Order: s.query.Order, Stacked: s.query.Stacked}
}

// turnStack opens the stack at i, or closes the one that the clip at i lies in. What leads stays, or the top of its stack does instead.
func (p *Page) turnStack(i int) {
	s := &p.state
	if i < 0 || i >= s.length() {
		return
	}
	q := s.query
	switch stacked, open := s.inStack(i); {
	case !stacked:
		return
	case !open:
		q.Open = s.list.Rows[i]
	default:
		q.Open = 0
		if top := s.top(s.place); s.any && top != s.place {
			p.choose(top, false)
		}
	}
	p.ask(q)
}

// inStack reports whether the clip at i is in a stack, and whether that is open.
func (s *state) inStack(i int) (stacked, open bool) {
	takes := s.list.Takes(i)
	return takes != 1, takes == 0 || s.list.Opened(i)
}

// top returns where the top of the stack is in which the clip at i lies.
func (s *state) top(i int) int {
	for i > 0 && s.list.Takes(i) == 0 {
		i--
	}
	return i
}

// stackItem is the choice, for the menu of orders, whether takes lie in stacks.
func (p *Page) stackItem() *fyne.MenuItem {
	item := fyne.NewMenuItem(words.StackTakes(), func() {
		stacked := !p.state.query.Stacked
		p.settings.Change(func(s *core.Settings) { s.LooseTakes = !stacked })
		p.browser.filter(func(q *index.Query) { q.Stacked, q.Open = stacked, 0 })
	})
	item.Checked = p.state.query.Stacked
	return item
}
