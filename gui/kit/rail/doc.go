// Package rail is the strip at the left of the window, on which each page has its place. Like all of kit it knows Fyne and nothing of us, and is used on the Fyne goroutine only.
package rail
