package clips

import (
	"context"
	"slices"
	"time"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/clips/selection"
	"caracal/gui/words"
)

// A question is what the library was asked.
type question struct {
	query index.Query
	since time.Time
	stop  context.CancelFunc
}

// An answer is a list with what is shown of it first.
type answer struct {
	list    index.Listing
	partial bool // there is more to come
	wanted  int  // where in the list the wanted clip is; -1 for nowhere
	briefs  map[index.Row]core.Brief
	row     index.Row
	lead    core.Clip // the whole clip in row; without an id for none
	err     error
}

// ask changes what is searched for.
func (p *Page) ask(q index.Query) {
	if p.state.Query != q {
		p.unwant()
		p.state.Query = q
		p.browser.showQuery(q)
		p.reload()
	}
}

// searchFor searches for words with each key.
func (p *Page) searchFor(text string) {
	p.browser.offers.Offer()
	q := p.state.Query
	q.Text = text
	p.ask(q)
}

// libraryChanged looks again, at once or as soon as the pause is over.
func (p *Page) libraryChanged() {
	p.unpause()
	wait := changePause - time.Since(p.changed)
	look := func() {
		p.changed = time.Now()
		p.reload()
		p.browser.tags.ask()
	}
	if wait <= 0 {
		look()
	} else {
		p.unpause = p.inbox.After(wait, look)
	}
}

// reload asks the library again. A question that is under way is stopped when it is another one, and else asked once more after its answer.
func (p *Page) reload() {
	if p.asking != nil && p.asking.query == p.state.Query {
		p.dirty = true
		return
	}
	if p.asking != nil {
		p.asking.stop()
	}
	ctx, stop := context.WithCancel(context.Background())
	asked := &question{query: p.state.Query, since: time.Now(), stop: stop}
	p.asking, p.dirty = asked, false
	// What is seen when the answer comes is guessed now, so that all that is needed is read in one go.
	now, wanted := p.state, p.wanted
	first, end := p.browser.grid.InView()
	tags := tagsFor(p.browser.tags.tags, asked.query)
	ask := p.inbox.Ask
	if now.Loaded && asked.query != now.List.Query { // the person waits for it
		ask = p.inbox.AskSoon
		defer p.posters.Await(postersTime)
	}
	ask(func(closing context.Context) func() {
		defer context.AfterFunc(closing, stop)()
		defer stop()
		if !now.Loaded { // something is to be seen at once
			a := p.findFirst(ctx, now, end-first)
			p.inbox.Answer(func() {
				if p.asking == asked && a.err == nil && len(a.list.Rows) > 0 {
					p.answered(a)
				}
			})
			if len(a.list.Rows) == end-first { // there may be more
				select {
				case <-ctx.Done():
				case <-time.After(firstTime):
				}
			}
		}
		a := p.find(ctx, now, asked.query, wanted, first, end, tags)
		return func() {
			if p.asking != asked { // the person has gone on to search for something else
				return
			}
			p.asking = nil
			if a.wanted >= 0 && p.wanted != wanted { // or wants no clip any more
				p.reload()
				return
			}
			p.answered(a)
		}
	})
}

// postersTime is how long what was found waits for its posters, so that they are seen in one frame with it: a frame costs as much as all of them.
const postersTime = 12 * time.Millisecond

// firstTime is how long the clips that are seen first have the computer to themselves, so that they are painted before all the others are read.
const firstTime = 150 * time.Millisecond

// findFirst finds the first so many clips. It runs on a goroutine of the inbox.
func (p *Page) findFirst(ctx context.Context, now selection.Model, n int) (a answer) {
	a.wanted, a.partial = -1, true
	if a.list, a.err = p.shelf.First(ctx, now.Query, n); a.err == nil {
		p.describe(ctx, &a, now, a.list.Rows)
	}
	return a
}

