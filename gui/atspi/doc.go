// Package atspi tells screen readers on Linux what the window shows, by AT-SPI 2 (https://docs.gtk.org/atspi2/), which all desktops there use. Fyne has
// nothing for that. What it has for macOS and Windows looks into no widget, and finds nothing in our window.
//
// The rules of this room:
//   - What readers are told comes from snapshots of the window, which the Fyne goroutine takes. Readers ask on goroutines of the bus, which never wait for the window.
//   - While no reader is at work, no snapshot is taken and the readers' bus is not joined.
//   - It knows Fyne's widgets, and by small interfaces what ours can tell besides; it knows none of ours.
package atspi
