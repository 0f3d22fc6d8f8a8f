// Package compare shows two to four clips in lock-step, over each other with a split that is moved, or side by side.
//
// The rules of this room:
//   - The clips are one film to the player: it draws the frames that all of them show at one moment, whatever their rates are. So they cannot drift apart.
//   - It knows nothing of the library. What the person decides is told to who opened it.
//   - The film's frames are drawn on the player's goroutine; everything else runs on Fyne's.
package compare
