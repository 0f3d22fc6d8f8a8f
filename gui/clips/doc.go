// Package clips is the Library page: the clips that there are, searched and filtered at the left, and the one that is chosen played and told about at the right. When several
// are chosen, a bar offers what can be done with all of them.
//
// The rules of this room:
//   - The library is asked on goroutines of the inbox. One question is under way at a time, and an answer to an older question is dropped.
//   - What the page wants of the window and of other pages it says through its Host.
//   - What is done to several clips is one question to the library, and has one Undo.
//   - Everything else here runs on the Fyne goroutine.
package clips
