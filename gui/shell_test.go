package gui

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/gui/door/doortest"
	"caracal/gui/kit"
	"caracal/resources"
)

// press sends Ctrl or ⌘ with a key to the window.
func (s *stand) press(key fyne.KeyName) {
	s.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
}

func TestShortcuts(t *testing.T) {
	s := newStand(t)
	s.press(fyne.KeyComma)
	if s.now.page != s.prefs {
		t.Error("Ctrl+, does not lead to the settings")
	}
	s.press(fyne.Key1)
	if s.now.page != s.make || !s.now.item.Selected() {
		t.Error("Ctrl+1 does not lead back")
	}
	s.readies()
	s.press(fyne.KeyReturn)
	s.until("the submit", func() bool { return len(s.studio.Submitted()) == 1 && !s.button("Make draft — free").Disabled() })
	s.press(fyne.KeyComma)
	s.press(fyne.KeyReturn)
	s.press(fyne.Key1)
	if s.button("Make draft — free").Disabled() || len(s.studio.Submitted()) != 1 {
		t.Error("Ctrl+Return makes a clip on another page")
	}
}

// A fakePage remembers what it was given.
type fakePage struct {
	dropped []string
	pasted  int
	shown   []bool // Shown and Hidden, in order
	closed  bool
}

func (p *fakePage) Build() fyne.CanvasObject { return container.NewWithoutLayout() }
func (p *fakePage) Shown()                   { p.shown = append(p.shown, true) }
func (p *fakePage) Hidden()                  { p.shown = append(p.shown, false) }
func (p *fakePage) Close()                   { p.closed = true }
func (p *fakePage) Drop(paths []string)      { p.dropped = append(p.dropped, paths...) }
func (p *fakePage) Paste(fyne.Clipboard)     { p.pasted++ }

func TestDropsAndPastesReachTheirPage(t *testing.T) {
	in, _ := doortest.New(t)
	s := newShell(test.NewTempWindow(t, nil), in)
	icon := fyne.NewStaticResource("icon.svg", resources.Icon())
	first, second := &fakePage{}, &fakePage{}
	s.add(first, icon, "First", fyne.Key1)
	s.add(second, icon, "Second", fyne.Key2)
	s.fill(kit.NewLogo(icon))
	s.open(second)
	if diff := cmp.Diff([]bool{true, false}, first.shown); diff != "" {
		t.Error("the first page:", diff)
	}
	a, b := filepath.Join(t.TempDir(), "a.jpg"), filepath.Join(t.TempDir(), "b #1?.jpg")
	s.drop([]fyne.URI{storage.NewFileURI(a), storage.NewFileURI(b)})
	if diff := cmp.Diff([]string{a, b}, first.dropped); diff != "" || len(second.dropped) != 0 {
		t.Errorf("%s; the second page got %q", diff, second.dropped)
	}
	s.keys.TypedShortcut(&fyne.ShortcutPaste{})
	if first.pasted != 0 || second.pasted != 1 {
		t.Error("what is pasted does not reach the page that is seen")
	}
	s.close()
	if !first.closed || !second.closed {
		t.Error("a page was not closed")
	}
}

func TestEscapeClosesTheDialog(t *testing.T) {
	s := newStand(t)
	job := core.Job{ID: "a", State: core.Unclear, Price: core.Dollar / 2}
	s.studio.SetJobs(job)
	s.inbox.Put(job)
	s.until("the card", func() bool { return s.button("Decide…") != nil })
	s.tap("Decide…")
	c := s.window.Canvas()
	if c.Overlays().Top() == nil {
		t.Fatal("there is no dialog")
	}
	s.press(fyne.KeyComma)
	if s.now.page != s.make {
		t.Error("a shortcut worked behind a dialog")
	}
	s.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if c.Overlays().Top() != nil {
		t.Error("the dialog is still there")
	}
	if len(s.studio.Decided())+len(s.studio.Retried()) != 0 {
		t.Error("Escape decided something")
	}
	other := dialog.NewInformation("t", "m", s.window)
	s.Show(other)
	other.Hide() // by its own button
	dialog.ShowInformation("t", "m", s.window)
	s.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if c.Overlays().Top() != nil {
		t.Error("a dialog that was opened otherwise is still there")
	}
}
