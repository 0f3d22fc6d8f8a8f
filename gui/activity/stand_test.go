package activity

import (
	"log/slog"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"caracal/core"
	"caracal/gui/activity/activitytest"
	"caracal/gui/door"
	"caracal/gui/door/doortest"
	"caracal/gui/kit/kittest"
)

var _ Studio = (*activitytest.Studio)(nil)

// A fakeHost remembers what the column wanted of the pages.
type fakeHost struct {
	*kittest.Window
	played   []core.JobID
	chose    int
	settings int
	key      bool
	refused  []error
	about    core.JobID // of the last that was refused
	changed  int
	ended    int
}

func (h *fakeHost) Play(id core.JobID) { h.played = append(h.played, id) }
func (h *fakeHost) ChoosePicture()     { h.chose++ }
func (h *fakeHost) HasKey() bool       { return h.key }
func (h *fakeHost) OpenSettings()      { h.settings++ }
func (h *fakeHost) JobsChanged()       { h.changed++ }
func (h *fakeHost) JobEnded()          { h.ended++ }

func (h *fakeHost) Refused(about core.JobID, err error) {
	if err != nil {
		h.refused, h.about = append(h.refused, err), about
	}
}

// A fakeOffer is a card that the test shows.
type fakeOffer struct {
	card    *fyne.Container
	changed func()
}

func (o *fakeOffer) Card() fyne.CanvasObject { return o.card }
func (o *fakeOffer) Watch(changed func())    { o.changed = changed }

// A stand is a column in a window of its own.
type stand struct {
	*Column
	*fakeHost
	t      *testing.T
	studio *activitytest.Studio
	offer  *fakeOffer
	lists  *fakeLists
	queue  doortest.Queue
}

// newStand returns a column that is shown, with Draft and Lynx and no jobs.
func newStand(t *testing.T) *stand {
	return newStandBehind(t, func(st *activitytest.Studio) Studio { return st })
}

// fakeLists have one card, which comes and goes.
type fakeLists struct {
	activitytest.NoLists
	card    fyne.CanvasObject
	changed func()
}

func (l *fakeLists) Card() fyne.CanvasObject { return l.card }
func (l *fakeLists) Watch(changed func())    { l.changed = changed }

// newStandBehind returns such a column, which asks what the test puts before the studio; it is there from the start, because the column counts from its first moment.
func newStandBehind(t *testing.T, through func(*activitytest.Studio) Studio) *stand {
	s := &stand{fakeHost: &fakeHost{Window: kittest.New(t)}, t: t, studio: activitytest.New(activitytest.Draft(), activitytest.Lynx())}
	s.offer = &fakeOffer{card: container.NewWithoutLayout()}
	s.lists = &fakeLists{card: container.NewWithoutLayout()}
	s.lists.card.Hide()
	dir := t.TempDir() // outlives what writes to it
	in, q := doortest.New(t)
	s.queue = q
	set := door.NewSettings(in, dir, core.DefaultSettings(), slog.New(slog.DiscardHandler))
	s.Column = New(s.fakeHost, in, through(s.studio), set, s.offer, s.lists)
	s.Fyne().SetContent(s.Build())
	s.Shown()
	t.Cleanup(s.Column.Close)
	return s
}

// until plays the Fyne goroutine until what is waited for has come about.
func (s *stand) until(what string, come func() bool) {
	s.t.Helper()
	s.queue.Until(s.t, what, come)
}

// news has the studio know of one job only, and the column hear of it.
func (s *stand) news(j core.Job) {
	s.studio.SetJobs(j)
	s.jobChanged(j)
}
