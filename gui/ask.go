package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"

	"caracal/gui/kit"
)

// confirm asks the person before something is done that they may not expect. Nothing is chosen beforehand, and closing the dialog does nothing.
func (s *shell) confirm(title, words, yes, no string, do func()) {
	text := &kit.Text{Text: words, Fit: kit.Wrap}
	var d *dialog.CustomDialog
	buttons := container.NewHBox(layout.NewSpacer(),
		kit.NewButton(no, nil, func() { d.Hide() }),
		kit.NewButton(yes, nil, func() {
			d.Hide()
			do()
		}))
	d = dialog.NewCustomWithoutButtons(title, container.New(layout.NewCustomPaddedVBoxLayout(kit.Margin), text, buttons), s.window)
	s.show(d)
	d.Resize(fyne.NewSize(440, 0))
}
