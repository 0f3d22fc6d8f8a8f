package gui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/gui/kit/kittest"
	"caracal/gui/words"
	"caracal/gui/words/language"
)

// TestEveryLanguageHasRoom lays out Make, Settings and the list of shortcuts in each language, in the least window and in the usual one.
func TestEveryLanguageHasRoom(t *testing.T) {
	t.Cleanup(func() { words.Speak(language.All()[0]) })
	for _, l := range language.All() {
		t.Run(l.Tag, func(t *testing.T) {
			words.Speak(l)
			s := newStand(t)
			s.readies()
			for _, size := range []fyne.Size{leastWindow, windowSize} {
				s.window.Resize(size)
				what := func(page string) string { return l.English + " " + page + " in " + sizeName(size) }
				s.open(s.make)
				for _, engine := range core.EngineIDs() {
					s.make.ChooseEngine(engine)
					kittest.Legible(t, s.window, what("Make with "+string(engine)))
				}
				s.open(s.prefs)
				kittest.Legible(t, s.window, what("Settings"))
				s.ShowShortcuts()
				kittest.Legible(t, s.window, what("shortcuts"))
				s.window.Canvas().Overlays().Top().Hide()
				s.window.Canvas().Overlays().Remove(s.window.Canvas().Overlays().Top())
			}
		})
	}
}

func sizeName(s fyne.Size) string { return fmt.Sprintf("%g×%g", s.Width, s.Height) }
