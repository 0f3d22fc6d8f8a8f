package create

import (
	"context"

	"caracal/core"
	"caracal/gui/words"
)

// A Template is a clip of which another is to be made.
type Template struct {
	Clip    core.Clip
	Picture string // the path of the studio's copy of its picture
}

// name is what the picture is called, which only the index knows.
func (t Template) name() string {
	if t.Clip.PictureName == "" {
		return words.SamePicture()
	}
	return t.Clip.PictureName
}

// UseAgain takes over what a clip was made from: its picture, prompt, frame and aspect, for a clip by this engine. Several, or one while there is a list of shots, become shots.
func (p *Page) UseAgain(engine core.EngineID, clips ...Template) {
	p.host.OpenMake()
	switch {
	case len(clips) == 1 && !p.shots.Active():
		p.useAgain(engine, clips[0])
	case len(clips) > 0:
		p.inbox.Ask(func(ctx context.Context) func() {
			all := p.requests(ctx, engine, clips)
			return func() { p.shots.Add(all...) }
		})
	}
}

func (p *Page) useAgain(engine core.EngineID, t Template) {
	p.prompt.SetText(t.Clip.Story.Prompt)
	p.chooseAspect(t.Clip.Story.Aspect)
	p.ChooseEngine(engine)
	turn := p.startOpening(t.name())
	p.inbox.Ask(func(ctx context.Context) func() {
		s, err := openNamed(ctx, p.pictures, t.Picture, t.name())
		if err == nil {
			s.kept = true
		}
		focus := p.focusOf(ctx, t)
		return func() {
			if p.finishOpening(turn, s, err) && focus != nil {
				p.focus = focus
				p.render()
			}
		}
	})
}

// requests returns what is asked for by shots of these clips. It runs on a goroutine of the inbox.
func (p *Page) requests(ctx context.Context, engine core.EngineID, clips []Template) (all []core.Request) {
	for _, t := range clips {
		r := core.Request{Picture: core.Picture{Path: t.Picture, Name: t.name()}, Prompt: t.Clip.Story.Prompt, Aspect: t.Clip.Story.Aspect, Engine: engine}
		if focus := p.focusOf(ctx, t); focus != nil {
			r.Focus = *focus
		}
		all = append(all, r)
	}
	return all
}

// focusOf returns the point that a clip was framed around. Where the journal cannot say, it is nil, and the frame falls by itself. It runs on a goroutine of the inbox.
func (p *Page) focusOf(ctx context.Context, t Template) *core.Point {
	if focus, known, err := p.past.Focus(ctx, t.Clip.Story.ID); known && err == nil {
		return &focus
	}
	return nil
}
