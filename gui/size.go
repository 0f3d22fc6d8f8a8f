package gui

import (
	"os"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"caracal/gui/kit"
	"caracal/gui/kit/rail"
)

// leastWindow is the size below which the window does not shrink, when everything is as large as the system has it, and below which its pages are not squeezed, but scrolled.
var leastWindow = fyne.NewSize(960, 640)

// windowLayout lays the pages and the layers over them upon each other. The window may be smaller than the pages once everything in it is larger: what would be a window of the least
// size then is larger than many a screen.
type windowLayout struct {
	tips  kit.Tipper
	least fyne.Size // of the window
}

var (
	_ fyne.Layout = (*windowLayout)(nil)
	_ kit.Tipped  = (*windowLayout)(nil)
)

// Tips is for what the buttons in the window do.
func (l *windowLayout) Tips() kit.Tipper { return l.tips }

// Layout is Fyne's.
func (l *windowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, layer := range objects {
		layer.Resize(size)
	}
}

// MinSize is Fyne's.
func (l *windowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.least }

// fit has the window fit a screen on which everything is so much larger than the system has it; 0 is as it is.
func (s *shell) fit(scale float64) {
	by := 1 / float32(max(1, scale))
	s.layout.least = fyne.NewSize(leastWindow.Width*by, leastWindow.Height*by)
}

// Scale changes how large everything in the window is. The window stays as large as it is on the screen.
func (h *house) Scale(scale float64) {
	c := h.window.Canvas()
	before, size := c.Scale(), c.Size()
	setScale(scale)
	h.fit(scale)
	h.app.Settings().SetTheme(h.app.Settings().Theme()) // Fyne looks at the scale when it is given a theme
	by := before / c.Scale()
	h.window.Resize(fyne.NewSize(size.Width*by, size.Height*by))
}

// sizeKeys has everything made larger and smaller by the keys that browsers have for it.
func (h *house) sizeKeys() {
	larger := func() { h.prefs.Enlarge(1) }
	h.Shortcut(fyne.KeyPlus, larger)
	h.Shortcut(fyne.KeyEqual, larger) // where + is above it
	h.bind(&desktop.CustomShortcut{KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}, func(fyne.Shortcut) { larger() })
	h.Shortcut(fyne.KeyMinus, func() { h.prefs.Enlarge(-1) })
	h.Shortcut(fyne.Key0, func() { h.prefs.Enlarge(0) })
}

// setScale says how large everything is to be, against how the system has it, from when Fyne looks at that next; 0 is as it is. Fyne takes it from the environment.
func setScale(scale float64) {
	if scale != 0 {
		os.Setenv("FYNE_SCALE", strconv.FormatFloat(scale, 'f', 2, 64))
	}
}

// roomLayout puts the rail at the left of the body.
type roomLayout struct{}

// Layout is Fyne's.
func (roomLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	strip, body := objects[0], objects[1]
	strip.Resize(fyne.NewSize(rail.Width, size.Height))
	body.Move(fyne.NewPos(rail.Width, 0))
	body.Resize(size.SubtractWidthHeight(rail.Width, 0))
}

// MinSize is Fyne's.
func (roomLayout) MinSize([]fyne.CanvasObject) fyne.Size { return leastWindow }
