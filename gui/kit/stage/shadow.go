package stage

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// A shadow is what a thing throws that lies above its ground. Fyne's own is worked out for each pixel each time that the window is painted, which without a graphics card is dear; this
// one is a small picture, which is soft enough to be drawn larger.
type shadow struct {
	*canvas.Image
	size  fyne.Size
	color color.Color
}

const (
	shadowBlur = 20 // how far it reaches beyond the thing, in points
	shadowDrop = 8  // how far it lies below
	shadowStep = 4  // points for each pixel of the picture
)

func newShadow() *shadow {
	return &shadow{Image: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}}
}

// place lays the shadow of a thing.
func (s *shadow) place(at fyne.Position, size fyne.Size, c color.Color) {
	if s.size != size || s.color != c {
		s.size, s.color = size, c
		s.Image.Image = drawShadow(size, c)
		s.Image.Refresh()
	}
	s.Move(at.AddXY(-shadowBlur, shadowDrop-shadowBlur))
	s.Resize(size.AddWidthHeight(2*shadowBlur, 2*shadowBlur))
}

// drawShadow blurs a rectangle of a size in points by a Gaussian whose deviation is a third of shadowBlur, so that nothing of it is left there. Of a rectangle that is the product of two differences of the error function.
func drawShadow(size fyne.Size, c color.Color) *image.RGBA {
	full := color.NRGBAModel.Convert(c).(color.NRGBA)
	length := func(points float32) int { return max(1, int(math.Round(float64(points+2*shadowBlur)/shadowStep))) }
	along := func(n int, points float32) []float64 {
		share := make([]float64, n)
		for i := range share {
			x := (float64(i)+0.5)*float64(points+2*shadowBlur)/float64(n) - shadowBlur
			const deviation = shadowBlur / 3.0
			share[i] = (math.Erf(x/deviation/math.Sqrt2) - math.Erf((x-float64(points))/deviation/math.Sqrt2)) / 2
		}
		return share
	}
	img := image.NewRGBA(image.Rect(0, 0, length(size.Width), length(size.Height)))
	across, down := along(img.Rect.Dx(), size.Width), along(img.Rect.Dy(), size.Height)
	for y := range down {
		for x := range across {
			p := full
			p.A = uint8(math.Round(float64(full.A) * across[x] * down[y]))
			img.Set(x, y, p)
		}
	}
	return img
}
