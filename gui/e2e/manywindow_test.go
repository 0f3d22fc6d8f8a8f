package e2e

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

// TestManyDroppedPicturesArePaidForOnce drags 24 pictures from a file manager onto the window, gives three of them a prompt of their own, orders them with one press, kills the program
// after five have been sent, and starts it again.
func TestManyDroppedPicturesArePaidForOnce(t *testing.T) {
	takeTurn(t)
	const pictures, edited, sent = 24, 3, 5
	h := newLynxHome(t, lynxtest.Options{Balance: 100 * core.Dollar})
	// There is time between two submits, so that the kill does not come in the middle of one: of that one a person has to say whether it is sent again.
	settings := core.Settings{InFlight: 2 * sent, Spacing: 3 * time.Second, Engine: core.Lynx, Aspect: core.Wide}
	h.set(t, settings)
	picture, err := os.ReadFile("testdata/astronaut.jpg")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for i := range pictures {
		path := filepath.Join(t.TempDir(), fmt.Sprintf("portrait %02d.jpg", i+1))
		if err := os.WriteFile(path, picture, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}

	w := openAlone(t, h.home)
	w.drop(t, files...)
	eventually(t, "the list shows its first picture", func() bool { return colourful(w.region(t, shotRegion)) })
	w.write(t, forAllRegion, "She smiles at {name}")
	for i := range edited {
		w.write(t, shotPrompt.Add(image.Pt(0, i*shotPitch)), fmt.Sprintf("She waves %d times", i+1))
	}
	before := w.region(t, answerRegion)
	w.click(t, w.button(t, listRegion))
	eventually(t, "it asks", func() bool { return differs(before, w.region(t, answerRegion)) })
	w.click(t, w.at(center(answerRegion)))
	eventually(t, "five are sent", func() bool { return h.accepted(t) >= sent })
	w.kill()
	h.wantService(t, sent, sent)
	settings.InFlight, settings.Spacing = pictures, 0
	h.set(t, settings)

	w = w.screen.open(t, h.home)
	w.place(t, 360, 60, 1280, 800)
	eventually(t, "all clips are in the library", func() bool { return len(h.clips(t)) == pictures })
	eventually(t, "its one card says so in green", func() bool { return w.shows(t, wordsRegion, green) })
	if w.shows(t, belowFirstCard, bright) {
		t.Error("there is another card")
	}
	w.close(t)
	h.wantService(t, pictures, pictures)
	waves := 0
	for _, clip := range h.clips(t) {
		if strings.Contains(clip, "waves") {
			waves++
		}
	}
	if waves != edited {
		t.Errorf("%d clips have a prompt of their own, want %d", waves, edited)
	}
}

// accepted returns how many jobs the service has accepted, as far as the journal knows.
func (h *home) accepted(t testing.TB) (n int) {
	t.Helper()
	for _, e := range h.journal(t) {
		if e.Mark.RemoteID != "" {
			n++
		}
	}
	return n
}

// Where things of a list are in a window of 1280×800.
var (
	forAllRegion   = image.Rect(100, 44, 300, 88)
	shotRegion     = image.Rect(134, 162, 228, 212) // the first shot's picture
	shotPrompt     = image.Rect(246, 162, 400, 194) // the first shot's prompt
	listRegion     = image.Rect(600, 700, 1000, 800)
	answerRegion   = image.Rect(650, 414, 800, 442) // the button that says yes
	belowFirstCard = image.Rect(1000, 200, 1264, 700)
)

// shotPitch is from one shot of a list to the next.
const shotPitch = 94
