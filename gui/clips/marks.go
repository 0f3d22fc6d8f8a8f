package clips

import (
	"context"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/words"
)

// favour makes what is selected favourites, or no more when the clip that leads is one.
func (p *Page) favour() {
	if !p.state.HasLead || p.state.List.Query.Bin {
		return
	}
	lead, _ := p.state.Brief(p.state.Place)
	p.setFavourite(p.state.SelectedRows(), !lead.Favourite)
}

// hearted is for a tap on the heart of a tile, which is about that clip only.
func (p *Page) hearted(i int) {
	if b, known := p.state.Brief(i); known && !p.state.List.Query.Bin {
		p.setFavourite(p.state.List.Rows[i:i+1], !b.Favourite)
	}
}

func (p *Page) setFavourite(rows []index.Row, on bool) {
	p.withIDs(rows, func(ids []core.JobID) {
		p.amend(ids, func(c core.Clip) core.Marks {
			m := c.Story.Marks
			m.Favourite = on
			return m
		}, func(n int) string { return words.Favoured(n, on) })
	})
}

// amend changes what the person has added to clips, and offers the way back for all of them at once.
func (p *Page) amend(ids []core.JobID, edit func(core.Clip) core.Marks, said func(n int) string) {
	p.do(func(ctx context.Context) func() {
		done, err := p.shelf.Amend(ctx, ids, edit)
		return func() {
			switch n := len(done.Before); {
			case err != nil:
				p.complain(err)
			case n > 0:
				p.offerUndo(said(n)+words.KeptHere(done.Here), func() { p.unamend(done.Before) })
			}
			p.reload()
		}
	})
}

// unamend gives clips back what they had.
func (p *Page) unamend(before map[core.JobID]core.Marks) {
	ids := make([]core.JobID, 0, len(before))
	for id := range before {
		ids = append(ids, id)
	}
	p.do(func(ctx context.Context) func() {
		_, err := p.shelf.Amend(ctx, ids, func(c core.Clip) core.Marks { return before[c.ID] })
		return func() {
			if err != nil {
				p.complain(err)
			}
			p.reload()
		}
	})
}
