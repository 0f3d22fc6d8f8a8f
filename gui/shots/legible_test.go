package shots

import (
	"testing"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/core/shots"
	"caracal/gui/kit/kittest"
	"caracal/gui/words"
	"caracal/gui/words/language"
)

// TestEveryLanguageHasRoom lays out a list in each language, in the places that it has in the least window and in the usual one.
func TestEveryLanguageHasRoom(t *testing.T) {
	t.Cleanup(func() { words.Speak(language.All()[0]) })
	paths := pictures(t, t.TempDir(), "a.jpg", "b.jpg")
	for _, l := range language.All() {
		t.Run(l.Tag, func(t *testing.T) {
			words.Speak(l)
			s := newStand(t, t.TempDir())
			s.Take(paths, core.Request{})
			s.until("the list", s.Active)
			s.edit(s.list.Rows[1].ID, func(r *shots.Row) { r.Prompt, r.Engine = "she smiles", core.Lynx })
			s.until("the pictures to be looked at", func() bool { return len(s.looks) == 2 && !s.looking })
			for name, size := range map[string]fyne.Size{"960×640": fyne.NewSize(628, 640), "1280×800": fyne.NewSize(903, 800)} {
				s.host.Fyne().Resize(size)
				s.entry.SetText("")
				kittest.Legible(t, s.host.Fyne(), l.English+" in "+name)
				s.entry.SetText("{name} in {colour} light")
				s.Submit()
				kittest.Legible(t, s.host.Fyne(), l.English+" with empty blanks in "+name)
			}
			s.Close()
		})
	}
}
