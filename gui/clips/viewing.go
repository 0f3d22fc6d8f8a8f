package clips

import (
	"context"
	"time"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/clips/sidepanel"
	"caracal/gui/film"
	"caracal/gui/words"
)

// buildPanel makes the panel of the clip that leads.
func (p *Page) buildPanel() {
	p.panel = sidepanel.New(p.inbox.Run, transportLabels(), sidepanel.Actions{
		Enlarge:    p.enlarge,
		MakeAgain:  func(by core.EngineID) { p.makeAgain(by, []core.Clip{p.panel.Clip()}) },
		Favour:     p.favour,
		SaveFrame:  p.saveFrame,
		Export:     p.Export,
		OpenFolder: func() { p.openFolder(p.panel.Clip().Path) },
		Remove:     p.remove,
		EditTags:   p.openTags,
		FindTag:    p.findTag,
		RealPrice:  p.realPrice,
	})
	p.panel.Player.OnChange = p.playerChanged
	p.panel.Screen.OnTapped = func() {
		p.panel.Player.Toggle()
		p.host.Fyne().Canvas().Unfocus() // so that the arrow keys step through the frames
	}
}

// choose lets the clip at i lead, and shows it in the panel.
func (p *Page) choose(i int, play bool) {
	many := p.state.Many()
	p.state.Choose(i)
	p.browser.grid.Mark(i)
	if many {
		p.selectionChanged()
	}
	p.read(play)
}

// A reading is a whole clip that is read.
type reading struct {
	row  index.Row
	play bool   // it is to be played
	then func() // what is done when it is shown
}

// read reads the whole clip that leads, and shows it.
func (p *Page) read(play bool) { p.readThen(play, func() {}) }

// readThen is read, and goes on when the clip is shown.
func (p *Page) readThen(play bool, then func()) {
	r := &reading{p.state.Lead, play, then}
	p.reading = r
	p.inbox.Ask(func(ctx context.Context) func() {
		c, found, err := p.shelf.Clip(ctx, r.row)
		return func() {
			switch {
			case r != p.reading: // the person has gone on, or it is shown already
			case err != nil:
				p.reading = nil
				p.complain(err)
			case found:
				p.showClip(c, false)
			default:
				p.reading = nil
			}
		}
	})
}

// readLead reads the clip that leads unless that is under way, and forgets nothing of what is to become of it.
func (p *Page) readLead(play bool) {
	if r := p.reading; r != nil && r.row == p.state.Lead {
		r.play = r.play || play
	} else {
		p.read(play)
	}
}

// readFilm reads a clip, and where its filmstrip is; empty for none.
func (p *Page) readFilm(row index.Row, found func(c core.Clip, strip string)) {
	p.inbox.Ask(func(ctx context.Context) func() {
		c, there, err := p.shelf.Clip(ctx, row)
		if !there || err != nil {
			return nil
		}
		strip := p.shelf.Filmstrip(c)
		return func() { found(c, strip) }
	})
}

// showClip shows the clip that leads in the panel, and does what it was read for. One that is shown already goes on as it is.
func (p *Page) showClip(c core.Clip, play bool) {
	if r := p.reading; r != nil && r.row == p.state.Lead {
		play = play || r.play
		defer r.then()
	}
	p.reading = nil
	if now := p.panel.Clip(); c.ID == now.ID && c.Path == now.Path && c.Deleted.Equal(now.Deleted) && p.panel.Player.State().Err == nil {
		p.panel.Update(c, time.Now())
		p.tellFull()
		if play {
			p.panel.Player.Play()
		}
		return
	}
	p.panel.Show(c, film.NewClip(p.decoder, c, func() string { return p.shelf.Filmstrip(c) }), play && p.visible, p.decoder.Ready())
	p.tellFull()
	p.posters.Load(p.panel, string(c.ID), p.panel.PosterSize())
}

// chosenByHand is choose for a tap or a key.
func (p *Page) chosenByHand(i int) {
	if i < p.state.Len() {
		p.unwant()
		p.choose(i, !p.calm)
	}
}

// playerChanged follows the player.
func (p *Page) playerChanged(s film.State) {
	note := words.Explain(s.Err).What
	p.panel.Follow(s, note)
	if p.full != nil {
		p.full.Follow(s, note)
	}
	p.host.Playing(s.Playing)
	p.played(s)
}
