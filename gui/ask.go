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
	const width = 440
	text := &kit.Text{Text: words, Fit: kit.Wrap}
	text.Resize(fyne.NewSize(width-2*kit.Margin, 0)) // its height follows from its width, and the dialog's from that
	var d *dialog.CustomDialog
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(8), layout.NewSpacer(),
		kit.NewButton(no, nil, func() { d.Hide() }),
		kit.NewButton(yes, nil, func() {
			d.Hide()
			do()
		}))
	d = dialog.NewCustomWithoutButtons(title, container.New(layout.NewCustomPaddedVBoxLayout(kit.Margin), text, buttons), s.window)
	s.show(d)
	d.Resize(fyne.NewSize(width, 0))
}
