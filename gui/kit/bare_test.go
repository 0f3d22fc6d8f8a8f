package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Fyne reads its fonts anew, and keeps them, for each theme override that there has been: a panel that was refreshed for each clip that one looked at took 5 MB for it.
func TestRefreshMakesNoNewThemeForFonts(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	type item struct {
		widget.Label
		Item
	}
	var shown *item
	list := widget.NewList(func() int { return 1 }, func() fyne.CanvasObject {
		shown = &item{}
		shown.ExtendBaseWidget(shown)
		return shown
	}, func(widget.ListItemID, fyne.CanvasObject) {})
	label := widget.NewLabel("a prompt")
	all := container.NewStack(Bare(list, Gap), Flush(label))
	test.NewTempWindow(t, all).Resize(fyne.NewSize(200, 200))

	before := theme.CurrentForWidget(list)
	if before == theme.Current() {
		t.Fatal("a bare list has the window's theme")
	}
	all.Refresh()
	if theme.CurrentForWidget(list) != before {
		t.Error("a refresh has given a bare list another theme")
	}
	for name, o := range map[string]fyne.CanvasObject{"the label": label, "the item": shown} {
		if theme.CurrentForWidget(o) != theme.Current() {
			t.Errorf("%s has a theme of its own", name)
		}
	}
}
