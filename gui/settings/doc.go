// Package settings is the Settings page: the choices that hold for the whole program.
//
// The rules of this room:
//   - A choice acts at once, or the page says when it does. There is no button to apply it.
//   - What does not make sense is said, and what was chosen before stays.
//   - What the page wants of the window and of other pages it says through its Host.
//   - The disk is asked on goroutines of the inbox; everything else here runs on the Fyne goroutine.
package settings
