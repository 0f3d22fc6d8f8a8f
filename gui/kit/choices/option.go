package choices

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"caracal/gui/kit"
	"caracal/gui/kit/ground"
)

// An Option is a card to choose by its picture: the picture in its true shape, a title, and a caption beside it, or no caption where there is no room.
type Option struct {
	kit.Press
	Title   string
	Caption string
	Box     fyne.Size // of the picture, where there is room

	image *image.RGBA
	on    bool
}

var (
	_ fyne.Widget     = (*Option)(nil)
	_ fyne.Accessible = (*Option)(nil)
)

const optionHeight float32 = 152

// NewOption returns an option without a picture that is not chosen.
func NewOption(title, caption string, box fyne.Size, tapped func()) *Option {
	o := &Option{Press: kit.Press{OnTapped: tapped}, Title: title, Caption: caption, Box: box}
	o.ExtendBaseWidget(o)
	return o
}

// SetOn says whether this option is the one that is chosen.
func (o *Option) SetOn(on bool) {
	if o.on != on {
		o.on = on
		o.Refresh()
	}
}

// On reports whether this option is the one that is chosen.
func (o *Option) On() bool { return o.on }

// SetImage shows a picture that has the shape of the box, or none for nil. Nobody may write to it any more.
func (o *Option) SetImage(img *image.RGBA) {
	o.image = img
	o.Refresh()
}

// Picture returns the picture that is shown, nil if there is none.
func (o *Option) Picture() *image.RGBA { return o.image }

// AccessibilityLabel is the title and the caption.
func (o *Option) AccessibilityLabel() string { return o.Title + ", " + o.Caption }

// CreateRenderer is Fyne's.
func (o *Option) CreateRenderer() fyne.WidgetRenderer {
	o.ExtendBaseWidget(o)
	r := &optionRenderer{
		option:  o,
		ground:  ground.New(),
		well:    &canvas.Rectangle{},
		picture: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest},
		title:   &kit.Text{Bold: true},
		caption: kit.NewSmall(""),
	}
	r.paint()
	return r
}

type optionRenderer struct {
	option         *Option
	ground         *ground.Ground
	well           *canvas.Rectangle
	picture        *canvas.Image
	title, caption *kit.Text
}

func (r *optionRenderer) paint() {
	o := r.option
	line, thick := kit.ColorLine, float32(1)
	switch {
	case o.Focused():
		line, thick = kit.ColorRing, 2
	case o.on:
		line, thick = kit.ColorAccent, 2
	case o.Hovered():
		line = kit.ColorMuted
	}
	r.ground.Paint(kit.ColorOf(o, kit.ColorSurface), kit.ColorOf(o, line), thick, kit.SizeOf(o, kit.RadiusCard))
	r.well.FillColor, r.well.CornerRadius = kit.ColorOf(o, kit.ColorWell), 4
	r.picture.CornerRadius = 4
	r.picture.Image, r.picture.Hidden, r.well.Hidden = nil, o.image == nil, o.image != nil
	if o.image != nil { // a nil of this type is not a nil image
		r.picture.Image = o.image
	}
	r.title.Set(o.Title, kit.ColorText)
	r.caption.Set(o.Caption, kit.ColorMuted)
}

const (
	optionPad    = 10
	optionGap    = 12
	captionWidth = 48 // the least that a caption can live in
)

func (r *optionRenderer) Layout(size fyne.Size) {
	r.ground.Place(size)
	box := r.option.Box
	title := r.title.MinSize()
	if size.Width >= 2*optionPad+box.Width+optionGap+captionWidth {
		r.caption.Show()
		left := optionPad + box.Width + optionGap
		width := size.Width - left - optionPad
		r.caption.Resize(fyne.NewSize(width, r.caption.Size().Height)) // its height follows from its width
		caption := r.caption.MinSize().Height
		r.caption.Resize(fyne.NewSize(width, caption))
		top := (size.Height - title.Height - caption) / 2
		r.title.Move(fyne.NewPos(left, top))
		r.title.Resize(fyne.NewSize(width, title.Height))
		r.caption.Move(fyne.NewPos(left, top+title.Height))
		r.place(fyne.NewPos(optionPad, (size.Height-box.Height)/2), box)
		return
	}
	r.caption.Hide()
	room := fyne.NewSize(size.Width-2*optionPad, size.Height-2*optionPad-title.Height-4)
	scale := min(1, room.Width/box.Width, room.Height/box.Height)
	box = fyne.NewSize(box.Width*scale, box.Height*scale)
	top := (size.Height - box.Height - 4 - title.Height) / 2
	r.place(fyne.NewPos((size.Width-box.Width)/2, top), box)
	r.title.Move(fyne.NewPos((size.Width-title.Width)/2, top+box.Height+4))
	r.title.Resize(title)
}

func (r *optionRenderer) place(at fyne.Position, size fyne.Size) {
	for _, o := range []fyne.CanvasObject{r.well, r.picture} {
		o.Move(at)
		o.Resize(size)
	}
}

func (r *optionRenderer) MinSize() fyne.Size { return fyne.NewSize(72, optionHeight) }

func (r *optionRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.ground.Objects()), r.well, r.picture, r.title, r.caption)
}

func (r *optionRenderer) Refresh() {
	r.paint()
	r.picture.Refresh()
	r.Layout(r.option.Size())
	canvas.Refresh(r.option)
}

func (r *optionRenderer) Destroy() {}
