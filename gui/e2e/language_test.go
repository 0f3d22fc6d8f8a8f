package e2e

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAnotherLanguageIsSpokenAtOnce chooses one while a clip is being made: the window speaks it without a new start, and what was chosen stays at the pointer; the clip is made, and
// the picture and the prompt are still there.
func TestAnotherLanguageIsSpokenAtOnce(t *testing.T) {
	takeTurn(t)
	h := newHome(t)
	w := openAlone(t, h)
	w.usePicture(t, "chelsea.jpg")
	w.write(t, promptRegion, "pan left")
	english := w.region(t, makePage.item)
	w.click(t, w.button(t, columnRegion))
	eventually(t, "its job is in the journal", func() bool { return h.hasUnfinished(t) || len(h.clips(t)) == 1 })

	w.turnTo(t, prefsPage)
	body := image.Rect(76, 0, 1280, 800)
	const chip = 40 // the least width of the chip that is chosen, and more than a letter's
	w.xdotool(t, "mousemove", "900", "400")
	var system image.Rectangle
	eventually(t, "the languages are wholly on the page", func() bool {
		w.xdotool(t, "click", "5")
		system = mainField(w.region(t, body), chip)
		return !system.Empty() && system.Max.Y < 700
	})
	still := func() bool {
		before := system
		system = mainField(w.region(t, body), chip)
		return system == before && !system.Empty()
	}
	eventually(t, "the page stands still", still)
	// English is between the two.
	deutsch := w.at(image.Pt(body.Min.X+system.Max.X+110, center(system).Y))
	w.click(t, deutsch)
	eventually(t, "German is chosen", func() bool {
		b, _ := os.ReadFile(filepath.Join(h.dir, "data", "settings.json"))
		return strings.Contains(string(b), `"language": "de"`)
	})
	eventually(t, "the rail speaks it", func() bool { return differs(english, w.region(t, makePage.item)) })
	eventually(t, "what was chosen is near the pointer", func() bool {
		now := mainField(w.region(t, body), chip) // its upper edge; the letters are in the way of the rest
		at := now.Add(w.at(body.Min))
		const near = 40
		return max(now.Min.Y-system.Min.Y, system.Min.Y-now.Min.Y) < near && at.Min.X < deutsch.X && deutsch.X < at.Max.X
	})

	named := func() (n int) {
		for _, path := range h.clips(t) {
			if strings.Contains(strings.ToLower(filepath.Base(path)), "pan left") {
				n++
			}
		}
		return n
	}
	eventually(t, "the clip that was begun is there", func() bool { return named() == 1 })
	w.turnTo(t, makePage)
	w.checkNoError(t)
	w.click(t, w.button(t, columnRegion))
	eventually(t, "another of the same picture and prompt is made", func() bool { return named() == 2 })
	w.playFirst(t)
	w.close(t)
}
