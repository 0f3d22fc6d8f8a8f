package draft

import (
	"cmp"
	"context"
	"image"
	"os"
	"time"

	"caracal/core"
	"caracal/core/draft/plan"
	"caracal/core/encode"
	"caracal/core/picture"
	"caracal/core/vision"
)

// Model names this version of Draft in the story of its clips. It changes when the same request gives another clip.
const Model = "caracal/draft-3"

// Engine makes clips on this computer. The zero value works. It is safe for use by many goroutines at once.
type Engine struct {
	frames int // of a clip; 0 is Frames. Tests that make dozens of clips make short ones.
}

var _ core.Engine = (*Engine)(nil)

// New returns the engine.
func New() *Engine { return &Engine{} }

// inFlight is one clip that has all cores to itself, and one more to use them while the other is opened or saved.
const inFlight = 2

// Info describes the engine: free and local.
func (*Engine) Info() core.Info {
	return core.Info{
		ID: core.Draft, Name: "Draft", Model: Model, Local: true, Limit: core.Limit{InFlight: inFlight},
		Usual: core.Span{Low: time.Second, High: 3 * time.Second}, // 2 s on two slow cores
	}
}

// Generate makes the clip of t.Request in t.Out. Until the clip is whole there is nothing to keep, so an earlier call that did not get that far is simply
// repeated. The errors are those of [picture.Open] and [encode.Write], and ctx.Err() within about a frame's time when ctx ends.
func (e *Engine) Generate(ctx context.Context, t *core.Task) error {
	if _, err := os.Stat(t.Out); err == nil && t.Mark.Step.Reached(core.Fetched) {
		return nil
	}
	if _, err := core.ParseAspect(string(t.Request.Aspect)); err != nil {
		return err
	}
	t.Report(core.Progress{Phase: core.Reading})
	pic, err := picture.Open(ctx, t.Request.Picture.Path)
	if err != nil {
		return err
	}
	scene, err := stage(ctx, pic.Image, t.Request)
	if err != nil {
		return err
	}
	if err := film(ctx, scene, cmp.Or(e.frames, Frames), t.Out, t.Report); err != nil {
		return err
	}
	return t.Save(core.Mark{Step: core.Fetched, At: time.Now()})
}

// stage makes the scene that a request asks for.
func stage(ctx context.Context, img *image.RGBA, r core.Request) (*Scene, error) {
	subject := vision.FindSubject(img)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	width, height := r.Aspect.Size()
	if r.Focus == (core.Point{}) {
		r.Focus = subject.Focus(img.Rect.Size())
	}
	scene := NewScene(img, subject, r.Aspect, r.Focus, plan.Parse(r.Prompt), image.Pt(width, height))
	return scene, ctx.Err()
}

// framesPerReport keeps the news to ten a clip.
const framesPerReport = 12

// film makes a clip of the scene's first frames.
func film(ctx context.Context, s *Scene, frames int, out string, report func(core.Progress)) error {
	return encode.Write(ctx, out, encode.Film{
		Width: s.size.X, Height: s.size.Y, FPS: FPS, Frames: frames, Previews: true,
		Draw: func(dst *image.YCbCr, i int) { s.Render(dst, float64(i)/(Frames-1)) },
		Progress: func(made int) {
			if made%framesPerReport == 0 {
				report(core.Progress{Phase: core.Making, Done: float64(made) / float64(frames)})
			}
		},
	})
}
