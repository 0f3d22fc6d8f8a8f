package shots

import (
	"context"
	"reflect"
	"slices"
	"time"

	"caracal/core/shots"
	"caracal/gui/words"
)

// recall brings back the list that was edited when the program ended.
func (p *Page) recall() {
	p.inbox.Ask(func(context.Context) func() {
		l, ok, err := p.keeper.recall()
		return func() {
			if err != nil {
				p.explain(err)
			}
			if ok && !p.Active() {
				p.set(l)
			}
		}
	})
}

// keepDelay is how long nothing has been changed when the list is written down: not for every letter that is typed.
const keepDelay = 300 * time.Millisecond

// keep has the list written down in a moment.
func (p *Page) keep() {
	p.unkeep()
	p.unkept = true
	p.unkeep = p.inbox.After(keepDelay, func() {
		p.unkept = false
		l, number := p.list, p.keeper.number()
		p.inbox.Ask(func(context.Context) func() {
			if err := p.keeper.keep(number, l); err != nil {
				return func() { p.explain(err) }
			}
			return nil
		})
	})
}

// letBe has what is about to be written down not be.
func (p *Page) letBe() {
	p.unkeep()
	p.unkept = false
}

// askClear asks whether the list as it is now is to go; what has come by the answer is asked about too.
func (p *Page) askClear() {
	asked := p.list
	p.host.Confirm(words.ClearTitle(), words.ClearWords(len(asked.Rows)), words.ClearList(), words.KeepList(), func() {
		if !reflect.DeepEqual(p.list, asked) {
			p.askClear()
			return
		}
		p.letBe()
		id, number := p.list.ID, p.keeper.number()
		if slices.ContainsFunc(asked.Rows, func(r shots.Row) bool { return r.Picture.Path == p.joined }) {
			p.joined = "" // nothing was made of it
		}
		p.looks = map[string]*look{}
		p.set(shots.New())
		p.inbox.Ask(func(context.Context) func() {
			if err := p.keeper.forget(number, id); err != nil {
				return func() { p.explain(err) }
			}
			return nil
		})
	})
}
