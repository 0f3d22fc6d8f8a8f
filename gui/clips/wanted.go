package clips

import (
	"context"
	"slices"
	"time"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/words"
)

// wantedTime is how long a clip that is wanted and is nowhere is waited for: one that has just been made is listed a moment later.
const wantedTime = 4 * time.Second

// Show chooses a clip, whatever is searched for.
func (p *Page) Show(id core.JobID) { p.want(id, false) }

// Play chooses a clip and plays it.
func (p *Page) Play(id core.JobID) { p.want(id, true) }

func (p *Page) want(id core.JobID, play bool) {
	p.host.OpenLibrary()
	p.await(id, play)
	p.reload()
}

// await has a clip chosen, and perhaps played, as soon as it is listed.
func (p *Page) await(id core.JobID, play bool) {
	p.unwait()
	p.wanted, p.playIt = id, play
	p.unwait = p.inbox.After(wantedTime, func() { p.giveUp(id) })
}

// unwant wants no clip any more: it is found, or the person has something else in mind by now.
func (p *Page) unwant() {
	p.unwait()
	p.wanted, p.playIt = "", false
}

// giveUp says that a clip that is still wanted is not there, as soon as all has been read.
func (p *Page) giveUp(id core.JobID) {
	scan := p.shelf.Progress()
	switch {
	case p.wanted != id:
	case p.asking != nil || scan.All > 0 && !scan.Paused:
		p.unwait = p.inbox.After(wantedTime, func() { p.giveUp(id) })
	default:
		p.unwant()
		p.host.Say(words.NotInLibrary())
	}
}

// listWith returns the first of some lists that a clip is in, and where it is in there; the very first one and -1 when it is in none, or no clip is wanted. The stack that the clip
// lies in is opened. It runs on a goroutine of the inbox.
func (p *Page) listWith(ctx context.Context, id core.JobID, tags []string, queries ...index.Query) (first index.Listing, at int, err error) {
	if first, err = p.shelf.List(ctx, queries[0], tags...); err != nil || id == "" {
		return first, -1, err
	}
	row, known, err := p.shelf.RowOf(ctx, id)
	if err != nil || !known {
		return first, -1, err
	}
	list := first
	for i, q := range queries {
		if i > 0 {
			list, err = p.shelf.List(ctx, q, tags...)
		}
		at = slices.Index(list.Rows, row)
		if err == nil && at < 0 && q.Stacked && !q.Bin { // it may be below another take
			q.Open = row
			list, err = p.shelf.List(ctx, q, tags...)
			at = slices.Index(list.Rows, row)
		}
		if err != nil || at >= 0 {
			return list, at, err
		}
	}
	return first, -1, nil
}
