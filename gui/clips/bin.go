package clips

import (
	"context"
	"slices"
	"time"

	"caracal/core"
	"caracal/gui/words"
)

// gatherTime is how long after a deletion the next one joins it: as long as the way back is seen.
const gatherTime = 6 * time.Second

// A binning is what was moved to the bin last, with one way back for all of it: whoever holds the key down deletes clip after clip.
type binning struct {
	ids []core.JobID
	at  time.Time
}

// remove moves what is selected to the bin, with a way back, or brings it back.
func (p *Page) remove() {
	if !p.state.HasLead {
		return
	}
	bin := p.state.List.Query.Bin
	p.withIDs(p.state.SelectedRows(), func(ids []core.JobID) {
		if bin {
			p.binned = binning{}
			p.change(p.shelf.Restore, ids, func([]core.JobID) { p.host.Say(words.Restored()) })
		} else {
			p.change(p.shelf.Delete, ids, p.offerBinned)
		}
	})
}

// offerBinned offers the way back of what was moved to the bin, and of what was just before it.
func (p *Page) offerBinned(ids []core.JobID) {
	if before := p.binned; time.Since(before.at) < gatherTime {
		again := func(id core.JobID) bool { return slices.Contains(before.ids, id) }
		ids = append(slices.Clip(before.ids), slices.DeleteFunc(slices.Clone(ids), again)...)
	}
	p.offerUndo(words.Binned(len(ids)), func() {
		p.binned = binning{}
		p.change(p.shelf.Restore, ids, func(back []core.JobID) { p.await(back[0], false) })
	})
	p.binned = binning{ids, time.Now()}
}

// offerUndo offers the way back of something; what was deleted before is not gathered any more.
func (p *Page) offerUndo(text string, undo func()) {
	p.binned = binning{}
	p.host.OfferUndo(text, undo)
}

// change has the library move clips, and looks at it again. done hears of those that were moved, if any were: a file may be gone, and a key that is held down comes to a clip twice.
func (p *Page) change(move func(context.Context, ...core.JobID) ([]core.JobID, error), ids []core.JobID, done func(moved []core.JobID)) {
	p.do(func(ctx context.Context) func() {
		moved, err := move(ctx, ids...)
		return func() {
			switch {
			case err != nil:
				p.complain(err)
			case len(moved) > 0:
				done(moved)
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
