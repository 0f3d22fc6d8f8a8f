// Package film shows what moves: the player and its transport, what it plays (a clip of the library, the live preview of a draft), and the view on the whole screen.
//
// The rules of this room:
//   - A film is drawn on a goroutine of the player's own, never on the Fyne goroutine. One film at a time has the decoder and the memory.
//   - At most one function of a player is pending on the Fyne goroutine, however slow the window is. A late frame is left out.
//   - What has been started ends with Close, which waits for it.
//   - It plays and tells; what is played, and what is said about it, is the pages' business.
package film
