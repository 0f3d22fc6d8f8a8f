package activity

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// details shows what the service said about a failed job, so that it can be copied.
func (c *Column) details(j core.Job) {
	text := widget.NewLabel(words.Said(j))
	text.Wrapping, text.Selectable = fyne.TextWrapWord, true
	d := kit.Dialog(words.Details(), words.Close(), text, c.host.Fyne())
	d.Resize(fyne.NewSize(420, 0))
	c.host.Show(d)
}

func (c *Column) hasKey() bool { return c.host.HasKey() }
