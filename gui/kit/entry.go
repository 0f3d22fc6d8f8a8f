package kit

import (
	"cmp"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit/bidi"
)

// An Entry is Fyne's entry, with the shortcuts that it does not know itself handed on to the window: Fyne gives a shortcut to the focused entry only, and
// without this none of the window's would work while someone types.
type Entry struct {
	widget.Entry
	Label    string       // what a screen reader calls it; empty for its placeholder
	OnEscape func()       // may be nil
	OnTab    func()       // nil lets Tab lead to the next widget; with Shift it leads to the one before in any case
	OnLeave  func()       // the keyboard has gone elsewhere; may be nil
	OnStep   func(by int) // the key Up, for -1, or Down, for 1; nil leaves them to Fyne

	hint   string            // the placeholder as it was written
	self   fyne.CanvasObject // what is on the window, which may be a widget built on this one
	cursor cursor
}

var (
	_ fyne.Widget     = (*Entry)(nil)
	_ fyne.Accessible = (*Entry)(nil)
)

// NewEntry returns an entry of one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	return e
}

// ExtendBaseWidget is Fyne's.
func (e *Entry) ExtendBaseWidget(w fyne.Widget) {
	if e.self == nil {
		e.self = w
	}
	e.Entry.ExtendBaseWidget(w)
}

// SetPlaceHolder is Fyne's, for words that may be written from right to left: each line is put in order, as long as it need not wrap.
func (e *Entry) SetPlaceHolder(text string) {
	if e.hint == text {
		return
	}
	e.hint = text
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = bidi.Visual(line)
	}
	e.Entry.SetPlaceHolder(strings.Join(lines, "\n"))
}

// AccessibilityLabel is the label, or else the placeholder.
func (e *Entry) AccessibilityLabel() string { return cmp.Or(e.Label, e.hint) }

// AccessibilityRole is text: Fyne has no role for what can be written into.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Written returns the entry of Fyne that it is built on, for who reads out what stands in it.
func (e *Entry) Written() *widget.Entry { return &e.Entry }

// TypedShortcut is Fyne's.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || !forWindow(custom) {
		e.Entry.TypedShortcut(s)
		return
	}
	if c, ok := CanvasOf(e.self).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// forWindow reports whether a shortcut is none of those for moving about in text.
func forWindow(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return false
	}
	return true
}

// AcceptsTab is Fyne's, which would write a tab into an entry of several lines: nobody could leave it by the keyboard.
func (e *Entry) AcceptsTab() bool { return e.OnTab != nil && !shifted() }

// shifted reports whether Shift is held.
func shifted() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// TypedRune is Fyne's.
func (e *Entry) TypedRune(r rune) {
	e.cursor.typed = time.Now()
	e.Entry.TypedRune(r)
	layAhead(e.self)
}

// TypedKey is Fyne's.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	e.cursor.typed = time.Now()
	if k.Name == fyne.KeyEscape && e.OnEscape != nil {
		e.OnEscape()
		return
	}
	if k.Name == fyne.KeyTab && e.OnTab != nil {
		e.OnTab()
		return
	}
	if e.OnStep != nil && (k.Name == fyne.KeyUp || k.Name == fyne.KeyDown) {
		e.OnStep(map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[k.Name])
		return
	}
	if k.Name == fyne.KeyF1 || k.Name == fyne.KeyEscape {
		HandOn(CanvasOf(e.self), k)
		return
	}
	e.Entry.TypedKey(k)
	layAhead(e.self)
}

// FocusGained is Fyne's.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	reveal(CanvasOf(e.self), e.self)
	e.cursor.watch(e)
}

// FocusLost is Fyne's.
func (e *Entry) FocusLost() {
	e.cursor.leave()
	e.Entry.FocusLost()
	if e.OnLeave != nil {
		e.OnLeave()
	}
}
