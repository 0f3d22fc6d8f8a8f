package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// A Thumb is a small picture with rounded corners that fills its place, whatever the picture's shape. Without a picture it is an empty well.
type Thumb struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	image  *canvas.Image
	side   fyne.Size
}

var _ fyne.Widget = (*Thumb)(nil)

// NewThumb returns an empty thumb of the given size.
func NewThumb(size fyne.Size) *Thumb {
	t := &Thumb{
		ground: &canvas.Rectangle{},
		image:  &canvas.Image{FillMode: canvas.ImageFillCover, ScaleMode: canvas.ImageScaleFastest},
		side:   size,
	}
	t.image.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// SetImage shows a picture, or none for nil. It is not scaled well, so it should be little larger than the thumb's real pixels; nobody may write to it any more.
func (t *Thumb) SetImage(img *image.RGBA) {
	if img == nil {
		t.image.Hide()
		t.image.Image = nil
		return
	}
	t.image.Image = img
	t.image.Show()
	t.image.Refresh()
}

// Picture returns the picture that is shown, nil if there is none.
func (t *Thumb) Picture() *image.RGBA {
	img, _ := t.image.Image.(*image.RGBA)
	return img
}

// MinSize is the size that the thumb was made with.
func (t *Thumb) MinSize() fyne.Size { return t.side }

// CreateRenderer is Fyne's.
func (t *Thumb) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &thumbRenderer{thumb: t}
	r.paint()
	return r
}

type thumbRenderer struct{ thumb *Thumb }

func (r *thumbRenderer) paint() {
	t := r.thumb
	t.ground.FillColor, t.ground.CornerRadius = ColorOf(t, ColorWell), SizeOf(t, RadiusImage)
	t.image.CornerRadius = t.ground.CornerRadius
}

func (r *thumbRenderer) Layout(size fyne.Size) {
	r.thumb.ground.Resize(size)
	r.thumb.image.Resize(size)
}

func (r *thumbRenderer) MinSize() fyne.Size { return r.thumb.side }

func (r *thumbRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.thumb.ground, r.thumb.image}
}

func (r *thumbRenderer) Destroy() {}

func (r *thumbRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.thumb)
}
