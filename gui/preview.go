package gui

import (
	"context"
	"image"
	"math"
	"sync"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/core/draft"
	"caracal/core/picture"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// previewSide is the long side of the largest frame that the preview is drawn with, in pixels.
const previewSide = 960

// A preview is the film on the stage: the clip as Draft would make it, drawn by the same code. What it shows can be changed while it plays.
type preview struct {
	size image.Point // the largest frame

	mu    sync.Mutex
	want  script // what is to be shown
	order int    // grows when want changes

	// Only Draw uses these.
	scene *draft.Scene
	built int // the order that scene was built for
}

var _ film = (*preview)(nil)

// A script is all that a scene is made from.
type script struct {
	source *source
	aspect core.Aspect
	focus  core.Point
	plan   draft.Plan
}

// same reports whether both scripts make the same scene.
func (s script) same(o script) bool {
	return s.source == o.source && s.aspect == o.aspect && s.focus == o.focus && s.plan.Same(o.plan)
}

// newPreview returns a preview of a script. Its aspect stays.
func newPreview(s script) *preview {
	w, h := s.aspect.Size()
	scale := float64(previewSide) / float64(max(w, h))
	return &preview{size: image.Pt(int(float64(w)*scale), int(float64(h)*scale)), want: s, order: 1}
}

// change shows another script of the same aspect from the next frame on.
func (p *preview) change(s script) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.want.same(s) {
		p.want = s
		p.order++
	}
}

// script returns what is shown.
func (p *preview) script() script {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.want
}

// Info describes a film as long as a clip.
func (p *preview) Info() filmInfo {
	return filmInfo{Size: p.size, Frames: draft.Frames, FPS: draft.FPS}
}

// Draw paints a frame. It builds the scene first when something has changed; what changes meanwhile waits for the next frame.
func (p *preview) Draw(_ context.Context, dst *image.RGBA, i int) error {
	p.mu.Lock()
	s, order := p.want, p.order
	p.mu.Unlock()
	if size := dst.Rect.Size(); p.scene == nil || p.built != order || p.scene.Size() != size {
		p.scene = draft.NewScene(s.source.picture.Image, s.source.subject, s.aspect, s.focus, s.plan, size)
		p.built = order
	}
	p.scene.RenderRGBA(dst, float64(i)/(draft.Frames-1))
	return nil
}

// Close is the player's.
func (p *preview) Close() {}

// buildStage makes the stage with the preview on it and the framing strip below.
func (p *makePage) buildStage() {
	screen := kit.NewScreen(fyne.NewSize(1, 1))
	p.stage = kit.NewStage(screen, words.CameraOnly, "Drag to move the frame · double-click resets")
	p.stage.OnDragged = p.moveFrame
	screen.OnDoubleTapped = func() {
		p.focus = nil
		p.renderStage()
	}
	p.player = newPlayer(screen)
	p.options = map[core.Aspect]*kit.Option{}
	for _, a := range core.Aspects() {
		w, h := a.Size()
		p.options[a] = kit.NewOption(string(a), aspectUse(a)+"\n"+words.Size(w, h), optionBox(a), func() { p.chooseAspect(a) })
	}
}

// aspectUse says what an aspect is for.
func aspectUse(a core.Aspect) string {
	switch a {
	case core.Tall:
		return "TikTok, Reels"
	case core.Square:
		return "Feed, square"
	}
	return "YouTube, web"
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
func (p *makePage) chooseAspect(a core.Aspect) {
	p.aspect = a
	p.settings.change(func(s *core.Settings) { s.Aspect = a })
	p.render()
}

// focusPoint returns the point that the frame is laid around.
func (p *makePage) focusPoint() core.Point {
	if p.focus != nil {
		return *p.focus
	}
	return p.source.subject.Focus(p.source.size())
}

// moveFrame moves what is seen by parts of the frame: the frame goes the other way. A point beyond the picture's borders is not reached, so that the way back
// begins at once.
func (p *makePage) moveFrame(dx, dy float32) {
	if p.source == nil {
		return
	}
	size, focus := p.source.size(), p.focusPoint()
	r := picture.FrameRegion(size, p.aspect, focus)
	w, h := float64(size.X), float64(size.Y)
	if room := w - r.W; room >= 1 {
		focus.X = clampTo(r.X+r.W/2-float64(dx)*r.W, r.W/2, w-r.W/2) / w
	}
	if room := h - r.H; room >= 1 {
		focus.Y = clampTo(r.Y+r.H/2-float64(dy)*r.H, r.H/2, h-r.H/2) / h
	}
	p.focus = &focus
	p.renderStage()
}

func clampTo(v, low, high float64) float64 { return math.Max(low, math.Min(high, v)) }

// renderStage brings the preview and the strip up to date with what is chosen.
func (p *makePage) renderStage() {
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
	s := script{source: p.source, aspect: p.aspect, focus: p.focusPoint(), plan: p.prompt.plan}
	old := script{}
	if p.film != nil {
		old = p.film.script()
	}
	if p.film == nil || old.aspect != s.aspect {
		p.film = newPreview(s)
		p.player.Show(p.film, p.plays())
	} else if !old.same(s) {
		p.film.change(s)
		if state := p.player.State(); !state.Playing {
			p.player.Seek(state.Frame)
		}
	}
	if old.source == s.source && old.focus == s.focus {
		return
	}
	for a, o := range p.options {
		o.SetImage(s.source.framed(a, s.focus, kit.Pixels(o, o.Box)))
	}
}
