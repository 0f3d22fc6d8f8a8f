package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"caracal/gui/kit"
)

// confirm asks the person before something is done that they may not expect. Nothing is chosen beforehand, and closing the dialog does nothing.
func (s *shell) confirm(title, words, yes, no string, do func()) {
	const width = 440
	text := &kit.Text{Text: words, Fit: kit.Wrap}
	text.Resize(fyne.NewSize(width-2*kit.Margin, 0)) // its height follows from its width, and the dialog's from that
	d := dialog.NewCustomWithoutButtons(title, text, s.window)
	d.SetButtons([]fyne.CanvasObject{
		kit.NewButton(no, nil, func() { d.Hide() }),
		kit.NewButton(yes, nil, func() {
			d.Hide()
			do()
		}),
	})
	s.show(d)
	d.Resize(fyne.NewSize(width, 0))
}
