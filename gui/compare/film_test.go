package compare

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"caracal/gui/film"
)

// A flat film is of one colour, whose green is the number of the frame.
type flat struct {
	info  film.Info
	red   uint8
	drawn int
	ended bool
}

func (f *flat) Info() film.Info { return f.info }
func (f *flat) Close()          { f.ended = true }

func (f *flat) Draw(_ context.Context, dst *image.RGBA, i int) error {
	f.drawn++
	draw.Draw(dst, dst.Rect, image.NewUniform(color.RGBA{f.red, uint8(i), 0, 0xff}), image.Point{}, draw.Src)
	return nil
}

func wide(red uint8, fps float64, frames int) *flat {
	return &flat{info: film.Info{Size: image.Pt(1280, 720), FPS: fps, Frames: frames}, red: red}
}

// frameOf draws frame i of the set.
func frameOf(t *testing.T, s *set, i int) *image.RGBA {
	t.Helper()
	dst := image.NewRGBA(image.Rect(0, 0, 640, 360))
	if err := s.Draw(context.Background(), dst, i); err != nil {
		t.Fatal(err)
	}
	return dst
}

func TestClipsOfAnyRateAreInLockStep(t *testing.T) {
	a, b := wide(1, 24, 120), wide(2, 10, 30) // 5 s and 3 s
	s := newSet([]film.Film{a, b})
	if s.info.FPS != 24 || s.info.Frames != 120 {
		t.Fatalf("%+v", s.info)
	}
	for _, c := range []struct{ frame, a, b int }{{0, 0, 0}, {12, 12, 5}, {24, 24, 10}, {35, 35, 14}, {71, 71, 29}, {119, 119, 29}} { // the shorter one stands on its last
		img := frameOf(t, s, c.frame)
		left, right := img.RGBAAt(10, 180), img.RGBAAt(630, 180)
		if int(left.G) != c.a || int(right.G) != c.b || left.R != 1 || right.R != 2 {
			t.Errorf("frame %d shows %v and %v, want %d and %d", c.frame, left, right, c.a, c.b)
		}
	}
}

func TestSplitMovesAndSwapsWithoutDecodingAnew(t *testing.T) {
	a, b := wide(1, 24, 24), wide(2, 24, 24)
	s := newSet([]film.Film{a, b})
	edge := func() (x int) {
		img := frameOf(t, s, 7)
		first := img.RGBAAt(0, 100).R
		for x = 0; x < 640 && img.RGBAAt(x, 100).R == first; x++ {
		}
		return x
	}
	for _, c := range []struct {
		at   float64
		want int
	}{{0.5, 320}, {0.25, 160}, {0.75, 480}, {1, 640}} {
		s.arrange(func(a *arrangement) { a.at = c.at })
		if got := edge(); got != c.want {
			t.Errorf("at %.2f the split is at %d, want %d", c.at, got, c.want)
		}
	}
	s.arrange(func(a *arrangement) { a.at, a.order = 0.5, []int{1, 0} })
	if img := frameOf(t, s, 7); img.RGBAAt(0, 100).R != 2 || img.RGBAAt(639, 100).R != 1 {
		t.Error("they have not changed places")
	}
	if a.drawn != 1 || b.drawn != 1 {
		t.Errorf("one frame was drawn %d and %d times", a.drawn, b.drawn)
	}
	s.Close()
	if !a.ended || !b.ended {
		t.Error("a film goes on")
	}
}

func TestSideBySide(t *testing.T) {
	var films []film.Film
	for i := range 4 {
		films = append(films, wide(uint8(i+1), 24, 24))
	}
	for n, want := range map[int][]image.Point{2: {{160, 180}, {480, 180}}, 3: {{100, 180}, {320, 180}, {540, 180}}, 4: {{160, 90}, {480, 90}, {160, 270}, {480, 270}}} {
		s := newSet(films[:n])
		s.arrange(func(a *arrangement) { a.split = false })
		img := frameOf(t, s, 0)
		for i, at := range want {
			if got := img.RGBAAt(at.X, at.Y).R; int(got) != i+1 {
				t.Errorf("of %d, at %v there is %d, want %d", n, at, got, i+1)
			}
		}
	}
}
