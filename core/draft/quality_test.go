package draft

import (
	"image"
	"io"
	"path/filepath"
	"testing"

	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/draft/drafttest"
	"caracal/core/draft/plan"
	"caracal/core/media"
	"caracal/core/picture"
	"caracal/core/vision"
)

// The least that the subject must keep of itself in every frame, as SSIM, and how far what is seen may be from a smooth way, in pixels: in the frames that Draft draws, and in
// those that a player shows, where fur and grass are not the same from frame to frame.
const (
	leastSSIM  = 0.95
	mostJitter = 0.03
	mostCoded  = 0.08
)

// A take is a clip that is looked at: rendered by the tests, made, encoded and decoded by the benchmarks.
type take struct {
	name, prompt string
	img          *image.RGBA
	subject      vision.Subject
	focus        core.Point
	scene        *Scene
}

func newTake(t testing.TB, name, prompt string) *take {
	img, subject := open(t, name)
	focus := subject.Focus(img.Rect.Size())
	return &take{name, prompt, img, subject, focus, NewScene(img, subject, core.Wide, focus, plan.Parse(prompt), image.Pt(core.Wide.Size()))}
}

// render returns the luma of frame i as it goes to the encoder.
func (c *take) render(i int) *image.Gray {
	frame := image.NewRGBA(image.Rectangle{Max: c.scene.size})
	c.scene.RenderRGBA(frame, float64(i)/(Frames-1))
	return drafttest.Luma(frame)
}

// decode makes the clip and returns the luma of all its frames as a player shows them.
func (c *take) decode(t testing.TB, decoder *media.Decoder) []*image.Gray {
	task := &core.Task{
		Request: core.Request{Picture: core.Picture{Path: filepath.Join("testdata", c.name+".jpg")}, Prompt: c.prompt, Aspect: core.Wide, Engine: core.Draft, Focus: c.focus},
		Out:     filepath.Join(t.TempDir(), "clip.mp4"), Save: func(core.Mark) error { return nil }, Report: func(core.Progress) {},
	}
	if err := New().Generate(t.Context(), task); err != nil {
		t.Fatal(err)
	}
	r, err := decoder.Open(t.Context(), task.Out, media.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var frames []*image.Gray
	for frame := new(image.RGBA); ; {
		switch _, err := r.Next(frame); err {
		case nil:
			frames = append(frames, drafttest.Luma(frame))
		case io.EOF:
			return frames
		default:
			t.Fatal(err)
		}
	}
}

// source returns the luma of the framed picture, scaled to the clip's size by another's filter, and where in it the subject is.
func (c *take) source() (*image.Gray, image.Rectangle) {
	r := picture.FrameRegion(c.img.Rect.Size(), core.Wide, c.focus)
	scaled := image.NewRGBA(image.Rectangle{Max: c.scene.size})
	kx, ky := float64(c.scene.size.X)/r.W, float64(c.scene.size.Y)/r.H
	draw.CatmullRom.Transform(scaled, [6]float64{kx, 0, -r.X * kx, 0, ky, -r.Y * ky}, c.img, c.img.Rect, draw.Src, nil)
	at := c.subject.Rect
	return drafttest.Luma(scaled), image.Rect(
		int((float64(at.Min.X)-r.X)*kx), int((float64(at.Min.Y)-r.Y)*ky), int((float64(at.Max.X)-r.X)*kx), int((float64(at.Max.Y)-r.Y)*ky),
	).Intersect(scaled.Rect.Inset(8))
}

// ssim returns the structural similarity of the subject in frame i with the subject in the source. The frame is only shifted, scaled and turned back, so that a subject
// that was bent counts as bent.
func (c *take) ssim(i int, frame, source *image.Gray, subject image.Rectangle) float64 {
	m := c.scene.path.at(float64(i) / (Frames - 1))
	size := c.scene.size
	var from, to []drafttest.Point
	shown := image.Rectangle{Min: subject.Max, Max: subject.Min}
	for y := 0; y <= size.Y; y += 4 {
		for x := 0; x <= size.X; x += 4 {
			u, v := m.source(float64(x)/float64(size.X), float64(y)/float64(size.Y))
			p := drafttest.Point{X: u * float64(size.X), Y: v * float64(size.Y)}
			if at := image.Pt(int(p.X), int(p.Y)); at.In(subject) {
				from, to = append(from, p), append(to, drafttest.Point{X: float64(x), Y: float64(y)})
				shown.Min = image.Pt(min(shown.Min.X, at.X), min(shown.Min.Y, at.Y))
				shown.Max = image.Pt(max(shown.Max.X, at.X), max(shown.Max.Y, at.Y))
			}
		}
	}
	return drafttest.SSIM(drafttest.Back(frame, drafttest.Fit(from, to), shown), source, shown)
}

// jitter returns the worst jitter of a few places of the clip.
func jitter(t testing.TB, frames []*image.Gray) float64 {
	const radius = 24
	worst := 0.0
	for _, start := range drafttest.Features(frames[0], 3, radius) {
		way := drafttest.Follow(frames, start, radius)
		if len(way) < len(frames)/2 {
			t.Errorf("lost sight of %v after %d frames", start, len(way))
		}
		worst = max(worst, drafttest.Jitter(way))
	}
	return worst
}

func TestTheSubjectSurvives(t *testing.T) {
	for name, prompt := range map[string]string{"astronaut": "fast push in, handheld", "chelsea": "pull back", "coffee": "orbit left"} {
		c := newTake(t, name, prompt)
		source, subject := c.source()
		for _, i := range []int{0, Frames - 1} {
			if ssim := c.ssim(i, c.render(i), source, subject); ssim < leastSSIM {
				t.Errorf("%s, %s: the subject's SSIM in frame %d is %.4f", name, prompt, i, ssim)
			}
		}
	}
}

func TestNothingJitters(t *testing.T) {
	c := newTake(t, "coffee", "push in, pan right, handheld")
	var frames []*image.Gray
	for i := range 30 {
		frames = append(frames, c.render(i))
	}
	if j := jitter(t, frames); j > mostJitter {
		t.Errorf("jitter of %.4f px", j)
	}
}

// BenchmarkQuality makes a clip of every sample picture for every move, decodes it, and reports the worst SSIM of the subject over all frames and the jitter.
func BenchmarkQuality(b *testing.B) {
	decoder := media.NewDecoder(b.TempDir())
	defer decoder.Close()
	for _, name := range []string{"astronaut", "chelsea", "coffee"} {
		for _, prompt := range []string{
			"static", "push in", "pull back", "pan left", "pan right", "tilt up", "tilt down", "orbit left", "orbit right", "arc left", "parallax slide right", "dolly zoom in", "dolly zoom out",
			"drift", "handheld", "push in, then pan left",
		} {
			b.Run(name+"/"+prompt, func(b *testing.B) {
				worst, drawn, coded := 1.0, 0.0, 0.0
				for b.Loop() {
					c := newTake(b, name, prompt)
					frames := c.decode(b, decoder)
					source, subject := c.source()
					for i, frame := range frames {
						worst = min(worst, c.ssim(i, frame, source, subject))
					}
					coded = jitter(b, frames)
					for i := range frames {
						frames[i] = c.render(i)
					}
					drawn = jitter(b, frames)
				}
				b.ReportMetric(worst, "SSIM")
				b.ReportMetric(drawn, "px-jitter")
				b.ReportMetric(coded, "px-coded")
				if worst < leastSSIM || drawn > mostJitter || coded > mostCoded {
					b.Errorf("SSIM %.4f, jitter %.4f px, coded %.4f px", worst, drawn, coded)
				}
			})
		}
	}
}
