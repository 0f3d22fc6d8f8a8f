package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit"
	"caracal/gui/kit/choices"
	"caracal/gui/kit/rail"
)

func TestPressedByPointerAndKeys(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	count := 0
	add := func() { count++ }
	for name, w := range map[string]interface {
		fyne.Focusable
		fyne.Tappable
		fyne.Accessible
	}{
		"chip": kit.NewChip("chip", add), "rail item": rail.NewItem(theme.HomeIcon(), "Make", add), "option": choices.NewOption("16:9", "web", fyne.NewSize(16, 9), add),
		"icon": kit.NewIcon(theme.CancelIcon(), "Remove", add), "button": kit.NewButton("Choose…", nil, add), "main button": kit.NewMainButton("Make", add),
	} {
		count = 0
		w.Tapped(&fyne.PointEvent{})
		w.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyA})
		if count != 3 {
			t.Errorf("%s: a tap, Space and Return did %d things, want 3", name, count)
		}
		if w.AccessibilityLabel() == "" || w.AccessibilityRole() != fyne.AccessibleRoleButton {
			t.Errorf("%s: cannot be read out", name)
		}
	}
}
