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

// UseAgain takes over what a clip was made from: its picture, prompt, frame and aspect, and how much of the picture was sent, for a clip by this engine. Several, or one while there is a list of shots, become shots.
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
		asked := p.asked(ctx, t)
		return func() {
			if p.finishOpening(turn, s, err) {
				p.takeFraming(asked)
			}
		}
	})
}

// requests returns what is asked for by shots of these clips. It runs on a goroutine of the inbox.
func (p *Page) requests(ctx context.Context, engine core.EngineID, clips []Template) (all []core.Request) {
	for _, t := range clips {
		asked := p.asked(ctx, t)
		all = append(all, core.Request{
			Picture: core.Picture{Path: t.Picture, Name: t.name()}, Prompt: t.Clip.Story.Prompt, Aspect: t.Clip.Story.Aspect, Engine: engine,
			Focus: asked.Focus, Framed: asked.Framed,
		})
	}
	return all
}

// takeFraming takes over where the frame lies, and what is sent of the picture, of which only an engine that sends something can tell.
func (p *Page) takeFraming(asked core.Request) {
	if asked.Focus != (core.Point{}) {
		p.focus = &asked.Focus
	}
	if info, known := core.InfoOf(p.infos, asked.Engine); known && !info.Local {
		p.framedOnly = asked.Framed
	}
	p.render()
}

// asked returns what was asked for a clip. Where the journal cannot say, that is nothing, and the frame falls by itself. It runs on a goroutine of the inbox.
func (p *Page) asked(ctx context.Context, t Template) core.Request {
	r, known, err := p.past.Asked(ctx, t.Clip.Story.ID)
	if !known || err != nil {
		return core.Request{}
	}
	return r
}
