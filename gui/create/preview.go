package create

import (
	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/kit/choices"
	"caracal/gui/kit/playback"
	"caracal/gui/kit/stage"
	"caracal/gui/words"
)

// buildStage makes the stage with the preview on it and the framing strip below.
func (p *Page) buildStage() {
	p.screen = playback.NewScreen(fyne.NewSize(1, 1))
	p.stage = stage.New(p.screen, words.CameraOnly(), words.MoveFrame())
	p.stage.OnDragged = p.moveFrame
	p.screen.OnDoubleTapped = func() {
		p.focus = nil
		p.render()
	}
	p.stage.OnHovered, p.screen.OnTapped = p.stirred, p.play
	p.player = film.NewPlayer(p.screen, p.inbox.Run)
	p.player.OnChange = p.previewMoved
	p.options = map[core.Aspect]*choices.Option{}
	for _, a := range core.Aspects() {
		w, h := a.Size()
		p.options[a] = choices.NewOption(string(a), words.AspectUse(a)+"\n"+words.Size(w, h), optionBox(a), func() { p.chooseAspect(a) })
	}
}

// optionBox is the size of an aspect's picture on the framing strip.
func optionBox(a core.Aspect) fyne.Size {
	switch a {
	case core.Tall:
		return fyne.NewSize(63, 112)
	case core.Square:
		return fyne.NewSize(94, 94)
	}
	return fyne.NewSize(112, 63)
}

// chooseAspect gives the clip another shape.
func (p *Page) chooseAspect(a core.Aspect) {
	p.aspect = a
	p.settings.Change(func(s *core.Settings) { s.Aspect = a })
	p.render()
}

// focusPoint returns the point that the frame is laid around.
func (c choice) focusPoint() core.Point {
	if c.focus != nil {
		return *c.focus
	}
	return c.source.subject.Focus(c.source.size())
}

// moveFrame follows a drag on the stage.
func (p *Page) moveFrame(dx, dy float32) {
	p.choice = p.moved(float64(dx), float64(dy))
	p.render()
}

// moved is the choice after what is seen has been moved by parts of the frame: the frame goes the other way. A point beyond the picture's borders is not reached, so
// that the way back begins at once.
func (c choice) moved(dx, dy float64) choice {
	if c.source == nil {
		return c
	}
	size, focus := c.source.size(), c.focusPoint()
	r := picture.FrameRegion(size, c.aspect, focus)
	w, h := float64(size.X), float64(size.Y)
	if room := w - r.W; room >= 1 {
		focus.X = core.Clamp(r.X+r.W/2-dx*r.W, r.W/2, w-r.W/2) / w
	}
	if room := h - r.H; room >= 1 {
		focus.Y = core.Clamp(r.Y+r.H/2-dy*r.H, r.H/2, h-r.H/2) / h
	}
	c.focus = &focus
	return c
}

// renderStage brings the preview and the strip up to date with what is chosen.
func (p *Page) renderStage() {
	p.stage.SetMovable(p.source != nil)
	p.stage.SetTag(p.stageWords())
	if p.source == nil {
		p.player.Clear()
		p.film = nil
		for _, o := range p.options {
			o.SetImage(nil)
		}
		return
	}
	w, h := p.aspect.Size()
	p.stage.SetShape(w, h)
	s := p.script()
	old := film.Script{}
	if p.film != nil {
		old = p.film.Script()
	}
	if p.film == nil || old.Aspect != s.Aspect {
		p.film = film.NewPreview(s)
		p.round = round{resting: p.calm}
		p.screen.SetStill(p.calm)
		p.player.Show(p.film, p.plays())
	} else if !old.Same(s) {
		p.film.Change(s)
		p.wake()
		if state := p.player.State(); !state.Playing {
			p.player.Seek(state.Frame)
		}
	}
	if old.Picture == s.Picture && old.Focus == s.Focus {
		return
	}
	for a, o := range p.options {
		o.SetImage(p.source.framed(a, s.Focus, kit.Pixels(o, o.Box)))
	}
}
