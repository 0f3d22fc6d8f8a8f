package draft

import (
	"fmt"
	"image"
	"math"
	"testing"

	"caracal/core"
	"caracal/core/draft/plan"
)

// plans are all moves, alone and together, at all amounts that a prompt can ask for.
func plans() map[string]plan.Plan {
	all := map[string]plan.Plan{}
	for _, prompt := range []string{
		"static", "push in", "pull back", "pan left", "pan right", "tilt up", "tilt down", "orbit left", "orbit right", "drift", "handheld",
		"arc left", "arc right", "parallax slide left", "parallax slide right", "dolly zoom in", "dolly zoom out",
		"push in, then pan left", "pan left, then pan right", "pull back, then push in", "arc right, handheld, then dolly zoom in", "static, then tilt up",
		"push in, pan left", "pull back, tilt up, handheld", "orbit right, drift, handheld", "push in, pan right, tilt down, orbit left, drift, handheld",
		"pan right, orbit right, arc right, parallax slide right", "pull back, pan left, tilt up, orbit left, arc left, parallax slide left, dolly zoom in, drift, handheld",
		"pan right, orbit right, arc right, parallax slide right, then pan right, tilt up, orbit right, arc right, parallax slide right, drift, handheld",
	} {
		for _, pace := range []float64{plan.Gentle, 1, plan.Strong} {
			moves := plan.Parse(prompt)
			for _, way := range append(moves.Camera.Ways(), moves.Then.Ways()...) {
				*way *= pace
			}
			all[fmt.Sprintf("%s at %.1f", prompt, pace)] = moves
		}
	}
	return all
}

// subjects are rectangles in fractions of the frame: usual ones, and all that could go wrong.
func subjects() []box {
	return []box{
		{}, {0.4, 0.2, 0.2, 0.3}, {0, 0, 0.1, 0.1}, {0.9, 0.9, 0.1, 0.1}, {-3, -2, 0.5, 0.5}, {1.5, 0.2, 0.4, 0.4}, {-1, -1, 3, 3}, {0.5, 0.5, 1e-4, 1e-4},
	}
}

// everyPath calls check for every camera over every aspect and subject.
func everyPath(check func(name string, p *path)) {
	for name, moves := range plans() {
		for _, a := range core.Aspects() {
			w, h := a.Size()
			for i, s := range subjects() {
				p := newPath(moves, float64(w)/float64(h), s, i%2 == 1)
				check(fmt.Sprintf("%s, %s, subject %v", name, a, s), &p)
			}
		}
	}
}

func TestNoPathLeavesTheFrame(t *testing.T) {
	const rounding = 1e-12
	everyPath(func(name string, p *path) {
		for i := range 13 {
			m := p.at(float64(i) / 12)
			for j := range 9 {
				for k := range 9 {
					u, v := float64(j)/8, float64(k)/8
					if x, y := m.source(u, v); !(x >= -rounding && x <= 1+rounding && y >= -rounding && y <= 1+rounding) {
						t.Fatalf("%s: at %d/12, %.2f,%.2f looks at %v,%v", name, i, u, v, x, y)
					}
				}
			}
		}
	})
}

func TestNoPathFoldsOrTears(t *testing.T) {
	const step, least = 1.0 / 64, 0.30
	everyPath(func(name string, p *path) {
		for i := range 3 {
			m := p.at(float64(i) / 2)
			zoom := 1 / (1 - m.near) / m.tight
			for j := range 16 {
				for k := range 16 {
					u, v := float64(j)/16, float64(k)/16
					x0, y0 := m.source(u, v)
					x1, y1 := m.source(u+step, v)
					x2, y2 := m.source(u, v+step)
					// How much the surroundings are stretched, compared to a plain zoom.
					area := ((x1-x0)*(y2-y0) - (x2-x0)*(y1-y0)) / (step * step) * zoom * zoom
					if area < least || area > 1/least {
						t.Fatalf("%s: at %d/2, an area at %.2f,%.2f is stretched %.2f times", name, i, u, v, area)
					}
				}
			}
		}
	})
}

func TestAStillCameraShowsExactlyTheFrameAndPushesAndPullsMeetIt(t *testing.T) {
	for _, c := range []struct {
		camera plan.Camera
		t      float64
	}{{plan.Camera{}, 0}, {plan.Camera{}, 0.37}, {plan.Camera{}, 1}, {plan.Camera{Push: plan.Strong}, 0}, {plan.Camera{Push: -1}, 1}} {
		for _, s := range subjects() {
			p := newPath(plan.Plan{Camera: c.camera}, 16.0/9, s, true)
			m := p.at(c.t)
			for _, at := range [][2]float64{{0, 0}, {1, 0}, {0.3, 0.7}, {1, 1}} {
				if x, y := m.source(at[0], at[1]); math.Abs(x-at[0]) > 1e-12 || math.Abs(y-at[1]) > 1e-12 {
					t.Errorf("%+v at %v: %v looks at %v,%v", c.camera, c.t, at, x, y)
				}
			}
		}
	}
}

