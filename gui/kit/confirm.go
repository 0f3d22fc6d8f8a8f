package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
)

// Confirm returns a dialog that asks the person before something is done that they may not expect. The keyboard is on no, and closing the dialog does nothing. The caller shows it.
func Confirm(w fyne.Window, title, words, yes, no string, do func()) dialog.Dialog {
	text := &Text{Text: words, Fit: Wrap}
	text.Resize(fyne.NewSize(confirmWidth-2*Margin, 0)) // its height follows from its width, and the dialog's from that
	d := dialog.NewCustomWithoutButtons(title, text, w)
	leave := NewButton(no, nil, func() { d.Hide() })
	d.SetButtons([]fyne.CanvasObject{
		leave,
		NewButton(yes, nil, func() {
			d.Hide()
			do()
		}),
	})
	return sized{d, w.Canvas(), leave}
}

const confirmWidth = 440

// A sized dialog takes its width when it is shown: before that it has no size to compare with.
type sized struct {
	*dialog.CustomDialog
	on    fyne.Canvas
	leave *Button
}

// Show is Fyne's.
func (d sized) Show() {
	d.CustomDialog.Show()
	d.Resize(fyne.NewSize(confirmWidth, 0))
	d.on.Focus(d.leave)
}

// Dialog returns a dialog with one button, which closes it. Fyne's own button would hardly show that the keyboard is on it. The caller shows it.
func Dialog(title, dismiss string, content fyne.CanvasObject, w fyne.Window) *dialog.CustomDialog {
	d := dialog.NewCustomWithoutButtons(title, content, w)
	d.SetButtons([]fyne.CanvasObject{NewButton(dismiss, nil, d.Dismiss)})
	return d
}
