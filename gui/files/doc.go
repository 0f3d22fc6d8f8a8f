// Package files is the way to the computer's own file manager, and to the paths that it hands over.
//
// The rules of this room:
//   - A path is handed over as it is, never through a shell.
//   - What waits for another program is not called on the Fyne goroutine.
package files
