package daterail

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"caracal/gui/kit"
	"caracal/gui/kit/bidi"

	"github.com/google/go-cmp/cmp"
)

func TestDateRailGoesWhereItIsDragged(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	var sought []float64
	r := New(func(at float64) { sought = append(sought, at) })
	r.Resize(fyne.NewSize(Width, 400))
	r.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, 100)}) // there is nowhere to go
	r.SetMarks([]Mark{{0, "Nov"}, {0.1, "Oct"}, {0.5, "2025"}, {0.5, "2024"}})
	for _, y := range []float32{-10, 50, 100, 150, 300, 399.5, 800} {
		r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, y)}})
	}
	if diff := cmp.Diff([]float64{0, 0.05, 0.1, 0.3, 0.5, 0.9975, 1}, sought, cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-6 })); diff != "" {
		t.Errorf("sought (-want +got):\n%s", diff)
	}
	for _, at := range []float64{0, 0.05, 0.3, 0.75, 1} {
		if got := r.atHeight(r.heightAt(at)); math.Abs(got-at) > 1e-9 {
			t.Errorf("%v is shown where %v is", at, got)
		}
	}
	if r.Fits() != 15 {
		t.Errorf("%d marks fit", r.Fits())
	}
}

// The toolkit would put the year before the month.
func TestDateRailWritesFromRightToLeft(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	const month = "نوفمبر 2026"
	r := New(func(float64) {})
	r.SetMarks([]Mark{{0, month}})
	r.SetAt(0, month)
	var written []string
	for _, o := range test.TempWidgetRenderer(t, r).Objects() {
		if text, ok := o.(*canvas.Text); ok {
			written = append(written, text.Text)
		}
	}
	if diff := cmp.Diff([]string{bidi.Visual(month), bidi.Visual(month)}, written); diff != "" || written[0] == month {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Fyne cuts off what looks out of anything that takes the wheel.
func TestDateRailShowsItsBubbleBesideIt(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	turned := 0
	r := New(func(float64) {})
	r.OnScroll = func(*fyne.ScrollEvent) { turned++ }
	r.SetMarks([]Mark{{0, "Nov"}, {0.5, "Oct"}})
	w := test.NewTempWindow(t, container.NewWithoutLayout(r))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(200, 400))
	kit.Place(r, 150, 0, fyne.NewSize(Width, 400))
	painted := func() (n int) {
		picture := w.Canvas().Capture()
		for x := range 140 {
			if picture.At(x, 200) != picture.At(0, 0) {
				n++
			}
		}
		return n
	}
	if painted() != 0 {
		t.Error("there is something beside a rail without a bubble")
	}
	if r.SetAt(0.5, "October 2026"); painted() < 60 {
		t.Errorf("of the bubble %d pixels are seen", painted())
	}
	if test.Scroll(w.Canvas(), fyne.NewPos(160, 200), 0, 10); turned != 1 {
		t.Errorf("the wheel was heard %d times", turned)
	}
}
