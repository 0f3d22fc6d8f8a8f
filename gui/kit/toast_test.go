package kit_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit"
	"caracal/gui/kit/kittest"
)

// TestLongToasts says more than goes into one line of a window, after little and before it.
func TestLongToasts(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{Forced: true, Variant: theme.VariantDark})
	sentence := strings.Repeat("Settings were damaged and put aside. ", 8)
	files := strings.Repeat("paper.pdf: This file is not a picture. Use a JPEG, PNG, WebP or HEIC file.\n", 5) + "and no more"
	for _, size := range []fyne.Size{{Width: 960, Height: 640}, {Width: 1280, Height: 800}, {Width: 480, Height: 320}} {
		toast := kit.NewToast()
		w := test.NewTempWindow(t, toast.Layer())
		w.SetPadded(false)
		w.Resize(size)
		for _, said := range []struct{ text, action string }{{"Deleted", "Undo"}, {sentence, "Undo"}, {"Deleted", ""}, {files, ""}, {"Deleted", "Undo"}} {
			if size.Height < 400 && said.text == files {
				continue // which are more than such a window has room for
			}
			toast.Show(said.text, said.action, func() {})
			kittest.Legible(t, w, "a toast in a window of "+fmt.Sprint(size))
		}
	}
}

// TestAToastThatIsTooHigh says more lines than a window has.
func TestAToastThatIsTooHigh(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{Forced: true, Variant: theme.VariantDark})
	toast := kit.NewToast()
	w := test.NewTempWindow(t, toast.Layer())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(960, 640))
	toast.Show(strings.Repeat("paper.pdf: This is not a picture.\n", 100), "", nil)
	card := test.LaidOutObjects(toast.Layer())[1]
	if top := card.Position().Y; top < kit.Margin {
		t.Errorf("it begins at %v", top)
	}
}
