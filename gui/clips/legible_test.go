package clips

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"caracal/gui/kit/kittest"
	"caracal/gui/words"
	"caracal/gui/words/language"
)

// TestEveryLanguageHasRoom lays out the page in each language at its least size and its usual one: empty, with the panel of a clip, with several chosen, and with the tags' dialog.
func TestEveryLanguageHasRoom(t *testing.T) {
	t.Cleanup(func() { words.Speak(language.All()[0]) })
	sizes := map[string]fyne.Size{"960×640": fyne.NewSize(884, 640), "1280×800": fyne.NewSize(1204, 800)} // beside the rail
	for _, l := range language.All() {
		t.Run(l.Tag, func(t *testing.T) {
			words.Speak(l)
			none, b := openLibrary(t, 0), openLibrary(t, 9)
			for name, size := range sizes {
				none.host.window.Resize(size)
				kittest.Legible(t, none.host.window, l.English+" empty, in "+name)

				b.host.window.Resize(size)
				b.chosenByHand(0)
				b.run(60 * time.Millisecond)
				kittest.Legible(t, b.host.window, l.English+" with a clip, in "+name)
				b.SelectAll()
				b.run(60 * time.Millisecond)
				kittest.Legible(t, b.host.window, l.English+" with several clips, in "+name)
			}
		})
	}
}