func TestMovesGoWhereTheirNamesSay(t *testing.T) {
	for _, c := range []struct {
		prompt string
		x, y   float64 // which way the middle of the view goes over the picture
		zoom   float64 // whether the view grows or shrinks
	}{
		{"static", 0, 0, 0},
		{"push in", 0, 0, -1},
		{"pull back", 0, 0, 1},
		{"pan left", -1, 0, 0},
		{"pan right", 1, 0, 0},
		{"tilt up", 0, -1, 0},
		{"tilt down", 0, 1, 0},
	} {
		p := newPath(plan.Parse(c.prompt), 16.0/9, box{}, false)
		view := func(t float64) (x, y, w float64) {
			m := p.at(t)
			left, top := m.source(0, 0)
			right, bottom := m.source(1, 1)
			return (left + right) / 2, (top + bottom) / 2, right - left
		}
		x0, y0, w0 := view(0)
		x1, y1, w1 := view(1)
		for name, d := range map[string][2]float64{"x": {x1 - x0, c.x}, "y": {y1 - y0, c.y}, "zoom": {w1 - w0, c.zoom}} {
			if d[1] == 0 && math.Abs(d[0]) > 0.02 || d[1] != 0 && d[0]*d[1] < 0.05 {
				t.Errorf("%s: %s changes by %.3f", c.prompt, name, d[0])
			}
		}
	}
}

func TestAnOrbitShiftsTheBackgroundBehindTheSubject(t *testing.T) {
	for _, sign := range []float64{-1, 1} {
		p := newPath(plan.Plan{Camera: plan.Camera{Orbit: sign}}, 16.0/9, box{0.4, 0.35, 0.2, 0.3}, true)
		shift := func(u, v float64) float64 { // of the picture at a place of the view, from the first frame to the last
			first, last := p.at(0), p.at(1)
			x0, _ := first.source(u, v)
			x1, _ := last.source(u, v)
			return x0 - x1
		}
		// A camera that goes to the right sees what is far go to the right behind what is near.
		if d := (shift(0.95, 0.1) - shift(0.5, 0.5)) * sign; d < 0.05 {
			t.Errorf("orbit %v: the background shifts by %.3f of the width against the subject", sign, d)
		}
	}
}

// seen returns where in the view a place of the picture is, by looking for it from where it would be in a still view.
func seen(m *moment, x, y float64) (u, v float64) {
	u, v = x, y
	for range 100 {
		atX, atY := m.source(u, v)
		u, v = u+(x-atX)/2, v+(y-atY)/2
	}
	return u, v
}

// widths returns how wide the subject and the whole frame's upper edge, which is far, are seen at a time of the clip.
func widths(p *path, t float64) (subject, far float64) {
	m := p.at(t)
	left, _ := seen(&m, 0.45, 0.45)
	right, _ := seen(&m, 0.55, 0.45)
	farLeft, _ := seen(&m, 0.1, 0.05)
	farRight, _ := seen(&m, 0.9, 0.05)
	return right - left, farRight - farLeft
}

func TestADollyZoomKeepsTheSubjectsSize(t *testing.T) {
	for sign, grows := range map[float64]bool{1: false, -1: true} {
		p := newPath(plan.Plan{Camera: plan.Camera{DollyZoom: sign}}, 16.0/9, box{0.4, 0.35, 0.2, 0.3}, true)
		subject0, far0 := widths(&p, 0)
		subject1, far1 := widths(&p, 1)
		if math.Abs(subject1/subject0-1) > 0.005 {
			t.Errorf("dolly zoom %v: the subject becomes %.3f times as wide", sign, subject1/subject0)
		}
		if by := far1 / far0; grows && by < 1.1 || !grows && by > 1/1.1 {
			t.Errorf("dolly zoom %v: what is far becomes %.3f times as wide", sign, by)
		}
	}
}

func TestASlideMovesWhatIsNearBeforeWhatIsFar(t *testing.T) {
	for _, sign := range []float64{-1, 1} {
		p := newPath(plan.Plan{Camera: plan.Camera{Slide: sign}}, 16.0/9, box{0.4, 0.35, 0.2, 0.3}, true)
		first, last := p.at(0), p.at(1)
		moved := func(x, y float64) float64 {
			u0, _ := seen(&first, x, y)
			u1, _ := seen(&last, x, y)
			return (u0 - u1) * sign // a camera that goes to the right sees everything go to the left
		}
		if near, far := moved(0.5, 0.5), moved(0.9, 0.05); near < 0.1 || far < 0 || near < 3*far {
			t.Errorf("slide %v: the subject goes %.3f of the width, what is far %.3f", sign, near, far)
		}
	}
}

