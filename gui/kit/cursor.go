package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// A cursor is that of an entry. Fyne has it fade in and out for as long as the entry has the keyboard, and paints the whole window for each step of that, which without a graphics card
// takes a seventh of a core. So it stands still, as elsewhere, once nobody has typed for a while.
type cursor struct {
	typed, held time.Time // last
	hold        *fyne.Animation
}

const (
	blinkTime = 10 * time.Second       // after the last key, as in GTK (gtk-cursor-blink-timeout)
	holdEvery = 200 * time.Millisecond // below Fyne's 300 for which a key keeps the cursor as it is (cursorInterruptDuration)
)

// watch follows an entry that has got the keyboard, until it leaves it.
func (c *cursor) watch(e *Entry) {
	c.leave()
	c.typed = time.Now()
	c.hold = fyne.NewAnimation(time.Second, func(float32) { c.keep(e, time.Now()) })
	c.hold.RepeatCount = fyne.AnimationRepeatForever
	c.hold.Start()
}

// leave ends that.
func (c *cursor) leave() {
	if c.hold != nil {
		c.hold.Stop()
		c.hold = nil
	}
}

// keep holds the cursor still when it is time for that, by a key that does nothing.
func (c *cursor) keep(e *Entry, now time.Time) {
	if now.Sub(c.typed) < blinkTime || now.Sub(c.held) < holdEvery {
		return
	}
	if on := CanvasOf(e.self); on == nil || any(on.Focused()) != any(e.self) { // it has been taken off the window
		c.leave()
		return
	}
	c.held = now
	e.Entry.TypedKey(&fyne.KeyEvent{})
}
