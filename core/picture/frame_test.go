package picture

import (
	"fmt"
	"image"
	"math"
	"testing"

	"caracal/core"
)

func TestFrameIsTheLargestOfItsAspectAroundTheFocus(t *testing.T) {
	middle := core.Point{X: 0.5, Y: 0.5}
	for _, test := range []struct {
		size   image.Point
		aspect core.Aspect
		focus  core.Point
		want   image.Rectangle
	}{
		{image.Pt(1600, 900), core.Wide, middle, image.Rect(0, 0, 1600, 900)},
		{image.Pt(512, 512), core.Wide, middle, image.Rect(0, 112, 512, 400)},
		{image.Pt(512, 512), core.Tall, middle, image.Rect(112, 0, 400, 512)},
		{image.Pt(512, 512), core.Square, core.Point{X: 0.1, Y: 0.9}, image.Rect(0, 0, 512, 512)},
		{image.Pt(2000, 1000), core.Square, core.Point{X: 0.6, Y: 0.1}, image.Rect(700, 0, 1700, 1000)},
		{image.Pt(2000, 1000), core.Square, core.Point{X: 0, Y: 0}, image.Rect(0, 0, 1000, 1000)},
		{image.Pt(2000, 1000), core.Square, core.Point{X: 1, Y: 1}, image.Rect(1000, 0, 2000, 1000)},
		// A focus from outside the picture, or from nowhere, gives a frame all the same.
		{image.Pt(2000, 1000), core.Square, core.Point{X: 9, Y: -9}, image.Rect(1000, 0, 2000, 1000)},
		{image.Pt(2000, 1000), core.Square, core.Point{X: math.NaN(), Y: math.Inf(1)}, image.Rect(0, 0, 1000, 1000)},
		{image.Pt(2048, 7), core.Tall, middle, image.Rect(1022, 0, 1026, 7)},
		{image.Pt(1, 1), core.Wide, middle, image.Rect(0, 0, 1, 1)},
	} {
		t.Run(fmt.Sprint(test.size, test.aspect, test.focus), func(t *testing.T) {
			if got := Frame(test.size, test.aspect, test.focus); got != test.want {
				t.Errorf("Frame = %v, want %v", got, test.want)
			}
		})
	}
}

func TestFrameRegionIsExactAndInside(t *testing.T) {
	for _, a := range core.Aspects() {
		aw, ah := a.Size()
		for w := 64; w <= 2048; w += 61 {
			size := image.Pt(w, 1111)
			r := FrameRegion(size, a, core.Point{X: float64(w%7) / 6, Y: float64(w%5) / 4})
			if math.Abs(r.W/r.H-float64(aw)/float64(ah)) > 1e-9 {
				t.Errorf("%v %s: %v is not of that aspect", size, a, r)
			}
			const tiny = 1e-9
			if r.X < 0 || r.Y < 0 || r.X+r.W > float64(size.X)+tiny || r.Y+r.H > float64(size.Y)+tiny {
				t.Errorf("%v %s: %v is outside", size, a, r)
			}
			if r.W < float64(size.X)-tiny && r.H < float64(size.Y)-tiny {
				t.Errorf("%v %s: %v could be larger", size, a, r)
			}
			if frame := Frame(size, a, core.Point{X: 0.3, Y: 0.7}); !frame.In(image.Rectangle{Max: size}) || frame.Empty() {
				t.Errorf("%v %s: the frame is %v", size, a, frame)
			}
		}
	}
}

func BenchmarkFrame(b *testing.B) {
	size, focus := image.Pt(2016, 1512), core.Point{X: 0.4, Y: 0.3}
	for b.Loop() {
		Frame(size, core.Tall, focus)
	}
}
