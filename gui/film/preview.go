package film

import (
	"context"
	"image"
	"sync"

	"caracal/core"
	"caracal/core/draft"
	"caracal/core/draft/plan"
	"caracal/core/vision"
)

// previewSide is the long side of the largest frame that the preview is drawn with, in pixels.
const previewSide = 960

// A Preview is the film on the stage: the clip as Draft would make it, drawn by the same code. What it shows can be changed while it plays.
type Preview struct {
	size image.Point // the largest frame

	mu    sync.Mutex
	want  Script // what is to be shown
	order int    // grows when want changes

	// Only Draw uses these.
	scene *draft.Scene
	built int // the order that scene was built for
}

// A Script is all that a scene is made from.
type Script struct {
	Picture *image.RGBA // which is never changed
	Subject vision.Subject
	Aspect  core.Aspect
	Focus   core.Point
	Plan    plan.Plan
}

// Same reports whether both scripts make the same scene.
func (s Script) Same(o Script) bool {
	return s.Picture == o.Picture && s.Aspect == o.Aspect && s.Focus == o.Focus && s.Plan.Same(o.Plan)
}

var _ Film = (*Preview)(nil)

// NewPreview returns a preview of a script. Its aspect stays.
func NewPreview(s Script) *Preview {
	w, h := s.Aspect.Size()
	scale := float64(previewSide) / float64(max(w, h))
	return &Preview{size: image.Pt(int(float64(w)*scale), int(float64(h)*scale)), want: s, order: 1}
}

// Change shows another script of the same aspect from the next frame on.
func (p *Preview) Change(s Script) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.want.Same(s) {
		p.want = s
		p.order++
	}
}

// Script returns what is shown.
func (p *Preview) Script() Script {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.want
}

// Info describes a film as long as a clip.
func (p *Preview) Info() Info {
	return Info{Size: p.size, Frames: draft.Frames, FPS: draft.FPS}
}

// Draw paints a frame. It builds the scene first when something has changed; what changes meanwhile waits for the next frame.
func (p *Preview) Draw(_ context.Context, dst *image.RGBA, i int) error {
	p.mu.Lock()
	s, order := p.want, p.order
	p.mu.Unlock()
	if size := dst.Rect.Size(); p.scene == nil || p.built != order || p.scene.Size() != size {
		p.scene = draft.NewScene(s.Picture, s.Subject, s.Aspect, s.Focus, s.Plan, size)
		p.built = order
	}
	p.scene.RenderRGBA(dst, float64(i)/(draft.Frames-1))
	return nil
}

// Close is the player's.
func (p *Preview) Close() {}
