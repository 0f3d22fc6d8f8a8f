// Package kittest plays the window around a page, for tests of one page alone.
package kittest

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"

	"caracal/gui/kit"
)

var _ kit.Window = (*Window)(nil)

// A Window is a window of Fyne's test driver that remembers what was said in it.
type Window struct {
	Said   string // last
	Action string // that was offered with it, and what it does
	Do     func()

	t      testing.TB
	window fyne.Window
}

// New returns an empty window of 1280×800 with Caracal's look. The test's end closes it.
func New(t testing.TB) *Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	w := &Window{t: t, window: test.NewTempWindow(t, nil)}
	w.window.Resize(fyne.NewSize(1280, 800))
	return w
}

// Say is kit.Window's.
func (w *Window) Say(text string) { w.Offer(text, "", nil) }

// OfferUndo is kit.Window's.
func (w *Window) OfferUndo(text string, undo func()) { w.Said, w.Action, w.Do = text, "Undo", undo }

// Doing is kit.Window's.
func (w *Window) Doing() (done func()) { return func() {} }

// Offer is kit.Window's.
func (w *Window) Offer(text, action string, do func()) { w.Said, w.Action, w.Do = text, action, do }

// Confirm is kit.Window's.
func (w *Window) Confirm(title, words, yes, no string, do func()) {
	w.Show(kit.Confirm(w.window, title, words, yes, no, do))
}

// Show is kit.Window's.
func (w *Window) Show(d dialog.Dialog) { d.Show() }

// Fyne is kit.Window's.
func (w *Window) Fyne() fyne.Window { return w.window }

// Tap taps the button with these words in whatever lies over the window, or else in it. It fails the test where there is none.
func (w *Window) Tap(words string) {
	w.t.Helper()
	c := w.window.Canvas()
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	for _, o := range test.LaidOutObjects(root) {
		if b, ok := o.(*kit.Button); ok && b.Text == words && b.Visible() {
			test.Tap(b)
			return
		}
	}
	w.t.Fatalf("there is no button %q", words)
}

// Asks returns the words of the dialog that is open; empty for none.
func (w *Window) Asks() string {
	top := w.window.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	var said []string
	for _, o := range test.LaidOutObjects(top) {
		if text, ok := o.(*kit.Text); ok {
			said = append(said, text.Text)
		}
	}
	return strings.Join(said, " ")
}
