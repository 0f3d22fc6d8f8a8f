package ground

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestAroundLeavesTheHoleAndNothingElse(t *testing.T) {
	whole := Area{fyne.NewPos(1, 2), fyne.NewSize(9, 7)}
	hole := Area{fyne.NewPos(4, 3), fyne.NewSize(2, 5)}
	holds := func(a Area, x, y float32) bool {
		return x > a.At.X && y > a.At.Y && x < a.At.X+a.Size.Width && y < a.At.Y+a.Size.Height
	}
	for y := float32(0.5); y < 12; y++ {
		for x := float32(0.5); x < 12; x++ {
			n := 0
			for _, a := range whole.Around(hole) {
				if holds(a, x, y) {
					n++
				}
			}
			want := 0
			if holds(whole, x, y) && !holds(hole, x, y) {
				want = 1
			}
			if n != want {
				t.Errorf("%v, %v is painted %d times, want %d", x, y, n, want)
			}
		}
	}
}
