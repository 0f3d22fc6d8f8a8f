package playback

import (
	"image"
	"math"
	"time"

	"caracal/gui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// doubleTap is the longest time between the two taps of a double tap. The toolkit's own double tap would hold every single tap back by as long.
const doubleTap = 300 * time.Millisecond

// A Screen shows frames, one after the other, as large as they fit, and a note where there is something to say about them.
type Screen struct {
	widget.BaseWidget

	Square bool // without round corners

	OnTapped       func() // for each tap, at once
	OnDoubleTapped func() // after OnTapped has been called for both taps

	resized func(px image.Point) // see Follow; may be nil
	image   *canvas.Image
	note    *kit.Text
	still   bool // the sign of a film that waits to be played is shown
	minSize fyne.Size
	px      image.Point // of the screen
	shape   image.Point // of the frame that is shown, in pixels
	tapped  time.Time
}

var (
	_ fyne.Widget   = (*Screen)(nil)
	_ fyne.Tappable = (*Screen)(nil)
)

// NewScreen returns an empty screen that is never smaller than minSize.
func NewScreen(minSize fyne.Size) *Screen {
	s := &Screen{image: &canvas.Image{FillMode: canvas.ImageFillContain}, minSize: minSize}
	s.note = &kit.Text{Align: fyne.TextAlignCenter, ColorName: kit.ColorOnVeil, SizeName: kit.SizeSmall, Fit: kit.Wrap}
	s.image.Hide()
	s.ExtendBaseWidget(s)
	return s
}

// SetFrame shows a frame, or nothing for nil. Its stride must be four times its width. The pixels are read when the window is painted next, so nobody may write to
// them before another frame has been set.
func (s *Screen) SetFrame(frame *image.RGBA) {
	if frame == nil {
		s.image.Image = nil
		s.image.Hide()
		s.Refresh()
		return
	}
	old := s.shape // not asked of the frame itself, which may be drawn into by now
	s.image.Image, s.shape = frame, frame.Rect.Size()
	// Fastest, because Smooth is done on the Fyne goroutine and takes longer than a frame lasts. A frame of the screen's own size is not scaled at all.
	s.image.ScaleMode = canvas.ImageScaleFastest
	if s.shape.X == s.px.X || s.shape.Y == s.px.Y {
		s.image.ScaleMode = canvas.ImageScalePixels
	}
	s.image.Refresh() // also when it is not seen yet, because this is where it takes the frame's shape
	if s.image.Visible() && old == s.shape {
		return
	}
	s.image.Show()
	s.Refresh() // also because an image that was never painted belongs to no window, and cannot have itself painted
}

// Frame returns the frame that is shown, nil if there is none.
func (s *Screen) Frame() *image.RGBA {
	frame, _ := s.image.Image.(*image.RGBA)
	return frame
}

// SetNote shows a few words over the frame; an empty text takes them away.
func (s *Screen) SetNote(text string) {
	if s.note.Text == text {
		return
	}
	s.note.Set(text, kit.ColorOnVeil)
	s.Refresh()
}

// Note returns the words that are shown over the frame.
func (s *Screen) Note() string { return s.note.Text }

// SetStill shows, or takes away, the sign of a film that waits to be played.
func (s *Screen) SetStill(still bool) {
	if s.still != still {
		s.still = still
		s.Refresh()
	}
}

// Still reports whether that sign is shown.
func (s *Screen) Still() bool { return s.still }

// Pixels returns the size of the screen in real pixels, zero before it has one.
func (s *Screen) Pixels() image.Point { return s.px }

// Follow has a function called, and no other any more, when the screen has got another size in real pixels; nil for none.
func (s *Screen) Follow(resized func(px image.Point)) { s.resized = resized }

// Resize is Fyne's.
func (s *Screen) Resize(size fyne.Size) {
	s.BaseWidget.Resize(size)
	px := kit.Pixels(s, size)
	if px == s.px {
		return
	}
	s.px = px
	if s.resized != nil {
		s.resized(px)
	}
}

// Tapped is Fyne's.
func (s *Screen) Tapped(*fyne.PointEvent) {
	again := time.Since(s.tapped) < doubleTap
	s.tapped = time.Now()
	if s.OnTapped != nil {
		s.OnTapped()
	}
	if again && s.OnDoubleTapped != nil {
		s.tapped = time.Time{}
		s.OnDoubleTapped()
	}
}

// MinSize returns the size that the screen was made with.
func (s *Screen) MinSize() fyne.Size { return s.minSize }

// SetMinSize sets the size below which the screen must not shrink.
func (s *Screen) SetMinSize(size fyne.Size) { s.minSize = size }

// CreateRenderer is Fyne's.
func (s *Screen) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &screenRenderer{screen: s, plate: &canvas.Rectangle{}, disc: &canvas.Circle{}, play: widget.NewIcon(theme.NewColoredResource(theme.MediaPlayIcon(), kit.ColorOnVeil))}
	for i := range r.wells {
		r.wells[i] = kit.NewPanel(kit.ColorWell, kit.ColorClear, kit.RadiusImage, fyne.Size{}, nil)
	}
	r.paint()
	return r
}

