package drafttest

import (
	"image"
	"math"
	"testing"
)

// texture is a smooth pattern without end.
func texture(x, y float64) float64 {
	return 128 + 30*math.Sin(0.31*x+0.07*y) + 25*math.Sin(0.11*x-0.23*y+1) + 20*math.Sin(0.05*x+0.37*y+2)
}

// move returns frames over which the texture moves by way(i).
func move(n int, way func(i int) (x, y float64)) []*image.Gray {
	frames := make([]*image.Gray, n)
	for i := range frames {
		f := image.NewGray(image.Rect(0, 0, 160, 120))
		dx, dy := way(i)
		for y := range 120 {
			for x := range 160 {
				f.Pix[y*f.Stride+x] = uint8(math.Round(texture(float64(x)+0.5-dx, float64(y)+0.5-dy)))
			}
		}
		frames[i] = f
	}
	return frames
}

func TestFollowFindsTheWay(t *testing.T) {
	smooth := func(i int) (x, y float64) { return 0.43 * float64(i), 6 * math.Sin(float64(i)/9) }
	for i, p := range Follow(move(40, smooth), Point{70, 60}, 15) {
		x, y := smooth(i)
		if d := math.Hypot(p.X-70-x, p.Y-60-y); d > 0.05 {
			t.Errorf("frame %d: off by %.3f px", i, d)
		}
	}
}

func TestFollowEndsAtTheFramesEdge(t *testing.T) {
	way := Follow(move(40, func(i int) (x, y float64) { return 4 * float64(i), 0 }), Point{80, 60}, 15)
	if n := len(way); n < 14 || n > 18 {
		t.Errorf("followed for %d frames what leaves after 16", n)
	}
}

func TestJitterTellsWholePixelsFromParts(t *testing.T) {
	speed := 0.37
	exact := Jitter(Follow(move(40, func(i int) (x, y float64) { return speed * float64(i), 0 }), Point{70, 60}, 15))
	whole := Jitter(Follow(move(40, func(i int) (x, y float64) { return math.Round(speed * float64(i)), 0 }), Point{70, 60}, 15))
	// Rounding is off by up to half a pixel, evenly spread: a root mean square of 1/√12, of which the smooth curve hides a part.
	if exact > 0.01 || whole < 0.15 || whole > 0.35 {
		t.Errorf("jitter of %.4f px for an exact and %.4f px for a rounded way", exact, whole)
	}
}

func TestFeaturesAreWhereTheDetailIs(t *testing.T) {
	frame := image.NewGray(image.Rect(0, 0, 160, 120))
	for y := 50; y < 80; y++ {
		for x := 60; x < 90; x++ {
			frame.Pix[y*frame.Stride+x] = uint8(x * y)
		}
	}
	if f := Features(frame, 1, 10); len(f) != 1 || f[0].X < 60 || f[0].X > 90 || f[0].Y < 50 || f[0].Y > 80 {
		t.Errorf("found %v, the detail is from 60,50 to 90,80", f)
	}
}

func TestSSIMAndBack(t *testing.T) {
	part := image.Rect(40, 30, 120, 90)
	still := move(1, func(int) (x, y float64) { return 0, 0 })[0]
	source := Back(still, Similarity{A: 1}, part)
	if s := SSIM(source, source, part); s != 1 {
		t.Errorf("SSIM of an image with itself is %v", s)
	}

	moved := move(1, func(int) (x, y float64) { return 3.3, -2.6 })[0]
	if s := SSIM(Back(moved, Similarity{A: 1}, part), source, part); s > 0.9 {
		t.Errorf("SSIM with a shifted image is %v", s)
	}
	var from, to []Point
	for _, p := range []Point{{0, 0}, {50, 0}, {0, 50}} {
		from, to = append(from, p), append(to, Point{p.X + 3.3, p.Y - 2.6})
	}
	if s := SSIM(Back(moved, Fit(from, to), part), source, part); s < 0.999 {
		t.Errorf("SSIM with a shifted image that was taken back is %v", s)
	}
}

func TestFitFindsShiftScaleAndTurn(t *testing.T) {
	want := Similarity{A: 1.1 * math.Cos(0.2), B: 1.1 * math.Sin(0.2), X: 5, Y: -7}
	var from, to []Point
	for _, p := range []Point{{0, 0}, {100, 3}, {40, 80}, {-20, 50}} {
		from, to = append(from, p), append(to, Point{want.A*p.X - want.B*p.Y + want.X, want.B*p.X + want.A*p.Y + want.Y})
	}
	got := Fit(from, to)
	for _, d := range []float64{got.A - want.A, got.B - want.B, got.X - want.X, got.Y - want.Y} {
		if math.Abs(d) > 1e-9 {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	}
}
