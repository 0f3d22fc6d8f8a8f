package ground

import (
	"image"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// pixels returns which pixels of a window of this height Fyne paints of an object that lies at a place in it: of a picture it rounds the ends, of a clip the size and, from below, the
// place.
func pixels(o fyne.CanvasObject, at fyne.Position, height float32) image.Rectangle {
	round := func(x float32) int { return int(math.Round(float64(x))) }
	size := o.Size()
	if _, ok := o.(*container.Clip); !ok {
		return image.Rect(round(at.X), round(at.Y), round(at.X+size.Width), round(at.Y+size.Height))
	}
	x, below := round(at.X), round(height-at.Y-size.Height)
	return image.Rect(x, round(height)-below-round(size.Height), x+round(size.Width), round(height)-below)
}

// Whatever is cut out of a large ground, whatever size it had before and wherever it is, belongs to one rectangle, and no pixel is left out.
func TestLargeGroundIsOneRectangle(t *testing.T) {
	test.NewTempApp(t)
	g := New()
	g.Paint(color.Black, color.White, 2, 12)
	for i, size := range []fyne.Size{{Width: 300, Height: 200}, {Width: 300.4, Height: 200.5}, {Width: 90.5, Height: 511.3}, {Width: 402.49, Height: 199.7}} {
		g.Place(size)
		sides := 0
		for _, o := range g.Objects() {
			c, ok := o.(*container.Clip)
			if !ok {
				continue
			}
			sides++
			c.Refresh() // as Fyne does when the theme changes
			r := c.Content.(*fyne.Container).Objects[0]
			if at := c.Position().Add(r.Position()); math.Abs(float64(at.X)) > 0.01 || math.Abs(float64(at.Y)) > 0.01 || r.Size() != size {
				t.Errorf("a side of a ground of %v is cut out of a rectangle of %v at %v", size, r.Size(), at)
			}
		}
		if sides != 4 {
			t.Errorf("a ground of %v has %d sides", size, sides)
		}
		for n := range 64 {
			at := fyne.NewPos(5+float32(n%8)/8, 5+float32(n/8)/8)
			covered := image.NewAlpha(image.Rect(0, 0, 600, 600))
			for _, o := range g.Objects() {
				r := pixels(o, at.Add(o.Position()), 600+float32(i)/4).Intersect(covered.Rect)
				for y := r.Min.Y; y < r.Max.Y; y++ {
					for x := r.Min.X; x < r.Max.X; x++ {
						covered.SetAlpha(x, y, color.Alpha{1})
					}
				}
			}
			for y := int(at.Y + 1); y < int(at.Y+size.Height); y++ {
				for x := int(at.X + 1); x < int(at.X+size.Width); x++ {
					if covered.AlphaAt(x, y).A == 0 {
						t.Fatalf("a ground of %v at %v has a hole at %d, %d", size, at, x, y)
					}
				}
			}
		}
	}
}