type screenRenderer struct {
	screen *Screen
	wells  [2]*kit.Panel     // where the frame leaves room at its sides; the first is the whole screen while there is no frame
	plate  *canvas.Rectangle // behind the note
	disc   *canvas.Circle    // behind the sign of what waits to be played
	play   *widget.Icon
}

// How large the sign is, in points.
const (
	discSize = 56
	playSize = 32
)

func (r *screenRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.wells[0], r.wells[1], r.screen.image, r.plate, r.screen.note, r.disc, r.play}
}

func (r *screenRenderer) MinSize() fyne.Size { return r.screen.minSize }
func (r *screenRenderer) Destroy()           {}

func (r *screenRenderer) Layout(size fyne.Size) {
	r.layWells(size)
	r.screen.image.Resize(size)
	const inset = 8
	note := r.screen.note
	note.Resize(fyne.NewSize(size.Width-2*inset, note.MinSize().Height)) // its height follows from its width
	height := note.MinSize().Height
	note.Resize(fyne.NewSize(size.Width-2*inset, height))
	note.Move(fyne.NewPos(inset, (size.Height-height)/2))
	r.plate.Resize(fyne.NewSize(size.Width, height+2*inset))
	r.plate.Move(fyne.NewPos(0, (size.Height-height)/2-inset))
	middle := func(o fyne.CanvasObject, side float32) {
		kit.Place(o, (size.Width-side)/2, (size.Height-side)/2, fyne.NewSquareSize(side))
	}
	middle(r.disc, discSize)
	middle(r.play, playSize)
}

// layWells puts the wells beside the frame, or above and below it. They reach under it until their round corners and its own are covered, and no further, because what
// lies under a film is painted with each of its frames. An even number of points, so that the line that a plain one is lies on whole pixels.
func (r *screenRenderer) layWells(size fyne.Size) {
	well := size
	if r.screen.Frame() != nil {
		shape := fyne.NewSize(float32(r.screen.shape.X), float32(r.screen.shape.Y))
		scale := min(size.Width/shape.Width, size.Height/shape.Height)
		side := func(room float32) float32 { return 2 * float32(math.Ceil(float64(room/4+r.screen.image.CornerRadius))) }
		switch room := size.SubtractWidthHeight(shape.Width*scale, shape.Height*scale); {
		case room.Width >= 1:
			well.Width = side(room.Width)
		case room.Height >= 1:
			well.Height = side(room.Height)
		default:
			well = fyne.Size{}
		}
	}
	kit.Place(r.wells[0], 0, 0, well)
	kit.Place(r.wells[1], size.Width-well.Width, size.Height-well.Height, well)
	r.wells[0].Hidden = well.IsZero()
	r.wells[1].Hidden = well.IsZero() || well == size
}

func (r *screenRenderer) paint() {
	s := r.screen
	s.image.CornerRadius = kit.SizeOf(s, kit.RadiusImage)
	for _, w := range r.wells {
		w.Radius = kit.RadiusImage
		if s.Square {
			s.image.CornerRadius, w.Radius = 0, ""
		}
		w.Refresh()
	}
	r.plate.FillColor, r.disc.FillColor = kit.ColorOf(s, kit.ColorVeil), kit.ColorOf(s, kit.ColorVeil)
	for _, o := range []fyne.CanvasObject{r.plate, s.note} {
		kit.SetVisible(o, s.note.Text != "")
	}
	for _, o := range []fyne.CanvasObject{r.disc, r.play} {
		kit.SetVisible(o, s.still)
	}
}

func (r *screenRenderer) Refresh() {
	r.paint()
	r.Layout(r.screen.Size())
	canvas.Refresh(r.screen)
}
