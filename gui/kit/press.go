package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A press is what all our widgets that can be pressed have in common: the pointer's and the keyboard's presence, and what happens then. Space and Return do what
// a tap does. A widget embeds it and draws itself by hovered and focused.
type press struct {
	widget.BaseWidget
	OnTapped func()

	hovered, focused bool
}

var (
	_ fyne.Tappable     = (*press)(nil)
	_ fyne.Focusable    = (*press)(nil)
	_ desktop.Hoverable = (*press)(nil)
)

// Tapped is Fyne's.
func (p *press) Tapped(*fyne.PointEvent) {
	if p.OnTapped != nil {
		p.OnTapped()
	}
}

// TypedKey is Fyne's.
func (p *press) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		p.Tapped(nil)
		return
	}
	c, _ := focusOf(p)
	HandOn(c, e)
}

// TypedRune is Fyne's.
func (p *press) TypedRune(r rune) {
	c, _ := focusOf(p)
	HandOnRune(c, r)
}

// FocusGained is Fyne's.
func (p *press) FocusGained() {
	p.focused = true
	p.Refresh()
	reveal(focusOf(p))
}

func (p *press) itself() *press { return p }

// FocusLost is Fyne's.
func (p *press) FocusLost() { p.focused = false; p.Refresh() }

// MouseIn is Fyne's.
func (p *press) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved is Fyne's.
func (p *press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (p *press) MouseOut() { p.hovered = false; p.Refresh() }

// AccessibilityRole is button.
func (p *press) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
