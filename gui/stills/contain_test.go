package stills

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

// A picture of 200×100 is seen in a box of 80 by 80, and then its right half.
func TestContainMarksPlacesInWhatIsSeen(t *testing.T) {
	green, ink, nothing := color.RGBA{0, 200, 0, 255}, color.RGBA{0, 0, 250, 255}, color.RGBA{}
	img := image.NewRGBA(image.Rect(0, 0, 100, 50))
	draw.Draw(img, img.Rect, image.NewUniform(green), image.Point{}, draw.Src)
	whole, px := image.Rect(0, 0, 200, 100), image.Pt(80, 80)
	for _, tt := range []struct {
		name        string
		part, mark  image.Rectangle
		inks, plain []image.Point
	}{
		{
			"at the left border", whole, image.Rect(0, 25, 50, 75),
			[]image.Point{{0, 28}, {0, 51}, {1, 40}, {10, 29}, {20, 40}, {10, 50}},
			[]image.Point{{0, 27}, {10, 40}, {10, 30}, {22, 40}, {10, 52}},
		},
		{"of all", whole, whole, nil, []image.Point{{0, 20}, {79, 59}}},
		{"beyond the edge of the half", image.Rect(100, 0, 200, 100), image.Rect(50, 0, 150, 50), []image.Point{{0, 20}, {41, 0}, {20, 41}}, []image.Point{{42, 20}, {20, 20}, {20, 42}}},
		{"not seen in the half", image.Rect(100, 0, 200, 100), image.Rect(0, 0, 50, 50), nil, []image.Point{{0, 0}, {0, 20}}},
	} {
		got := Contain(img, whole, tt.part, px, []image.Rectangle{tt.mark}, ink)
		for want, at := range map[color.RGBA][]image.Point{ink: tt.inks, green: tt.plain} {
			for _, p := range at {
				if got.RGBAAt(p.X, p.Y) != want {
					t.Errorf("%s: %v at %v, want %v", tt.name, got.RGBAAt(p.X, p.Y), p, want)
				}
			}
		}
		if corner := got.RGBAAt(0, 79); tt.part == whole && corner != nothing {
			t.Errorf("%s: %v below the picture", tt.name, corner)
		}
	}
}
