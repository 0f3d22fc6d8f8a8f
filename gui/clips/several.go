package clips

import (
	"context"
	"time"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/compare"
	"caracal/gui/film"
	"caracal/gui/words"
)

// mostCompared is how many clips can be compared.
const mostCompared = compare.Most

// withSelected reads the clips that are selected, at most so many, or all for 0, and hands them over.
func (p *Page) withSelected(most int, do func([]core.Clip)) {
	if !p.state.HasLead {
		return
	}
	rows := p.state.SelectedRows()
	p.withClips(rows, most, do)
}

func (p *Page) withClips(rows []index.Row, most int, do func([]core.Clip)) {
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

// compare shows what is selected in lock-step.
func (p *Page) compare() {
	if n := p.state.SelectedCount(); n < 2 || n > mostCompared || p.state.List.Query.Bin {
		p.host.Say(words.CompareTwo())
		return
	}
	p.withSelected(0, func(found []core.Clip) {
		if len(found) < 2 || p.full != nil || p.comparing != nil && p.comparing.Visible() {
			return
		}
		p.panel.Player.Pause()
		if p.comparing != nil {
			p.comparing.Close()
		}
		var guests []compare.Guest
		for _, c := range found {
			f := film.NewClip(p.decoder, c, func() string { return p.shelf.Filmstrip(c) })
			f.Share(len(found))
			guests = append(guests, compare.Guest{Clip: c, Film: f})
		}
		p.comparing = compare.Open(p.host.Fyne(), p.inbox, p.decoder.Ready(), guests, p.keepOne, func() { p.host.Fyne().Canvas().Focus(p.browser.grid) })
	})
}

// keepOne moves the others to the bin, with one way back for all.
func (p *Page) keepOne(kept core.Clip, others []core.Clip) {
	var ids []core.JobID
	for _, c := range others {
		ids = append(ids, c.ID)
	}
	p.wanted = kept.ID
	p.change(p.shelf.Delete, ids, func() {
		p.host.OfferUndo(words.Kept(len(ids)), func() { p.change(p.shelf.Restore, ids, func() { p.wanted = kept.ID }) })
	})
}

// Export opens the dialog for what is selected.
func (p *Page) Export() {
	if !p.state.HasLead || p.state.List.Query.Bin {
		return
	}
	at := p.shownAt()
	p.withPaths(func(paths []string) { p.exports.Open(paths, at) })
}

// copyTo copies the files of what is selected to a folder.
func (p *Page) copyTo() {
	p.withPaths(p.exports.CopyTo)
}

// saveFrame saves the frame that is seen.
func (p *Page) saveFrame() {
	if p.panel.Clip().ID != "" {
		p.exports.SaveFrame(p.panel.Clip().Path, p.shownAt())
	}
}

// shownAt returns the time of the frame that is seen.
func (p *Page) shownAt() time.Duration {
	s := p.panel.Player.State()
	if s.Film.FPS <= 0 {
		return 0
	}
	return time.Duration(float64(s.Frame) / s.Film.FPS * float64(time.Second))
}
