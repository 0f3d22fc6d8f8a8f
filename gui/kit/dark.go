package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Dark returns the content of a view that covers the window in the dark look, whatever the window's own is: nothing but a film is to shine. Where the window is dark, nothing is done,
// because Fyne reads all fonts anew for words under a theme of their own, and keeps them when they have gone.
func Dark(content fyne.CanvasObject) fyne.CanvasObject {
	settings, dark := fyne.CurrentApp().Settings(), Theme{Forced: true, Variant: theme.VariantDark}
	if now := settings.ThemeVariant(); settings.Theme().Color(ColorBackground, now) == dark.Color(ColorBackground, now) {
		return content
	}
	return container.NewThemeOverride(content, dark)
}
