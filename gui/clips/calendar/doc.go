// Package calendar is the rail of months beside the clips of the library, by which one goes through years of them.
//
// The rules of this room:
//   - It knows no page. Which clips there are, by month, is asked for when it is needed.
//   - All of it runs on the Fyne goroutine.
package calendar
