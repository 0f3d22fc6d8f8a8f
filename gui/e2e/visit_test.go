package e2e

import (
	"image"
	"testing"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/lynx/lynxtest"
)

// TestAWholeVisitByKeysAlone is a first visit of who has no mouse: a first draft, the key, the real clip, a favourite, an export, and good-bye.
func TestAWholeVisitByKeysAlone(t *testing.T) {
	takeTurn(t)
	h := newLynxHome(t, lynxtest.Options{Balance: 10 * core.Dollar})
	key := h.service.Key()
	h.useKey("")
	h.keys = append(h.keys, key)
	h.hasDownloads(t)
	w := openAlone(t, h.home)
	tab := func(times int) {
		for range times {
			w.key(t, "Tab")
		}
	}

	before := w.region(t, promptRegion)
	tab(8) // past the rail and the picture
	w.types(t, "She smiles")
	eventually(t, "the prompt is written", func() bool { return differs(before, w.region(t, promptRegion)) })
	w.key(t, "ctrl+Return")
	eventually(t, "the draft is in the library", func() bool { return len(h.clips(t)) == 1 })
	drafts := w.region(t, switchRegion)

	w.turnTo(t, prefsPage)
	tab(4) // past the rail
	w.types(t, key)
	w.key(t, "Return")
	eventually(t, "the key was tried", func() bool { return h.service.Count(lynxtest.Balance) > 0 })
	w.turnTo(t, makePage)
	eventually(t, "Lynx is chosen, because there is a key", func() bool { return differs(drafts, w.region(t, switchRegion)) })
	w.key(t, "ctrl+Return")
	eventually(t, "the real clip is in the library", func() bool { return len(h.clips(t)) == 2 })

	w.showFirst(t)
	eventually(t, "the panel shows the first clip", func() bool { return colourful(w.region(t, playerRegion)) })
	w.key(t, "h")
	eventually(t, "it is a favourite", func() bool { return h.favourite(t) == core.Lynx })
	before = w.region(t, dialogRegion)
	w.key(t, "ctrl+e")
	eventually(t, "the export is offered", func() bool { return differs(before, w.region(t, dialogRegion)) })
	w.key(t, "shift+Tab") // to its last button
	w.key(t, "space")
	eventually(t, "the GIF is there", func() bool { return h.exported(t) })
	w.key(t, "ctrl+q")
	w.ends(t, "Ctrl+Q tells it to")
	h.wantService(t, 1, 1)
	h.checkKeyIsNowhere(t)
}

// switchRegion is where Draft and Lynx are chosen between, in a window of 1280×800.
var switchRegion = image.Rect(96, 485, 396, 553)

// favourite returns the engine of the one clip that is a favourite, empty for none.
func (h *home) favourite(t testing.TB) (engine core.EngineID) {
	t.Helper()
	for _, path := range h.clips(t) {
		if s, err := clipfile.ReadStory(path); err == nil && s.Favourite {
			engine = s.Engine
		}
	}
	return engine
}
