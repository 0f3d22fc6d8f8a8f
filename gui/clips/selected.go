package clips

import (
	"context"

	"caracal/core"
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
