// Package clips is the Library page: the clips that there are, searched and filtered at the left, and the one that is chosen played and told about at the right.
//
// The rules of this room:
//   - The library is asked on goroutines of the inbox. One question is under way at a time, and an answer to an older question is dropped.
//   - What the page wants of the window and of other pages it says through its Host.
//   - Everything else here runs on the Fyne goroutine.
package clips
