// Package gui is Caracal's window: it turns snapshots of jobs and clips into widgets, what people do into calls of the studio, and errors into sentences.
//
// The rules of this room:
//   - Everything here runs on the Fyne goroutine, except where a comment says otherwise. Other goroutines come in through gui/door, and fyne.Do
//     appears nowhere else.
//   - Pages see the rest of Caracal through small interfaces, so that each can be tested with fakes.
//   - Nothing slow happens on the Fyne goroutine: it is asked of the inbox. A late answer proves that it is still wanted before it is shown.
//   - Nothing that matters is saved inside a function that waits for the Fyne goroutine: those are dropped when the program ends.
//   - Sentences that people read are in gui/words.
package gui
