package shots

import (
	"context"
	"maps"
	"reflect"
	"slices"

	"caracal/core"
	"caracal/core/shots"
	"caracal/gui/words"
)

// Submit does what the button does.
func (p *Page) Submit() { p.press() }

// press asks the service what the clips cost, and then the person the one question, and begins the list.
func (p *Page) press() {
	if p.busy || !p.Active() {
		return
	}
	if _, lacks := p.lacksKey(); lacks {
		p.host.OpenSettings()
		return
	}
	if err := p.list.Check(p.infos); err != nil {
		p.refuse(err)
		return
	}
	paid := map[core.EngineID]bool{}
	for _, r := range p.list.Rows {
		paid[r.Engine] = true
	}
	p.busy = true
	p.render()
	p.inbox.Ask(func(ctx context.Context) func() {
		for id := range paid {
			p.quote(ctx, id)
		}
		return func() {
			p.busy, p.infos = false, p.engines()
			p.render()
			if p.Active() {
				p.confirm()
			}
		}
	})
}

// lacksKey reports whether the list needs a key that there is not, and for which engine.
func (p *Page) lacksKey() (core.Info, bool) {
	for _, info := range p.infos {
		if !info.Local && p.host.LacksKey() && slices.ContainsFunc(p.list.Rows, func(r shots.Row) bool { return r.Engine == info.ID }) {
			return info, true
		}
	}
	return core.Info{}, false
}

// confirm asks the one question, about the list as it is now. Where files that were still being read, or another drop, have changed it by the answer, that was about another list.
func (p *Page) confirm() {
	l, told := p.list, p.infos
	sum := l.Total(told)
	title, text := words.ConfirmList(len(l.Rows), sum.Price, p.cards.duration(sum.Clips))
	p.host.Confirm(title, text, words.MakeClips(len(l.Rows), sum.Price), words.NotYet(), func() {
		if !reflect.DeepEqual(p.list, l) {
			p.host.Say(words.ListChanged())
			p.press()
			return
		}
		p.begin(l, told)
	})
}

// begin has the desk make the list for the prices that the person was told. From now on it is not edited any more: what comes meanwhile is a list of its own.
func (p *Page) begin(l shots.List, told []core.Info) {
	p.letBe()
	number, looks := p.keeper.number(), p.looks
	p.busy, p.looks = true, map[string]*look{}
	p.set(shots.New())
	p.inbox.Ask(func(ctx context.Context) func() {
		err := p.keeper.begin(ctx, number, l.Agree(told))
		return func() {
			p.busy = false
			if err != nil {
				maps.Copy(p.looks, looks)
				p.putBack(l)
				p.refuse(err)
				return
			}
			p.render()
			p.host.ListsChanged()
		}
	})
}

// putBack shows a list that could not be begun again, and behind it what has come meanwhile.
func (p *Page) putBack(l shots.List) {
	p.letBe()
	meanwhile := p.list
	p.set(l.Join(meanwhile))
	both, number := p.list, p.keeper.number()
	p.inbox.Ask(func(context.Context) func() {
		if err := p.keeper.join(number, both, meanwhile.ID); err != nil {
			return func() { p.explain(err) }
		}
		return nil
	})
}

// refuse says for each row why it cannot be made, and goes to the first.
func (p *Page) refuse(err error) {
	first := -1
	p.wrong = map[string]string{}
	for _, e := range shots.ByLine(err) {
		if e.Line < 1 || e.Line > len(p.list.Rows) {
			continue
		}
		p.wrong[p.list.Rows[e.Line-1].ID] = words.Explain(e.Err).What
		if first < 0 {
			first = e.Line - 1
		}
	}
	if first < 0 {
		p.explain(err)
		return
	}
	p.rows.Refresh()
	p.rows.ScrollTo(first)
	p.host.Say(words.RowsWrong(len(p.wrong)))
}