func TestAnArcRisesAndComesCloser(t *testing.T) {
	p := newPath(plan.Parse("arc right"), 16.0/9, box{0.4, 0.35, 0.2, 0.3}, true)
	first, _ := widths(&p, 0)
	last, _ := widths(&p, 1)
	if last/first < 1.08 {
		t.Errorf("the subject becomes %.3f times as wide", last/first)
	}
	start, top := p.at(0), p.at(0.5)
	_, low := start.source(0.5, 0.1)
	if _, high := top.source(0.5, 0.1); low-high < 0.02 {
		t.Errorf("the view goes up by %.3f of the height", low-high)
	}
}

func TestOfTwoMovesTheSecondFollowsTheFirst(t *testing.T) {
	p := newPath(plan.Parse("push in, then pan left"), 16.0/9, box{}, false)
	view := func(t float64) (x, w float64) {
		m := p.at(t)
		left, _ := m.source(0, 0.5)
		right, _ := m.source(1, 0.5)
		return (left + right) / 2, right - left
	}
	x0, w0 := view(0)
	xHalf, wHalf := view(0.5)
	x1, w1 := view(1)
	if done := (w0 - wHalf) / (w0 - w1); done < 0.9 {
		t.Errorf("after half of the time %.0f %% of the push are made", 100*done)
	}
	if done := (x0 - xHalf) / (x0 - x1); x1 > x0-0.04 || done > 0.1 {
		t.Errorf("the view pans by %.3f, %.0f %% of it in the first half", x1-x0, 100*done)
	}
}

func TestOneOrTwoMovesGoAllTheirWay(t *testing.T) {
	moves := []string{"push in", "pan right", "tilt up", "orbit right", "arc right", "parallax slide right", "dolly zoom in", "drift", "handheld"}
	for _, a := range moves {
		for _, b := range moves {
			for _, prompt := range []string{"fast " + a + ", fast " + b, "fast " + a + ", then fast " + b} {
				moves := plan.Parse(prompt)
				for _, s := range subjects() {
					if p, whole := newPath(moves, 9.0/16, s, true), wholePath(moves, 9.0/16, s, true); p != whole || p.room > 0.302 {
						t.Errorf("%s takes %.3f and is held back to %.3f where the subject is %v", prompt, whole.room, p.room, s)
					}
				}
			}
		}
	}
}

func TestPathsAreSmooth(t *testing.T) {
	// The speed's change from frame to frame, in pixels, must itself change slowly: a jerk is what is seen as a jump.
	const most = 0.2
	everyPath(func(name string, p *path) {
		var xs, ys []float64
		for i := range Frames {
			m := p.at(float64(i) / (Frames - 1))
			x, y := m.source(0.81, 0.23)
			xs, ys = append(xs, 1280*x), append(ys, 720*y)
		}
		for i := 3; i < Frames; i++ {
			for _, w := range [][]float64{xs, ys} {
				if jerk := w[i] - 3*w[i-1] + 3*w[i-2] - w[i-3]; math.Abs(jerk) > most {
					t.Fatalf("%s: a jerk of %.3f px at frame %d", name, jerk, i)
				}
			}
		}
	})
}

func TestMeshIsExactEnough(t *testing.T) {
	worst := 0.0
	everyPath(func(name string, p *path) {
		most := 0.125 // pixels of the clip, with everything at once at its strongest
		if p.slide.reach > 0 || p.beyond.reach > 0 {
			most = 0.3 // where near and far part the most; it lies still in the frame, so it does not jitter
		}
		off, h := 0.0, 720.0
		w := math.Round(h * p.aspect)
		n := &negative{width: int(w), height: int(h)}
		for _, at := range []float64{0.3, 1} {
			m := p.at(at)
			g := newMesh(m, image.Pt(int(w), int(h)), n)
			middle := func(v []int32, k, j int) float64 { // of a cell, where a straight line is furthest off
				i := j*g.columns + k
				return float64(v[i]+v[i+1]+v[i+g.columns]+v[i+g.columns+1]) / 4 / (1 << 16)
			}
			for j := 0; j < int(h)/cell; j += 5 {
				for k := range int(w) / cell {
					x, y := m.source((float64(k)+0.5)*cell/w, (float64(j)+0.5)*cell/h)
					off = max(off, math.Abs(middle(g.x, k, j)-x*w), math.Abs(middle(g.y, k, j)-y*h))
				}
			}
		}
		if worst = max(worst, off); off > most {
			t.Fatalf("%s: the mesh is off by %.3f px", name, off)
		}
	})
	t.Logf("the mesh is off by at most %.3f px", worst)
}
