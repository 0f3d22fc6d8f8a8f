//go:build linux

package atspi

import (
	_ "unsafe" // for linkname

	"fyne.io/fyne/v2"
)

// rendererOf returns what Fyne draws a widget by, which says what is in it. Fyne goes the same way in its own painter and has no other for those outside; should it ever go another,
// this does not link.
//
//go:linkname rendererOf fyne.io/fyne/v2/internal/cache.Renderer
func rendererOf(fyne.Widget) fyne.WidgetRenderer
