package draft

import (
	"image"
	"math"
	"testing"

	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/draft/drafttest"
	"caracal/core/picture"
)

// everyMove is one prompt for each thing that a camera can do.
var everyMove = []string{
	"static", "push in", "pull back", "pan left", "pan right", "tilt up", "tilt down", "orbit left", "orbit right", "drift", "handheld", "slow push in", "fast push in, handheld",
}

// leastSSIM is what the subject must keep of itself in every frame, and mostJitter how far what is seen may be from a smooth way, in pixels.
const (
	leastSSIM  = 0.95
	mostJitter = 0.05
)

// subjectSSIM returns the structural similarity of the subject in the scene's frame at time t with the subject in the source, scaled to the clip's size by another program's
// filter. The frame is only shifted, scaled and turned back, so that a subject that was bent counts as bent.
func subjectSSIM(s *Scene, frame *image.YCbCr, t float64, source *image.Gray, subject image.Rectangle) float64 {
	m := s.path.at(t)
	seen := subject.Intersect(source.Rect.Inset(8))
	var from, to []drafttest.Point
	shown := image.Rectangle{Min: source.Rect.Max}
	for y := 0; y <= s.size.Y; y += 4 {
		for x := 0; x <= s.size.X; x += 4 {
			u, v := m.source(float64(x)/float64(s.size.X), float64(y)/float64(s.size.Y))
			p := drafttest.Point{X: u * float64(s.size.X), Y: v * float64(s.size.Y)}
			if at := image.Pt(int(p.X), int(p.Y)); at.In(seen) {
				from, to = append(from, p), append(to, drafttest.Point{X: float64(x), Y: float64(y)})
				shown.Min = image.Pt(min(shown.Min.X, at.X), min(shown.Min.Y, at.Y))
				shown.Max = image.Pt(max(shown.Max.X, at.X), max(shown.Max.Y, at.Y))
			}
		}
	}
	shown.Max = image.Pt(min(shown.Max.X, seen.Max.X), min(shown.Max.Y, seen.Max.Y))
	return drafttest.SSIM(drafttest.Back(frame, drafttest.Fit(from, to), shown), source, shown)
}

// sourceLuma returns the framed picture's luma at the clip's size, and where in it the subject is.
func sourceLuma(img *image.RGBA, subject picture.Subject, a core.Aspect, focus core.Point, size image.Point) (*image.Gray, image.Rectangle) {
	r := picture.FrameRegion(img.Rect.Size(), a, focus)
	scaled := image.NewRGBA(image.Rectangle{Max: size})
	kx, ky := float64(size.X)/r.W, float64(size.Y)/r.H
	draw.CatmullRom.Transform(scaled, [6]float64{kx, 0, -r.X * kx, 0, ky, -r.Y * ky}, img, img.Rect, draw.Src, nil)
	luma := image.NewGray(scaled.Rect)
	for i := range luma.Pix {
		p := scaled.Pix[4*i:]
		luma.Pix[i] = uint8(math.Round(16 + 219.0/255*(0.2126*float64(p[0])+0.7152*float64(p[1])+0.0722*float64(p[2]))))
	}
	at := subject.Rect
	return luma, image.Rect(
		int((float64(at.Min.X)-r.X)*kx), int((float64(at.Min.Y)-r.Y)*ky), int((float64(at.Max.X)-r.X)*kx), int((float64(at.Max.Y)-r.Y)*ky),
	)
}

// worstSSIM returns the least SSIM of the subject in the given frames of a clip.
func worstSSIM(t testing.TB, name, prompt string, numbers ...int) float64 {
	img, subject := open(t, name)
	size, focus := image.Pt(core.Wide.Size()), subject.Focus(img.Rect.Size())
	s := NewScene(img, subject, core.Wide, focus, ParsePlan(prompt), size)
	source, where := sourceLuma(img, subject, core.Wide, focus, size)
	worst, frame := 1.0, s.Frame()
	for _, n := range numbers {
		at := float64(n) / (Frames - 1)
		s.Render(frame, at)
		worst = min(worst, subjectSSIM(s, frame, at, source, where))
	}
	return worst
}

func TestTheSubjectSurvives(t *testing.T) {
	for _, name := range []string{"astronaut", "chelsea", "coffee"} {
		for _, prompt := range []string{"pull back", "orbit left", "fast push in, handheld"} {
			if ssim := worstSSIM(t, name, prompt, 0); ssim < leastSSIM {
				t.Errorf("%s, %s: the subject's SSIM is %.4f", name, prompt, ssim)
			}
		}
	}
}

// BenchmarkSubject looks at every frame of every move.
func BenchmarkSubject(b *testing.B) {
	all := make([]int, Frames)
	for i := range all {
		all[i] = i
	}
	for _, name := range []string{"astronaut", "chelsea", "coffee"} {
		for _, prompt := range everyMove {
			b.Run(name+"/"+prompt, func(b *testing.B) {
				worst := 0.0
				for b.Loop() {
					worst = worstSSIM(b, name, prompt, all...)
				}
				b.ReportMetric(worst, "SSIM")
			})
		}
	}
}

// jitter returns the worst jitter of a few places of the clip, as rendered.
func jitter(t testing.TB, name, prompt string) float64 {
	img, subject := open(t, name)
	size := image.Pt(core.Wide.Size())
	s := NewScene(img, subject, core.Wide, subject.Focus(img.Rect.Size()), ParsePlan(prompt), size)
	frames := make([]*image.YCbCr, Frames)
	for i := range frames {
		frames[i] = s.Frame()
		s.Render(frames[i], float64(i)/(Frames-1))
	}
	worst := 0.0
	for _, start := range []drafttest.Point{{X: 0.5, Y: 0.5}, {X: 0.35, Y: 0.6}, {X: 0.62, Y: 0.35}} {
		way := drafttest.Follow(frames, drafttest.Point{X: start.X * float64(size.X), Y: start.Y * float64(size.Y)}, 20)
		if len(way) < Frames/2 {
			t.Errorf("%s, %s: lost sight of %v after %d frames", name, prompt, start, len(way))
		}
		worst = max(worst, drafttest.Jitter(way))
	}
	return worst
}

func TestNothingJitters(t *testing.T) {
	for _, prompt := range []string{"slow push in", "handheld"} {
		if j := jitter(t, "coffee", prompt); j > mostJitter {
			t.Errorf("%s: jitter of %.4f px", prompt, j)
		}
	}
}

func BenchmarkJitter(b *testing.B) {
	for _, prompt := range everyMove {
		b.Run(prompt, func(b *testing.B) {
			worst := 0.0
			for b.Loop() {
				worst = jitter(b, "coffee", prompt)
			}
			b.ReportMetric(worst, "px")
		})
	}
}
