// Package stills brings pictures to the places where they are seen: it loads them, keeps those that were seen last, and fits them into a shape.
//
// The rules of this room:
//   - Pictures are read and made smaller on goroutines of the loader's own, never on the Fyne goroutine, on which at most one function of a loader is pending.
//   - A late picture is dropped unless its slot still waits for it.
//   - What has been started ends with Close, which waits for it.
package stills
