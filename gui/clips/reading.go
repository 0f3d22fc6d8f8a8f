package clips

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/gui/kit"
	"caracal/gui/words"
)

const (
	readingPeriod = 500 * time.Millisecond // how often the count of a scan is brought up to date
	fewFiles      = 200                    // a scan of so few is over before anyone has read that it goes on
)

// A readingLine says, among the filters, how far the scan of the library has come while there is one. Nobody has to wait for it.
type readingLine struct {
	shelf Shelf
	text  *kit.Text
	view  *fyne.Container
}

func newReadingLine(s Shelf) *readingLine {
	r := &readingLine{shelf: s, text: &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted}}
	r.view = container.New(layout.NewCustomPaddedLayout(4, 4, 4, 4), r.text)
	r.view.Hide()
	return r
}

// look brings the line up to date, and reports whether the filters are to be laid out anew.
func (r *readingLine) look() (changed bool) {
	progress, before := r.shelf.Progress(), r.view.Visible()
	if progress.All < fewFiles {
		r.view.Hide()
		return before
	}
	r.text.Set(words.ScanProgress(progress.Done, progress.All), kit.ColorMuted)
	r.view.Show()
	return true
}
