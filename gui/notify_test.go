package gui

import (
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/gui/door/doortest"
)

// A foreground is left and come back to as the test says.
type foreground struct {
	fyne.Lifecycle
	come, gone func()
}

func (f *foreground) SetOnEnteredForeground(come func()) { f.come = come }
func (f *foreground) SetOnExitedForeground(gone func())  { f.gone = gone }

// A notifiedApp counts what the system is to notify of.
type notifiedApp struct {
	fyne.App
	foreground
	sent atomic.Int32
}

func (a *notifiedApp) Lifecycle() fyne.Lifecycle           { return &a.foreground }
func (a *notifiedApp) SendNotification(*fyne.Notification) { a.sent.Add(1) }

// A list that ends while the person is elsewhere is news once.
func TestOneNotificationUntilTheWindowIsInFront(t *testing.T) {
	in, q := doortest.New(t)
	a := &notifiedApp{}
	notifyWhenAway(a, in, func(bool) {})
	seen := 0
	in.Listen(func(core.Job) { seen++ })
	saves := func(ids ...core.JobID) {
		t.Helper()
		seen = 0
		for _, id := range ids {
			in.Put(core.Job{ID: id, State: core.Saved, Ended: time.Now()})
		}
		q.Until(t, "the news", func() bool { return seen == len(ids) })
	}
	saves("a")
	a.gone()
	saves("b", "c", "d")
	saves("e")
	a.come()
	saves("f")
	a.gone()
	saves("g", "h")
	in.Close() // what is being sent has been by then
	if n := a.sent.Load(); n != 2 {
		t.Errorf("%d notifications of two absences", n)
	}
}
