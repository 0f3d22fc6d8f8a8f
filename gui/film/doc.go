// Package film shows what moves: the player and its transport, what it plays (a clip of the library, the live preview of a draft), the view on the whole screen, the
// filmstrips that are made ahead, and the loader of pictures for tiles.
//
// The rules of this room:
//   - A film is drawn on a goroutine of the player's own, never on the Fyne goroutine. One film at a time has the decoder and the memory.
//   - At most one function of a player or a loader is pending on the Fyne goroutine, however slow the window is.
//   - A late frame is left out; a late picture is dropped unless its slot still waits for it.
//   - What has been started ends with Close, which waits for it.
//   - It plays and tells; what is played, and what is said about it, is the pages' business.
package film
