package shots

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
	"caracal/gui/words"
)

// troubleDialog shows lines that scroll where they are many.
func troubleDialog(w fyne.Window, text *widget.Label) dialog.Dialog {
	scroll := container.NewVScroll(text)
	scroll.SetMinSize(fyne.NewSize(460, 220))
	return kit.Dialog(words.NothingAdded(), words.Close(), scroll, w)
}
