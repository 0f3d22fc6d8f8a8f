// Package sidepanel is the panel at the right of the Library page, for one clip: it is played there, its story is told, and buttons offer what can be done with it.
//
// The rules of this room:
//   - It knows no page. What its buttons do is given at construction, and what it shows is put in.
//   - All of it runs on the Fyne goroutine.
package sidepanel
