package playback

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
)

func TestScrubberGoesWhereItIsTappedAndDragged(t *testing.T) {
	test.NewTempApp(t)
	var sought []float64
	s := NewScrubber(func(done float64) { sought = append(sought, done) })
	var drags []bool
	s.OnDragged = func(begins bool) { drags = append(drags, begins) }
	s.Resize(fyne.NewSize(200, 18))
	test.TapAt(s, fyne.NewPos(50, 9))
	for _, x := range []float32{100, 150, 260, -40} {
		s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 9)}})
	}
	s.DragEnd()
	if diff := cmp.Diff([]float64{0.25, 0.5, 0.75, 1, 0}, sought); diff != "" {
		t.Errorf("sought (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]bool{true, false}, drags); diff != "" {
		t.Errorf("drags (-want +got):\n%s", diff)
	}
	s.Set(0.9)
	if s.Done() != 0.9 || len(sought) != 5 {
		t.Error("Set seeks, or does not show where it is")
	}
}

func TestScreenTellsTapsAtOnce(t *testing.T) {
	test.NewTempApp(t)
	s := NewScreen(fyne.NewSize(160, 90))
	taps, doubles := 0, 0
	s.OnTapped, s.OnDoubleTapped = func() { taps++ }, func() { doubles++ }
	for range 4 {
		test.Tap(s)
	}
	if taps != 4 || doubles != 2 {
		t.Errorf("four quick taps were told as %d taps and %d double taps, want 4 and 2", taps, doubles)
	}
}

func TestScreenTellsItsPixels(t *testing.T) {
	test.NewTempApp(t)
	s := NewScreen(fyne.NewSize(160, 90))
	w := test.NewTempWindow(t, s)
	w.SetPadded(false)
	var told []image.Point
	s.Follow(func(px image.Point) { told = append(told, px) })
	w.Canvas().(software.WindowlessCanvas).SetScale(2)
	w.Resize(fyne.NewSize(320, 180))
	w.Resize(fyne.NewSize(320, 180))
	if diff := cmp.Diff([]image.Point{{X: 640, Y: 360}}, told); diff != "" {
		t.Errorf("on a screen of double density (-want +got):\n%s", diff)
	}
}

// The shape of the film can change from one to the next.
func TestScreenShowsEachFrameInItsOwnShape(t *testing.T) {
	test.NewTempApp(t)
	s := NewScreen(fyne.NewSize(160, 90))
	for _, size := range []image.Point{{X: 160, Y: 90}, {X: 90, Y: 160}} {
		s.SetFrame(nil)
		s.SetFrame(image.NewRGBA(image.Rectangle{Max: size}))
		if got, want := s.image.Aspect(), float32(size.X)/float32(size.Y); got != want {
			t.Errorf("a frame of %v is shown with the aspect %v, want %v", size, got, want)
		}
	}
}
