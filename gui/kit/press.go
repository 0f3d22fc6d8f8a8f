package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A Press is what all our widgets that can be pressed have in common: the pointer's and the keyboard's presence, and what happens then. Space and Return do what
// a tap does. A widget embeds it and draws itself by Hovered and Focused.
type Press struct {
	widget.BaseWidget
	OnTapped func()

	hovered, focused bool
}

var (
	_ fyne.Tappable     = (*Press)(nil)
	_ fyne.Focusable    = (*Press)(nil)
	_ desktop.Hoverable = (*Press)(nil)
)

// Hovered reports whether the pointer is on the widget.
func (p *Press) Hovered() bool { return p.hovered }

// Focused reports whether the widget has the keyboard.
func (p *Press) Focused() bool { return p.focused }

// Tapped is Fyne's.
func (p *Press) Tapped(*fyne.PointEvent) {
	if p.OnTapped != nil {
		p.OnTapped()
	}
}

// TypedKey is Fyne's.
func (p *Press) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		p.Tapped(nil)
		return
	}
	c, _ := focusOf(p)
	HandOn(c, e)
}

// TypedRune is Fyne's.
func (p *Press) TypedRune(r rune) {
	c, _ := focusOf(p)
	HandOnRune(c, r)
}

// FocusGained is Fyne's.
func (p *Press) FocusGained() {
	p.focused = true
	p.Refresh()
	reveal(focusOf(p))
}

func (p *Press) itself() *Press { return p }

// FocusLost is Fyne's.
func (p *Press) FocusLost() { p.focused = false; p.Refresh() }

// MouseIn is Fyne's.
func (p *Press) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved is Fyne's.
func (p *Press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (p *Press) MouseOut() { p.hovered = false; p.Refresh() }

// AccessibilityRole is button.
func (p *Press) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
