package film

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
	"caracal/gui/kit/playback"
	"caracal/gui/kit/tips"
)

// A FullView shows what a player plays on the whole of the computer's screen, with its transport below. Escape, F, a double tap and its button leave it; H and a heart are for a
// favourite, and the page keys go to other clips. It lies over the window's content, which is hidden in the meantime so that it is not painted sixty times a second for nobody.
type FullView struct {
	widget.BaseWidget
	window    fyne.Window
	Transport *Transport
	Screen    *playback.Screen
	content   fyne.CanvasObject
	bar       *fyne.Container // below the film
	caption   *kit.Text
	heart     *kit.Button // hidden where there is nothing to be made a favourite
	favourite bool        // what is seen
	toast     *kit.Toast
	tips      *tips.Layer
	left      func()       // called when it has been left
	OnCopy    func()       // for Ctrl or ⌘ with C; may be nil
	OnStep    func(by int) // for Page Up and Page Down: to the clip before, or the next one; may be nil
}

var (
	_ fyne.Widget    = (*FullView)(nil)
	_ fyne.Focusable = (*FullView)(nil)
	_ fyne.Tappable  = (*FullView)(nil)

	_ fyne.Shortcutable = (*FullView)(nil)
	_ kit.Tipped        = (*FullView)(nil)
)

// OpenFullView moves a player's film to the whole screen. The caller moves it back when left is called. It calls favour when the person wants what is seen to be a favourite,
// or no more, and is told by SetFavourite what has come of it. after is that of [tips.New].
func OpenFullView(w fyne.Window, p *Player, labels Labels, after func(time.Duration, func()) (stop func()), favour, left func()) *FullView {
	v := &FullView{window: w, tips: tips.New(after), Screen: playback.NewScreen(fyne.NewSize(160, 90)), toast: kit.NewToast(), caption: &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Lines: 1}, left: left}
	v.Transport = NewTransport(p, theme.ViewRestoreIcon(), labels, v.Hide)
	v.Screen.OnTapped = func() {
		p.Toggle()
		v.focus()
	}
	v.Screen.OnDoubleTapped = v.Hide
	v.heart = kit.NewButton("", kit.HeartIcon(false), favour)
	v.heart.Tip = labels.HeartTip
	v.heart.Holds = func() bool { return v.favourite }
	for _, b := range append(v.Transport.Buttons(), v.heart) {
		tapped := b.OnTapped
		b.OnTapped = func() {
			tapped()
			v.focus()
		}
	}
	t := v.Transport
	v.Screen.Square = true
	v.bar = container.NewBorder(nil, nil, container.NewHBox(t.Back, t.Play, t.Forward, container.New(layout.NewCustomPaddedLayout(0, 0, 8, 8), container.NewCenter(v.caption))), container.NewHBox(t.Time, v.heart, t.Loop, t.Full), t.Scrubber)
	// The screen has a ground of its own. One below both would be painted with each frame.
	column := container.New(&kit.Column{Elastic: v.Screen, Likes: math.MaxFloat32}, v.Screen, kit.NewPanel(kit.ColorWell, kit.ColorClear, "", fyne.NewSquareSize(8), v.bar))
	v.content = kit.Dark(container.NewStack(column, v.toast.Layer(), v.tips.View()))
	v.ExtendBaseWidget(v)

	v.Transport.Show(p.State())

	c := w.Canvas()
	c.Content().Hide()
	c.Overlays().Add(v)
	v.Resize(c.Size())
	// Fyne has drawn the buttons before it told them of their theme, and kept what their icons looked like then.
	v.content.Refresh()
	v.bar.Refresh()
	v.focus()
	v.Screen.SetFrame(p.screen.Frame())
	p.SetScreen(v.Screen)
	w.SetFullScreen(true)
	return v
}

// Hide leaves the full view. Whoever hides an overlay, by Escape say, means that.
func (v *FullView) Hide() {
	if !v.Visible() {
		return
	}
	v.BaseWidget.Hide()
	v.window.SetFullScreen(false)
	v.window.Canvas().Overlays().Remove(v)
	v.window.Canvas().Content().Show()
	v.left()
}

// Follow makes the transport agree with the player, and writes a note on the screen where the film has ended badly.
func (v *FullView) Follow(s State, note string) {
	v.Transport.Show(s)
	if note != "" {
		v.Screen.SetNote(note)
	}
}

// SetFavourite shows whether what is seen is a favourite. What is in the bin cannot be one, and has no heart.
func (v *FullView) SetFavourite(on, can bool) {
	v.favourite = on
	setIcon(v.heart, on, kit.HeartIcon(true), kit.HeartIcon(false))
	kit.SetVisible(v.heart, can)
}

// SetCaption says which of several clips is seen; empty for nothing.
func (v *FullView) SetCaption(text string) {
	v.caption.Set(text, kit.ColorMuted)
	v.bar.Refresh()
}

// Offer says something over the film until Quiet, as the window's own toast, which lies beneath, does. The action's word may be empty.
func (v *FullView) Offer(text, action string, do func()) {
	v.toast.Show(text, action, func() {
		do()
		v.focus()
	})
}

// Quiet says no more.
func (v *FullView) Quiet() { v.toast.Hide() }

// Tips is for what the buttons of the full view do.
func (v *FullView) Tips() kit.Tipper { return v.tips }

// focus takes the keys back: a tap on anything else takes them away.
func (v *FullView) focus() {
	if v.Visible() {
		v.window.Canvas().Focus(v)
	}
}

// Tapped is Fyne's.
func (v *FullView) Tapped(*fyne.PointEvent) { v.focus() }

// TypedKey is Fyne's.
func (v *FullView) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape:
		v.Hide()
	case e.Name == fyne.KeyH && v.heart.Visible():
		v.heart.OnTapped()
	case e.Name == fyne.KeyPageUp && v.OnStep != nil:
		v.OnStep(-1)
	case e.Name == fyne.KeyPageDown && v.OnStep != nil:
		v.OnStep(1)
	default:
		v.Transport.Key(e.Name)
	}
}

// TypedShortcut is Fyne's.
func (v *FullView) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok && v.OnCopy != nil {
		v.OnCopy()
	}
}

// TypedRune is Fyne's.
func (v *FullView) TypedRune(rune) {}

// FocusGained is Fyne's.
func (v *FullView) FocusGained() {}

// FocusLost is Fyne's.
func (v *FullView) FocusLost() {}

// CreateRenderer is Fyne's.
func (v *FullView) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(v.content)
}
