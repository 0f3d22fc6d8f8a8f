package clips

import (
	"caracal/core"
	"caracal/gui/compare"
	"caracal/gui/film"
	"caracal/gui/words"
)

// compare shows what is selected in lock-step.
func (p *Page) compare() {
	if n := p.state.SelectedCount(); n < 2 || n > compare.Most || p.state.List.Query.Bin {
		p.host.Say(words.CompareTwo())
		return
	}
	p.withSelected(0, func(found []core.Clip) {
		if len(found) < 2 || p.full != nil || p.comparing != nil && p.comparing.Visible() {
			return
		}
		p.panel.Player.Pause()
		p.browser.glimpse.Stop()
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
	p.change(p.shelf.Delete, ids, func(moved []core.JobID) {
		p.offerUndo(words.Kept(len(moved)), func() { p.change(p.shelf.Restore, moved, func([]core.JobID) { p.wanted = kept.ID }) })
	})
}
