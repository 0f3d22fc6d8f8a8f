package compare

import (
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"caracal/core"
	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/kit/kittest"
)

// The key that opens a comparison decides it when it is pressed in it, and not while it is still held down.
func TestOnlyAFreshKeyDecides(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, queue := kittest.New(t), make(chan func(), 100)
		in := door.NewFor(func(f func()) { queue <- f })
		defer in.Close()
		var kept core.JobID
		guests := []Guest{{core.Clip{ID: "a"}, wide(1, 24, 24)}, {core.Clip{ID: "b"}, wide(2, 24, 24)}, {core.Clip{ID: "c"}, wide(3, 24, 24)}}
		w.Fyne().SetContent(kit.NewHeading("Library"))
		v := Open(w.Fyne(), in, true, guests, func(c core.Clip, _ []core.Clip) { kept = c.ID }, func() {})
		defer v.Close()
		press := func(name fyne.KeyName) {
			v.KeyDown(&fyne.KeyEvent{Name: name})
			v.TypedKey(&fyne.KeyEvent{Name: name})
		}
		v.TypedRune('c') // it came up while the key was going down
		press(fyne.KeyC) // again, because nothing is seen yet
		v.TypedRune('c')
		if !v.Visible() {
			t.Fatal("what is not seen yet is decided")
		}
		for end := time.After(100 * time.Millisecond); v.screen.Frame() == nil; {
			select {
			case f := <-queue:
				f()
			case <-end:
				t.Fatal("nothing is seen")
			}
		}
		press(desktop.KeyShiftLeft)
		v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyC})
		v.TypedRune('C')
		if !v.Visible() {
			t.Fatal("a key that was held down has decided")
		}
		press(fyne.KeyC)
		if v.TypedRune('c'); kept != "c" || v.Visible() {
			t.Errorf("%q is kept", kept)
		}
	})
}
