package create

import (
	"fyne.io/fyne/v2"

	"caracal/gui/film"
)

// restAfter is how many rounds the preview plays after each change: whoever looks has seen it by then, and nobody else's computer should be kept busy.
const restAfter = 3

// A round is where the preview is.
type round struct {
	played  int // rounds since something changed
	frame   int
	resting bool // until the pointer comes, Space is pressed or something changes
}

// previewMoved follows the preview.
func (p *Page) previewMoved(s film.State) {
	if s.Playing && s.Frame < p.round.frame {
		p.round.played++
	}
	p.round.frame = s.Frame
	switch {
	case s.Playing && p.round.played >= restAfter:
		p.round.resting = true
		p.player.Pause()
		p.player.Seek(0)
	case p.round.resting && !s.Playing:
		p.screen.SetStill(true)
	}
}

// setMotion lets the preview play while it can be seen. It holds still while this computer makes a clip, which is done the sooner.
func (p *Page) setMotion() {
	switch plays := p.plays(); {
	case plays == p.player.State().Playing:
	case plays:
		p.player.Play()
	default:
		p.player.Pause()
	}
}

// plays reports whether the preview should play.
func (p *Page) plays() bool {
	for _, info := range p.infos {
		if info.Local && p.activity.Busy(info.ID) {
			return false
		}
	}
	return p.visible && !p.away && !p.round.resting && !p.shots.Active()
}

// wake lets the preview play its rounds again after a change, or shows where they begin if nothing is to move by itself.
func (p *Page) wake() {
	p.round = round{resting: p.calm}
	p.screen.SetStill(p.calm)
	p.setMotion()
	if p.calm {
		p.player.Seek(0)
	}
}

// play lets a preview that rests play, for a tap or a key.
func (p *Page) play() {
	if p.round.resting {
		p.round = round{}
		p.screen.SetStill(false)
		p.setMotion()
	}
}

// stirred is play for the pointer, by which nobody asks for anything.
func (p *Page) stirred() {
	if !p.calm {
		p.play()
	}
}

// Calm lets nothing move by itself from now on.
func (p *Page) Calm() {
	if p.calm = true; p.built {
		p.wake()
	}
}

// TypedKey takes the keys that no widget has taken.
func (p *Page) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		p.play()
	}
}

// Away holds the preview still while the window is hidden or not in front.
func (p *Page) Away(away bool) {
	if p.away = away; p.built {
		p.setMotion()
	}
}
