package clips

import (
	"context"

	"caracal/core"
	"caracal/core/library/index"
)

// withSelected reads the clips that are selected, at most so many, or all for 0, and hands them over.
func (p *Page) withSelected(most int, do func([]core.Clip)) {
	if !p.state.HasLead {
		return
	}
	rows := p.state.SelectedRows()
	if most > 0 {
		rows = rows[:min(most, len(rows))]
	}
	p.inbox.Ask(func(ctx context.Context) func() {
		found := make([]core.Clip, 0, len(rows))
		for _, row := range rows {
			c, there, err := p.shelf.Clip(ctx, row)
			if err != nil {
				return func() { p.complain(err) }
			}
			if there {
				found = append(found, c)
			}
		}
		return func() {
			if len(found) > 0 {
				do(found)
			}
		}
	})
}

// withIDs hands over the ids of the clips in some rows, for something that the person has had done. Where there are none the index has been made anew, and other clips have other rows.
func (p *Page) withIDs(rows []index.Row, do func([]core.JobID)) {
	p.do(func(ctx context.Context) func() {
		ids, err := p.shelf.IDs(ctx, rows)
		return func() {
			switch {
			case err != nil:
				p.complain(err)
			case len(ids) == 0:
				p.reload()
			default:
				do(ids)
			}
		}
	})
}

// withPaths hands over where the files of what is selected are, which is read at once for a great many too.
func (p *Page) withPaths(do func([]string)) {
	if !p.state.HasLead {
		return
	}
	rows := p.state.SelectedRows()
	p.inbox.Ask(func(ctx context.Context) func() {
		paths, err := p.shelf.Paths(ctx, rows)
		return func() {
			switch {
			case err != nil:
				p.complain(err)
			case len(paths) > 0:
				do(paths)
			}
		}
	})
}