// describe adds what tiles show of some of the list, and the whole clip that leads. It runs on a goroutine of the inbox.
func (p *Page) describe(ctx context.Context, a *answer, now selection.Model, rows []index.Row) {
	lead := now.LeadIn(a.list, a.wanted)
	if lead >= 0 {
		a.row = a.list.Rows[lead]
		rows = append(slices.Clone(rows), a.row)
	}
	if a.briefs, a.err = p.shelf.Briefs(ctx, rows); a.err == nil && lead >= 0 {
		a.lead, _, a.err = p.shelf.Clip(ctx, a.row)
	}
}

// find runs on a goroutine of the inbox.
func (p *Page) find(ctx context.Context, now selection.Model, q index.Query, id core.JobID, first, end int, tags []string) (a answer) {
	all := now.Everything()
	bin := all
	bin.Bin = true
	if a.list, a.wanted, a.err = p.listWith(ctx, id, tags, q, all, bin); a.err != nil {
		return a
	}
	span := end - first
	switch {
	case a.wanted >= 0:
		first = a.wanted
	case selection.Closed(q) != selection.Closed(now.List.Query):
		first = 0
	default:
		first = max(now.Stays(a.list, first), 0)
	}
	p.describe(ctx, &a, now, selection.Around(a.list.Rows, min(first, len(a.list.Rows)), min(first+span, len(a.list.Rows))))
	return a
}

// answered shows the clips as they are now, and sees to it that one of them is chosen.
func (p *Page) answered(a answer) {
	if a.err != nil {
		p.complain(a.err)
		return
	}
	grid, s := p.browser.grid, &p.state
	first, below := grid.Top()
	stays := s.Stays(a.list, first)
	moved := selection.Closed(a.list.Query) != selection.Closed(s.List.Query)
	asked := s.Query
	s.SetList(a.list, a.briefs, a.wanted)
	if selection.Closed(s.Query) != selection.Closed(asked) { // what is wanted was found elsewhere
		p.browser.search.SetText(s.Query.Text)
		p.browser.showQuery(s.Query)
		if s.Query.Bin {
			p.host.Say(words.InTheBin())
		}
	}
	if !a.partial {
		p.browser.scan.look(0)
		p.browser.showCounts(s.Query, a.list.Counts)
		defer p.browser.calendar.Show()
	}
	p.showParts()
	p.browser.showEmpty(s.Query, s.Len() == 0)
	grid.Mark(s.Marked())
	switch {
	case a.wanted >= 0:
		grid.Reveal(a.wanted)
	case moved:
		grid.SetTop(0, 0)
	case first > 0 && stays >= 0: // at the very top what is new is seen as it comes
		grid.SetTop(stays, below)
	}
	play := p.playIt && a.wanted >= 0
	if a.wanted >= 0 {
		p.unwant()
	}
	switch {
	case !s.HasLead:
		p.reading = nil
		p.panel.Clear()
	case a.lead.ID == "" || a.row != s.Lead: // the person has gone on in the meantime
		p.readLead(play)
	default:
		p.showClip(a.lead, play)
	}
	p.fetch()
	p.browser.lookAheadLater()
	if p.dirty {
		p.reload()
	}
}

// fetch asks for what the tiles in view show, where that is not known yet.
func (p *Page) fetch() {
	rows := p.state.Missing(p.browser.grid.InView())
	if p.fetching || len(rows) == 0 {
		return
	}
	p.fetching = true
	of := p.state.List.Index
	p.inbox.Ask(func(ctx context.Context) func() {
		briefs, err := p.shelf.Briefs(ctx, rows)
		for _, row := range rows { // one that is there no more is not asked for again
			if _, ok := briefs[row]; !ok && err == nil {
				briefs[row] = core.Brief{}
			}
		}
		return func() {
			p.fetching = false
			if err != nil {
				p.complain(err)
				return
			}
			if of == p.state.List.Index {
				p.state.Know(briefs)
				p.browser.grid.Refresh()
				p.browser.lookAhead()
			}
			p.fetch() // the person may have scrolled on
		}
	})
}
