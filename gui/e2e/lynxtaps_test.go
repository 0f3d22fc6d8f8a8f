package e2e

import (
	"fmt"
	"image"
	"testing"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

// TestOnePressIsOneClip presses as hands do that are too quick or too slow: a double-click, a key that is held until the clip is there, and a double-click on a card's button. Each orders
// one clip of the service.
func TestOnePressIsOneClip(t *testing.T) {
	takeTurn(t)
	h := newLynxHome(t, lynxtest.Options{})
	h.set(t, core.Settings{InFlight: 1000, Engine: core.Lynx, Aspect: core.Wide})
	w := openAlone(t, h.home)
	saved := func(clips int) {
		t.Helper()
		eventually(t, fmt.Sprintf("there are %d clips", clips), func() bool { return len(h.clips(t)) == clips })
	}

	w.write(t, promptRegion, "She walks towards us and smiles into the camera")
	w.doubleClick(t, w.button(t, columnRegion))
	saved(1)
	h.wantService(t, 1, 1)

	w.write(t, promptRegion, ", then she turns her head slowly to the left")
	w.hold(t, "ctrl", "Return", func() { saved(2) })
	h.wantService(t, 2, 2)

	h.service.End(lynxtest.Ending{Status: "failed", Code: 5000, Error: "out of memory"})
	before := w.region(t, promptRegion)
	w.types(t, ", waves, and goes away again") // the field still has the focus
	eventually(t, "the field shows what was typed", func() bool { return differs(before, w.region(t, promptRegion)) })
	w.button(t, columnRegion) // rests until the last press of the key that was held has been answered
	w.key(t, "ctrl+Return")
	eventually(t, "a card says that it failed", func() bool { return w.shows(t, wordsRegion, red) })
	h.wantService(t, 3, 3)
	w.doubleClick(t, w.at(cardButton))
	saved(3)
	h.wantService(t, 4, 4)
	w.close(t)
	if entries := h.journal(t); len(entries) != 4 {
		t.Errorf("%d jobs for four presses", len(entries))
	}
}

// cardButton is the button of the first card whose words are two lines.
var cardButton = image.Pt(1140, 150)

// doubleClick clicks twice, as fast as a hand does.
func (w *window) doubleClick(t testing.TB, at image.Point) {
	t.Helper()
	w.focus(t)
	w.xdotool(t, "mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y), "click", "--repeat", "2", "--delay", "80", "1")
}

// hold holds two keys while something comes to pass. The display repeats the second.
func (w *window) hold(t testing.TB, modifier, key string, until func()) {
	t.Helper()
	w.focus(t)
	w.xdotool(t, "keydown", modifier, "keydown", key)
	defer w.xdotool(t, "keyup", key, "keyup", modifier)
	until()
}
