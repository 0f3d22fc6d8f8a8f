// Package gui is the house that Caracal's pages are in: the shell around them (window, rail, toasts, drops, shortcuts), and the one place
// that wires the pages.
//
// The rules of this room:
//   - A page is a room of its own and knows no other. What it wants of another it says through its Host, which the house implements and which it is given when it is made.
//   - Everything here runs on the Fyne goroutine, except where a comment says otherwise. Other goroutines come in through gui/door; fyne.Do is named there only.
//   - Nothing slow happens on the Fyne goroutine: it is asked of the inbox. A late answer proves that it is still wanted before it is shown.
//   - Nothing that matters is saved inside a function that waits for the Fyne goroutine: those are dropped when the program ends.
//   - Sentences that people read are in gui/words.
package gui
