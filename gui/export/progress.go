package export

import (
	"math"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"caracal/gui/kit"
	"caracal/gui/words"
)

// A gauge is how much is done, told on one goroutine and read on another.
type gauge struct{ bits atomic.Uint64 }

func newGauge() *gauge { return &gauge{} }

func (g *gauge) set(done float64) { g.bits.Store(math.Float64bits(done)) }
func (g *gauge) get() float64     { return math.Float64frombits(g.bits.Load()) }

// A progress shows how far an export is, and stops it when it is closed.
type progress struct {
	bar     *kit.Bar
	dialog  dialog.Dialog
	stopped chan struct{}
	ended   bool
}

func newProgress(host kit.Window, clips int) *progress {
	p := &progress{bar: kit.NewBar(), stopped: make(chan struct{})}
	d := dialog.NewCustomWithoutButtons(words.Exporting(clips), p.bar, host.Fyne())
	d.SetButtons([]fyne.CanvasObject{kit.NewButton(words.Stop(), nil, d.Hide)})
	d.SetOnClosed(func() {
		if !p.ended {
			p.ended = true
			close(p.stopped)
		}
	})
	p.dialog = d
	host.Show(d)
	d.Resize(fyne.NewSize(dialogWidth, 0))
	return p
}

func (p *progress) set(done float64) { p.bar.Set(done) }

// close takes the dialog away without stopping anything.
func (p *progress) close() {
	p.ended = true
	p.dialog.Hide()
}
