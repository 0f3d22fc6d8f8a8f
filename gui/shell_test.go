package gui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"caracal/core"
	"caracal/resources"
)

// press sends Ctrl or ⌘ with a key to the window.
func (s *makeStand) press(key fyne.KeyName) {
	s.shell.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
}

func TestShortcuts(t *testing.T) {
	s := newMakeStand(t, draftInfo())
	s.press(fyne.KeyComma)
	if s.shell.now.page == page(s.makePage) || s.visible || s.player.State().Playing {
		t.Error("Ctrl+, does not lead to the settings, or the hidden page still moves")
	}
	s.press(fyne.Key1)
	if s.shell.now.page != page(s.makePage) || !s.shell.now.item.Selected() {
		t.Error("Ctrl+1 does not lead back")
	}
	s.drop([]string{sample(t, "a.jpg")})
	s.opens()
	s.press(fyne.KeyReturn)
	s.until("the submit", func() bool { return !s.busy })
	if len(s.studio.submitted) != 1 {
		t.Errorf("Ctrl+Return submitted %d times", len(s.studio.submitted))
	}
	s.press(fyne.KeyComma)
	s.press(fyne.KeyReturn)
	if s.busy || len(s.studio.submitted) != 1 {
		t.Error("Ctrl+Return makes a clip on another page")
	}
}

func TestPaste(t *testing.T) {
	s := newMakeStand(t, draftInfo())
	text := test.NewClipboard()
	paste := func(words string) {
		text.SetContent(words)
		s.shell.keys.TypedShortcut(&fyne.ShortcutPaste{Clipboard: text})
	}
	paste("just words")
	if s.opening != "" || s.shell.toast.Text() == "" {
		t.Error("words were taken for a picture, or nothing was said about them")
	}
	paste(sample(t, "pasted.jpg"))
	s.opens()
	if s.source == nil || s.source.name != "pasted.jpg" {
		t.Fatal("the pasted path was not opened")
	}
	s.clipboard = func(context.Context) ([]byte, error) { return resources.Sample(), nil }
	paste("")
	s.until("the pasted picture", func() bool { return s.opening == "" && s.source.name == pastedName })
	s.clipboard = func(context.Context) ([]byte, error) { return nil, errNoPicture }
	s.shell.toast.Hide()
	paste(" ")
	s.until("a word about the empty clipboard", func() bool { return s.shell.toast.Text() != "" })
	if s.source.name != pastedName {
		t.Error("an empty clipboard took the picture away")
	}
}

func TestEscapeClosesTheDialog(t *testing.T) {
	s := newMakeStand(t, draftInfo())
	s.decide(core.Job{ID: "a", State: core.Unclear, Price: core.Dollar / 2})
	c := s.shell.window.Canvas()
	if c.Overlays().Top() == nil {
		t.Fatal("there is no dialog")
	}
	s.press(fyne.KeyComma)
	if s.shell.now.page != page(s.makePage) {
		t.Error("a shortcut worked behind a dialog")
	}
	s.shell.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if c.Overlays().Top() != nil {
		t.Error("the dialog is still there")
	}
	if len(s.studio.decided)+len(s.studio.retried) != 0 {
		t.Error("Escape decided something")
	}
	other := dialog.NewInformation("t", "m", s.shell.window)
	s.shell.Show(other)
	other.Hide() // by its own button
	dialog.ShowInformation("t", "m", s.shell.window)
	s.shell.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if c.Overlays().Top() != nil {
		t.Error("a dialog that was opened otherwise is still there")
	}
}
