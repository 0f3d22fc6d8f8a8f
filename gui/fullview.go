package gui

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
)

// A fullView shows what a player plays on the whole of the computer's screen, with its transport below. Escape, F, a double tap and its button leave it. It lies over
// the window's content, which is hidden in the meantime so that it is not painted sixty times a second for nobody.
type fullView struct {
	widget.BaseWidget
	window    fyne.Window
	transport *transport
	screen    *kit.Screen
	content   *fyne.Container
	left      func() // called when it has been left
}

var (
	_ fyne.Widget    = (*fullView)(nil)
	_ fyne.Focusable = (*fullView)(nil)
	_ fyne.Tappable  = (*fullView)(nil)
)

// openFullView moves a player's film to the whole screen. The caller moves it back when left is called.
func openFullView(w fyne.Window, p *player, left func()) *fullView {
	v := &fullView{window: w, screen: kit.NewScreen(fyne.NewSize(160, 90)), left: left}
	v.transport = newTransport(p, theme.ViewRestoreIcon(), v.Hide)
	v.screen.OnTapped = func() {
		p.Toggle()
		v.focus()
	}
	v.screen.OnDoubleTapped = v.Hide
	for _, b := range v.transport.buttons() {
		tapped := b.OnTapped
		b.OnTapped = func() {
			tapped()
			v.focus()
		}
	}
	t := v.transport
	v.screen.Square = true
	bar := container.NewBorder(nil, nil, container.NewHBox(t.back, t.play, t.forward), container.NewHBox(t.time, t.loop, t.full), t.scrubber)
	// The screen has a ground of its own. One below both would be painted with each frame.
	v.content = container.New(&kit.Column{Elastic: v.screen, Likes: math.MaxFloat32}, v.screen, kit.NewPanel(kit.ColorWell, kit.ColorClear, "", fyne.NewSquareSize(8), bar))
	v.ExtendBaseWidget(v)

	c := w.Canvas()
	c.Content().Hide()
	c.Overlays().Add(v)
	v.Resize(c.Size())
	v.focus()
	v.screen.SetFrame(p.screen.Frame())
	p.SetScreen(v.screen)
	w.SetFullScreen(true)
	return v
}

// Hide leaves the full view. Whoever hides an overlay, by Escape say, means that.
func (v *fullView) Hide() {
	if !v.Visible() {
		return
	}
	v.BaseWidget.Hide()
	v.window.SetFullScreen(false)
	v.window.Canvas().Overlays().Remove(v)
	v.window.Canvas().Content().Show()
	v.left()
}

// focus takes the keys back: a tap on anything else takes them away.
func (v *fullView) focus() {
	if v.Visible() {
		v.window.Canvas().Focus(v)
	}
}

// Tapped is Fyne's.
func (v *fullView) Tapped(*fyne.PointEvent) { v.focus() }

// TypedKey is Fyne's.
func (v *fullView) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		v.Hide()
		return
	}
	v.transport.key(e.Name)
}

// TypedRune is Fyne's.
func (v *fullView) TypedRune(rune) {}

// FocusGained is Fyne's.
func (v *fullView) FocusGained() {}

// FocusLost is Fyne's.
func (v *fullView) FocusLost() {}

// CreateRenderer is Fyne's.
func (v *fullView) CreateRenderer() fyne.WidgetRenderer {
	dark := kit.Theme{Forced: true, Variant: theme.VariantDark} // whatever the window is: nothing but the film is to shine
	return widget.NewSimpleRenderer(container.NewThemeOverride(v.content, dark))
}
