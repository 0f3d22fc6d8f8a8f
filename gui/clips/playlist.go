package clips

import (
	"caracal/gui/film"
	"caracal/gui/words"
)

// A playlist plays what is selected, one clip after the other, in the full view. Which one is seen is the one that leads.
type playlist struct {
	on      bool
	playing bool // when the player was last heard of
	looping bool // whether single clips were to be played again and again before
}

// playSelected plays what is selected, one clip after the other.
func (p *Page) playSelected() {
	if p.full != nil {
		return
	}
	p.state.LeadBy(p.state.Following(-1, 1))
	p.readThen(true, func() {
		p.playlist = playlist{on: true, looping: p.panel.Player.State().Loop}
		p.panel.Player.SetLoop(false) // each comes to its end
		p.enlarge()
	})
}

// step shows the clip before the one that is seen, or the next: of those that are selected where there are several, else of all.
func (p *Page) step(by int) {
	to := p.state.Following(p.state.Place, by)
	if to < 0 {
		return
	}
	p.unwant()
	if p.state.Many() {
		p.state.LeadBy(to)
		p.read(true)
	} else {
		p.choose(to, true)
		p.browser.grid.Reveal(to)
	}
}

// played goes on to the next clip at the end of one.
func (p *Page) played(s film.State) {
	ended := p.playlist.playing && !s.Playing && s.Err == nil && s.Frame == s.Film.Frames-1
	p.playlist.playing = s.Playing
	if ended && p.playlist.on && p.full != nil {
		p.step(1)
	}
}

// endList is for when the full view has been left.
func (p *Page) endList() {
	if p.playlist.on {
		p.playlist.on = false
		p.panel.Player.Pause()
		p.panel.Player.SetLoop(p.playlist.looping)
	}
}

// caption says which of those that are selected is seen in the full view.
func (p *Page) caption() string {
	if !p.state.Many() {
		return ""
	}
	at := 0
	for i := p.state.Place; i >= 0; i = p.state.Following(i, -1) {
		at++
	}
	return words.PlaceAmong(at, p.state.SelectedCount())
}
