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
	scanPeriod = 500 * time.Millisecond // how often the count of a scan is brought up to date
	longAnswer = time.Second            // after which one wonders whether anything goes on
	fewFiles   = 200                    // a scan of so few is over before anyone has read that it goes on
)

// A scanLine says, among the filters, how far the scan of the library has come while there is one, and lets the person stop it and go on with it. Nobody has to wait for it. It
// also says that an answer of the library is long in coming.
type scanLine struct {
	shelf Shelf
	goOn  func() // has the library scanned
	text  *kit.Text
	turn  *kit.Chip // stops the scan, or goes on with it
	view  *fyne.Container

	trouble *kit.Text // what the last look at the library's folder met, in a line of its own
}

func newScanLine(s Shelf, goOn func()) *scanLine {
	r := &scanLine{shelf: s, goOn: goOn, text: &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted}}
	r.turn = kit.NewChip("", r.turned)
	r.view = container.New(layout.NewCustomPaddedHBoxLayout(8), container.New(layout.NewCustomPaddedLayout(4, 4, 4, 0), r.text), r.turn)
	r.view.Hide()
	r.trouble = &kit.Text{ColorName: kit.ColorBad, Fit: kit.Wrap}
	r.trouble.Hide()
	return r
}

// look brings the line up to date, when the library has been asked for so long, and reports whether the filters are to be laid out anew.
func (r *scanLine) look(asked time.Duration) (changed bool) {
	progress, before := r.shelf.Progress(), r.view.Visible()
	switch {
	case progress.Paused:
		r.say(words.ScanPaused(progress.Done, progress.All), words.GoOn())
	case progress.All >= fewFiles:
		r.say(words.ScanProgress(progress.Done, progress.All), words.Stop())
	case asked >= longAnswer:
		r.say(words.StillLooking(), "")
	default:
		r.view.Hide()
		return before
	}
	return true
}

// explain says what the last look at the library's folder met, and reports whether that comes or goes.
func (r *scanLine) explain(err error) (changed bool) {
	said := words.Explain(err).String()
	if said != "" {
		r.trouble.Set(said, kit.ColorBad)
	}
	return kit.SetVisible(r.trouble, said != "")
}

// say shows the line, with a chip that says what a tap on it does; empty for no chip.
func (r *scanLine) say(text, turn string) {
	r.text.Set(text, kit.ColorMuted)
	if r.turn.SetText(turn); turn == "" {
		r.turn.Hide()
	} else {
		r.turn.Show()
	}
	r.view.Show()
}

// turned is for a tap on the chip.
func (r *scanLine) turned() {
	if r.shelf.Progress().Paused {
		r.shelf.Resume()
		r.goOn()
	} else {
		r.shelf.Pause()
	}
}
