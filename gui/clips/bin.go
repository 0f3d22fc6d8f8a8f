package clips

import (
	"context"

	"caracal/core"
	"caracal/gui/words"
)

// remove moves what is selected to the bin, with a way back, or brings it back.
func (p *Page) remove() {
	if !p.state.HasLead {
		return
	}
	rows, bin := p.state.SelectedRows(), p.state.List.Query.Bin
	p.do(func(ctx context.Context) func() {
		ids, err := p.shelf.IDs(ctx, rows)
		return func() {
			switch {
			case err != nil:
				p.complain(err)
			case bin:
				p.change(p.shelf.Restore, ids, func() { p.host.Say(words.Restored()) })
			default:
				p.change(p.shelf.Delete, ids, func() {
					p.host.OfferUndo(words.Binned(), func() {
						p.change(p.shelf.Restore, ids, func() { p.wanted = ids[0] })
					})
				})
			}
		}
	})
}

// change has the library do something with clips, and looks at it again.
func (p *Page) change(do func(context.Context, ...core.JobID) error, ids []core.JobID, done func()) {
	p.do(func(ctx context.Context) func() {
		err := do(ctx, ids...)
		return func() {
			if err == nil {
				done()
			} else {
				p.complain(err)
			}
			p.reload()
		}
	})
}

// do has the library do what can be undone once it is done. Work runs on a goroutine of the inbox, and the function that it returns on the Fyne goroutine.
func (p *Page) do(work func(ctx context.Context) (done func())) {
	over := p.host.Doing()
	p.inbox.Ask(func(ctx context.Context) func() {
		done := work(ctx)
		return func() {
			done()
			over()
		}
	})
}
