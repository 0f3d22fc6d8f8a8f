// Package files is the way to the computer's own file manager and file dialogs, and to the paths that they hand over.
//
// The rules of this room:
//   - A path is handed over as it is, never through a shell.
//   - What waits for another program is not called on the Fyne goroutine. A dialog of the system's is one: it is asked on a goroutine of the inbox, and closing the window
//     takes it off the screen and ends the wait.
//   - Where the system has no dialog, or it does not come up, there is Fyne's: the person who pressed a button always gets one.
package files
