package e2e

import (
	"fmt"
	"image"
	"image/color"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestDropTypeMakePlay does what a person does: drags a picture from a file manager onto the window, types a prompt, presses the one button, and plays the clip in the
// library.
func TestDropTypeMakePlay(t *testing.T) {
	takeTurn(t)
	h := newHome(t)
	w := openAlone(t, h)

	// The sample is an astronaut too, so a cat shows that the drop has arrived.
	w.usePicture(t, "chelsea.jpg")
	w.checkNoError(t)

	w.write(t, promptRegion, "Slow push in, golden hour")
	w.click(t, w.button(t, columnRegion))
	eventually(t, "the clip is in the library", func() bool { return len(h.clips(t)) == 1 })
	eventually(t, "the job's card says so in green", func() bool { return w.shows(t, wordsRegion, green) })
	w.checkNoError(t)
	path := h.clips(t)[0]
	if got := probe(t, path); got.ReadFrames != "120" || got.Width != 1280 {
		t.Errorf("the clip is %+v", got)
	}
	if !strings.Contains(strings.ToLower(filepath.Base(path)), "slow push in") {
		t.Errorf("the clip is called %s", path)
	}

	eventually(t, "the clip has a filmstrip", func() bool {
		strips, _ := filepath.Glob(filepath.Join(h.dir, "cache", "filmstrips", "*.mjpeg"))
		return len(strips) == 1
	})
	w.playFirst(t)
	w.key(t, "space") // pauses it
	eventually(t, "the player stands still", func() bool {
		for before, looks := w.region(t, playerRegion), 0; looks < 10; looks++ {
			time.Sleep(20 * time.Millisecond) // half a frame of the clip
			if differs(before, w.region(t, playerRegion)) {
				return false
			}
		}
		return true
	})
	w.close(t)
}

// TestWindowKeepsToItsGoroutine uses every page of a build in which Fyne checks its callers. `make check` builds it without metadata, as that takes.
func TestWindowKeepsToItsGoroutine(t *testing.T) {
	takeTurn(t)
	h := newHome(t)
	w := openAlone(t, h)
	w.usePicture(t, "coffee.jpg")
	w.write(t, promptRegion, "pan left")
	w.key(t, "ctrl+Return") // while the prompt has the keyboard
	eventually(t, "the clip is in the library", func() bool { return len(h.clips(t)) == 1 })
	w.playFirst(t)
	w.place(t, 360, 60, 960, 640)
	w.turnTo(t, makePage)
	w.close(t)
	for _, bad := range []string{"Error in Fyne call thread", "DATA RACE", "panic:"} {
		if strings.Contains(w.words(), bad) {
			t.Errorf("the program said %q:\n%s", bad, w.words())
		}
	}
}

// TestSecondStartRaisesTheFirstWindow starts the program twice on one home.
func TestSecondStartRaisesTheFirstWindow(t *testing.T) {
	takeTurn(t)
	h := newHome(t)
	w := openAlone(t, h)
	before := w.region(t, wellRegion)
	if a := h.run(t, "testdata/chelsea.jpg"); a.code != 0 {
		t.Fatalf("the second start: exit %d\n%s%s", a.code, a.out, a.err)
	}
	eventually(t, "the first window shows the second start's picture", func() bool { return differs(before, w.region(t, wellRegion)) })
	w.close(t)
}

// TestWindowEndsWhenTheSystemSaysSo ends the program by a signal, as a log-out does, while the preview moves and a clip is being made.
func TestWindowEndsWhenTheSystemSaysSo(t *testing.T) {
	takeTurn(t)
	screen := startScreen(t, 1280, 800)
	for range 8 {
		h := newHome(t)
		h.display = screen.display
		w := screen.open(t, h)
		w.seesSample(t)
		w.key(t, "ctrl+Return")
		eventually(t, "its job is in the journal", func() bool { return h.hasUnfinished(t) })
		if err := syscall.Kill(w.pid, syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		w.ends(t, "a signal tells it to")
	}
}

// Where things are in a window of 1280×800; see the design.
var (
	columnRegion = image.Rect(76, 0, 414, 800)
	wellRegion   = image.Rect(104, 58, 194, 150)
	promptRegion = image.Rect(100, 210, 390, 320)
	wordsRegion  = image.Rect(1080, 30, 1264, 700) // of the cards, right of their pictures
	tileRegion   = image.Rect(100, 112, 270, 220)
	playerRegion = image.Rect(920, 20, 1260, 210)
)

// mainColor is that of the one main action in the dark theme, which a bare display gets.
var mainColor = color.RGBA{0xF0, 0xA0, 0x30, 0xFF}

// green and red tell words of what went well or badly from other words, through the soft edges of letters.
func green(r, g, b int) bool { return g > r+30 && g > b+30 }
func red(r, g, b int) bool   { return r > g+50 && r > b+50 && g < b+35 }

// bright tells the word on the rail of the page that is seen.
func bright(r, g, b int) bool { return min(r, g, b) > 200 }

// openAlone opens the program on a screen of its own, with room beside it for another window.
func openAlone(t testing.TB, h *home) *window {
	t.Helper()
	s := startScreen(t, 1700, 1000)
	h.display = s.display
	w := s.open(t, h)
	w.place(t, 360, 60, 1280, 800)
	w.seesSample(t)
	return w
}

// seesSample waits until the Make page shows the picture that it begins with, and with it everything else that a start brings.
func (w *window) seesSample(t testing.TB) {
	t.Helper()
	eventually(t, "the sample is in the well", func() bool { return colourful(w.region(t, wellRegion)) })
}

// showFirst opens the library and waits for its first clip.
func (w *window) showFirst(t testing.TB) {
	t.Helper()
	w.turnTo(t, libraryPage)
	eventually(t, "the library shows the clip's tile", func() bool { return colourful(w.region(t, tileRegion)) })
}

// playFirst opens the library and plays its first clip.
func (w *window) playFirst(t testing.TB) {
	t.Helper()
	w.showFirst(t)
	w.click(t, w.at(center(tileRegion)))
	eventually(t, "the player shows the clip", func() bool { return colourful(w.region(t, playerRegion)) })
	w.checkPlays(t)
}

// at turns a place in the window into one on the screen.
func (w *window) at(p image.Point) image.Point {
	return p.Add(w.origin)
}

// region returns what a part of the window shows.
func (w *window) region(t testing.TB, r image.Rectangle) image.Image {
	t.Helper()
	w.origin = w.bounds(t, w.id).Min
	return w.part(t, r.Add(w.origin))
}

// button waits for the one wide field in the main action's colour within a part of the window, and returns its middle on the screen.
func (w *window) button(t testing.TB, r image.Rectangle) image.Point {
	t.Helper()
	var field image.Rectangle
	eventually(t, fmt.Sprintf("there is a button in %v", r), func() bool {
		field = mainField(w.region(t, r), 200) // no chip is as wide
		return !field.Empty()
	})
	return w.at(center(field).Add(r.Min))
}

// mainField returns where a picture has the one field in the main action's colour that is at least so wide, in pixels; it is empty when there is none.
func mainField(img image.Image, wide int) (field image.Rectangle) {
	r := img.Bounds()
	for y := range r.Dy() {
		for x, run := 0, 0; x < r.Dx(); x++ {
			if run++; !near(img.At(x, y), mainColor) {
				run = 0
			}
			if run >= wide {
				field = field.Union(image.Rect(x-wide, y, x+1, y+1))
			}
		}
	}
	return field
}

// shows reports whether a part of the window has words in a colour.
func (w *window) shows(t testing.TB, region image.Rectangle, colour func(r, g, b int) bool) bool {
	t.Helper()
	img, n := w.region(t, region), 0
	for y := range region.Dy() {
		for x := range region.Dx() {
			r, g, b, _ := img.At(x, y).RGBA()
			if colour(int(r>>8), int(g>>8), int(b>>8)) {
				n++
			}
		}
	}
	return n > 20
}

// checkNoError fails when a card of the Make page tells of an error.
func (w *window) checkNoError(t testing.TB) {
	t.Helper()
	if w.shows(t, wordsRegion, red) {
		t.Error("a card shows an error")
	}
}

// checkPlays fails unless the player's picture keeps changing.
func (w *window) checkPlays(t testing.TB) {
	t.Helper()
	for range 3 {
		before := w.region(t, playerRegion)
		eventually(t, "the player moves on", func() bool { return differs(before, w.region(t, playerRegion)) })
	}
}

// ends waits for the program's end.
func (w *window) ends(t testing.TB, when string) {
	t.Helper()
	select {
	case <-w.exited:
	case <-time.After(patience):
		t.Errorf("the program does not end when %s", when)
		_ = syscall.Kill(w.pid, syscall.SIGQUIT) // has it say where its goroutines stand
		<-w.exited
	}
}

func center(r image.Rectangle) image.Point { return r.Min.Add(r.Max).Div(2) }

// near allows for the rounding of a renderer.
func near(c, want color.Color) bool {
	r, g, b, _ := c.RGBA()
	x, y, z, _ := want.RGBA()
	off := func(a, b uint32) bool { return max(a, b)-min(a, b) > 3<<8 }
	return !off(r, x) && !off(g, y) && !off(b, z)
}

// differs reports whether at least one pixel in a hundred is another.
func differs(a, b image.Image) bool {
	n := 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if !near(a.At(x, y), b.At(x, y)) {
				n++
			}
		}
	}
	return n*100 > a.Bounds().Dx()*a.Bounds().Dy()
}

// colourful reports whether the picture has many colours, as a photo has and an empty panel has not.
func colourful(img image.Image) bool {
	seen := map[color.Color]bool{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			seen[img.At(x, y)] = true
		}
	}
	return len(seen) > 500
}
