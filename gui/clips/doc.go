// Package clips is the Library page: the clips that there are, searched and filtered at the left, and the one that is chosen played and told about at the right. When several
// are chosen, a bar offers what can be done with all of them.
//
// The rules of this room:
//   - What the person has asked for and chosen, and what is known of it, is one model that knows no widgets. Widgets show it.
//   - The library is asked on goroutines of the inbox. One question is under way at a time; one that is overtaken is stopped. What tiles show is asked for when they are in view.
//   - What one looks at stays in its place when clips come and go.
//   - The panel, the months, the clip that plays in its tile and what a search may become are rooms of their own. They know no page: what they need is given to them when they are made.
//   - What the page wants of the window and of other pages it says through its Host.
//   - What is done to several clips is one question to the library, and has one Undo.
//   - Everything else here runs on the Fyne goroutine.
package clips
