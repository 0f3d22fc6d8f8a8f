package ground

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2/canvas"
)

// A plain is an area of one colour: a picture of one pixel. For each of a rectangle's pixels Fyne looks for an edge, a corner and a shadow; where there is no graphics card that takes
// five times as long, and while a film plays the whole window is painted for each of its frames. (A line as thick as the area would do too, but for Fyne it is gone where its middle is
// scrolled away.)
type plain struct {
	*canvas.Image
	color color.Color
}

func newPlain() *plain {
	return &plain{Image: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScalePixels}}
}

// paint gives the area its colour.
func (p *plain) paint(c color.Color) {
	if p.color == c || c == nil {
		return
	}
	p.color = c
	pixel := image.NewRGBA(image.Rect(0, 0, 1, 1))
	pixel.Set(0, 0, c)
	p.Image.Image = pixel
	p.Refresh()
}
