package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
)

// A Window is the window around a page, as the page sees it.
type Window interface {
	// Say shows a sentence for a while.
	Say(text string)
	// Offer shows a sentence for a while with one thing to do about it.
	Offer(text, action string, do func())
	// OfferUndo shows for a while what was done, with the way back, which Ctrl or ⌘ with Z takes as well, until something else can be undone.
	OfferUndo(text string, undo func())
	// Doing says that something is being done that may be undone: a Ctrl or ⌘ with Z waits until done is called, once, and takes that back if it has offered its undo by then.
	Doing() (done func())
	// Confirm asks the person before something is done that they may not expect.
	Confirm(title, words, yes, no string, do func())
	// Show opens a dialog, which Escape closes.
	Show(dialog.Dialog)
	// Fyne returns Fyne's own.
	Fyne() fyne.Window
}
