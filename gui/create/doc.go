// Package create is the Make page: a picture, a prompt, a shape and an engine are chosen at the left, what will come of them moves in the middle, and one button makes
// the clip. The column at the right is another room's.
//
// The rules of this room:
//   - Nothing leaves this computer before the button is pressed, and the line above it says what will be sent.
//   - What is seen on the stage is what is made: the request is read off the same choice as the preview.
//   - Pictures are opened on goroutines of the inbox, and one that comes late is not shown. Everything else here runs on the Fyne goroutine, except where a comment
//     says otherwise.
//   - What the page wants of the window and of other pages it says through its Host.
package create
