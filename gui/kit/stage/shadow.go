package stage

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2/canvas"

	"caracal/gui/kit"
	"caracal/gui/kit/ground"
)

// A shadow is what a thing throws that lies above its ground. Fyne's own is worked out for each pixel each time that the window is painted, and under the thing as well, which without a
// graphics card is dear; this one is a picture at each of its sides.
type shadow struct {
	sides [4]*canvas.Image
	of    ground.Area
	color color.Color
}

const (
	shadowBlur = 20 // how far it reaches beyond the thing, in points
	shadowDrop = 8  // how far it lies below
)

func newShadow() *shadow {
	s := &shadow{}
	for i := range s.sides {
		s.sides[i] = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}
	}
	return s
}

// show lets the shadow be seen, or not.
func (s *shadow) show(on bool) {
	for _, side := range s.sides {
		side.Hidden = !on
	}
}

// place lays the shadow of a thing around what is covered by it.
func (s *shadow) place(thing, covered ground.Area, c color.Color) {
	if s.of == thing && s.color == c {
		return
	}
	s.of, s.color = thing, c
	throws := ground.Area{At: thing.At.AddXY(0, shadowDrop), Size: thing.Size}
	for i, a := range throws.Inset(-shadowBlur).Around(covered) {
		kit.Place(s.sides[i], a.At.X, a.At.Y, a.Size)
		s.sides[i].Image = drawShadow(a, throws, c)
		s.sides[i].Refresh()
	}
}

// drawShadow draws what lies in an area of a rectangle that is blurred by a Gaussian whose deviation is a third of shadowBlur, so that nothing is left where that ends. It is the product
// of two differences of the error function, and soft enough for a pixel a point.
func drawShadow(a, throws ground.Area, c color.Color) *image.NRGBA {
	along := func(from, length, edge, opposite float32) []float64 {
		share := make([]float64, max(1, int(math.Round(float64(length)))))
		for i := range share {
			x := float64(from) + (float64(i)+0.5)*float64(length)/float64(len(share))
			reach := func(edge float32) float64 { return math.Erf((x - float64(edge)) / (shadowBlur / 3.0) / math.Sqrt2) }
			share[i] = (reach(edge) - reach(opposite)) / 2
		}
		return share
	}
	across := along(a.At.X, a.Size.Width, throws.At.X, throws.At.X+throws.Size.Width)
	down := along(a.At.Y, a.Size.Height, throws.At.Y, throws.At.Y+throws.Size.Height)
	full := color.NRGBAModel.Convert(c).(color.NRGBA)
	img := image.NewNRGBA(image.Rect(0, 0, len(across), len(down)))
	for y := range down {
		for x := range across {
			p := full
			p.A = uint8(math.Round(float64(full.A) * across[x] * down[y]))
			img.SetNRGBA(x, y, p)
		}
	}
	return img
}
