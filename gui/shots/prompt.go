package shots

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit"
	"caracal/gui/kit/linebreak"
	"caracal/gui/words"
)

// A promptEntry is the entry for a shot's own prompt, which says while it is written what may be written into it.
type promptEntry struct {
	kit.Entry
	idle    string // stands in it while it is empty and nobody writes
	writing bool   // somebody writes
}

func newPromptEntry() *promptEntry {
	o := &promptEntry{}
	o.ExtendBaseWidget(o)
	return o
}

// setIdle says what stands in it while it is empty and nobody writes.
func (o *promptEntry) setIdle(text string) {
	o.idle = text
	o.showHolder()
}

// holder is what stands in it now, as far as there is room.
func (o *promptEntry) holder() string {
	if o.writing {
		return words.OwnOrAdded()
	}
	return o.idle
}

// showHolder cuts that to the entry's width: Fyne's entry has a bar to scroll what is longer.
func (o *promptEntry) showHolder() {
	room := o.Size().Width - 2*theme.InnerPadding()
	text := linebreak.Cut(o.holder(), room, func(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), o.TextStyle).Width })
	if room > 0 {
		o.SetPlaceHolder(text)
	}
}

// AccessibilityLabel is what stands in it, whole.
func (o *promptEntry) AccessibilityLabel() string { return o.holder() }

// Resize is Fyne's.
func (o *promptEntry) Resize(size fyne.Size) {
	o.Entry.Resize(size)
	o.showHolder()
}

// FocusGained is Fyne's.
func (o *promptEntry) FocusGained() {
	o.writing = true
	o.showHolder()
	o.Entry.FocusGained()
}

// FocusLost is Fyne's.
func (o *promptEntry) FocusLost() {
	o.writing = false
	o.showHolder()
	o.Entry.FocusLost()
}
