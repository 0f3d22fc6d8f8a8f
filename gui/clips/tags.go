package clips

import (
	"cmp"
	"context"
	"slices"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/tagging"
	"caracal/gui/words"
)

// mostRead is how many clips' tags are read to find those that all have.
const mostRead = 100

// findTags hands over all tags that there are, the most used first. Where they cannot be read nobody has waited for them.
func (p *Page) findTags(found func([]index.TagCount)) {
	p.inbox.Ask(func(ctx context.Context) func() {
		tags, err := p.shelf.Tags(ctx)
		return func() {
			if err == nil {
				found(tags)
			}
		}
	})
}

// openTags opens the dialog of tags for what is selected.
func (p *Page) openTags() {
	if !p.state.HasLead || p.state.List.Query.Bin {
		return
	}
	rows := p.state.SelectedRows()
	p.inbox.Ask(func(ctx context.Context) func() {
		known, err := p.shelf.Tags(ctx)
		shared, e := p.sharedTags(ctx, rows)
		ids, e2 := p.shelf.IDs(ctx, rows) // while the dialog is open the index may be made anew, with other rows
		err = cmp.Or(err, e, e2)
		return func() {
			switch {
			case err != nil:
				p.complain(err)
			case len(ids) > 0:
				tagging.Open(p.host, len(ids), shared, known, func(add, remove []string) { p.retag(ids, add, remove) })
			}
		}
	})
}

// sharedTags returns the tags that all of the clips have, as far as they are looked at.
func (p *Page) sharedTags(ctx context.Context, rows []index.Row) (shared []string, err error) {
	for i, row := range rows[:min(len(rows), mostRead)] {
		c, found, err := p.shelf.Clip(ctx, row)
		if err != nil {
			return nil, err
		}
		switch {
		case !found:
		case i == 0:
			shared = slices.Clone(c.Story.Tags)
		default:
			shared = slices.DeleteFunc(shared, func(t string) bool { return !tagging.Has(c.Story.Tags, t) })
		}
	}
	return shared, nil
}

// findTag shows the clips that have a tag, among what is searched for.
func (p *Page) findTag(tag string) {
	p.browser.filter(func(q *index.Query) { q.Bin, q.Tag = false, tag })
}

// retag gives clips some tags and takes some away.
func (p *Page) retag(ids []core.JobID, add, remove []string) {
	if len(add)+len(remove) > 0 {
		p.amend(ids, func(c core.Clip) core.Marks { return c.Story.Without(remove...).With(add...) }, func(n int) string { return words.Retagged(n, add, remove) })
	}
}
