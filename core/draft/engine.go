package draft

import (
	"cmp"
	"context"
	"image"
	"os"
	"runtime"
	"sync"
	"time"

	"caracal/core"
	"caracal/core/media"
	"caracal/core/picture"
)

// Model names this version of Draft in the story of its clips. It changes when the same request gives another clip.
const Model = "caracal/draft-1"

// Engine makes clips on this computer. The zero value works. It is safe for use by many goroutines at once.
type Engine struct {
	frames int // of a clip; 0 is Frames. Tests that make dozens of clips make short ones.
}

var _ core.Engine = (*Engine)(nil)

// New returns the engine.
func New() *Engine { return &Engine{} }

// Info describes the engine: free, local, one clip at a time for each core.
func (*Engine) Info() core.Info {
	return core.Info{ID: core.Draft, Name: "Draft", Model: Model, Local: true, Limit: core.Limit{InFlight: runtime.NumCPU()}}
}

// Generate makes the clip of t.Request in t.Out. Until the clip is whole there is nothing to keep, so an earlier call that did not get that far is simply
// repeated. The errors are those of [picture.Open] and [media.Writer], and ctx.Err() within about a frame's time when ctx ends.
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
	subject := picture.FindSubject(img)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	width, height := r.Aspect.Size()
	if r.Focus == (core.Point{}) {
		r.Focus = subject.Focus(img.Rect.Size())
	}
	scene := NewScene(img, subject, r.Aspect, r.Focus, ParsePlan(r.Prompt), image.Pt(width, height))
	return scene, ctx.Err()
}

// A stand is one of the goroutines that render: each of n renders every n-th frame. Its frames go round between it and the encoder.
type stand struct{ made, free chan *image.YCbCr }

// framesPerStand is one frame to render while the encoder has the other.
const framesPerStand = 2

// framesPerReport keeps the news to ten a clip.
const framesPerReport = 12

// film renders and encodes the scene's first frames. While the encoder is busy with a frame the next ones are rendered; they come to the encoder in order.
func film(ctx context.Context, s *Scene, frames int, out string, report func(core.Progress)) error {
	clip, err := media.Create(out, media.Format{Width: s.size.X, Height: s.size.Y, FPS: FPS})
	if err != nil {
		return err
	}
	defer clip.Abort()

	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()

	stands := make([]stand, min(runtime.GOMAXPROCS(0), 4)) // the encoder takes no more than four can give
	for i := range stands {
		stands[i] = stand{make(chan *image.YCbCr, framesPerStand), make(chan *image.YCbCr, framesPerStand)}
		for range framesPerStand {
			stands[i].free <- s.Frame()
		}
		running.Go(func() { stands[i].render(ctx, s, i, len(stands), frames) })
	}
	for i := range frames {
		from := stands[i%len(stands)]
		select {
		case frame := <-from.made:
			if err := clip.Write(frame); err != nil {
				return err
			}
			from.free <- frame
		case <-ctx.Done():
			return ctx.Err()
		}
		if made := i + 1; made%framesPerReport == 0 {
			report(core.Progress{Phase: core.Making, Done: float64(made) / float64(frames)})
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return clip.Close()
}

// render makes every n-th of the frames from first on, until all are made or ctx ends.
func (st stand) render(ctx context.Context, s *Scene, first, n, frames int) {
	for i := first; i < frames; i += n {
		select {
		case frame := <-st.free:
			s.Render(frame, float64(i)/(Frames-1))
			st.made <- frame // never waits: there are no more frames than places
		case <-ctx.Done():
			return
		}
	}
}
