package service

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/wavespeed"
)

func (f *fakeRuns) homecome() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.collected...)
}

func TestFinishedClipsAreOfferedAndSaved(t *testing.T) {
	s := newStand(t, testKey)
	s.runs.known["here"] = true
	s.service.Runs = []wavespeed.Prediction{{ID: "a"}, {ID: "here"}, {ID: "b"}, {ID: "c"}}
	s.loaded()
	s.home.Start()
	s.until("the offer", s.home.card.Visible)
	if got, want := s.home.words.Text, "3 finished clips are at WaveSpeed and not on this computer. Saving them is free."; got != want {
		t.Errorf("the card says %q", got)
	}
	s.Tap("Save them")
	if s.home.card.Visible() {
		t.Error("the offer is still there")
	}
	// The queue is empty by then, so there is nothing of Fyne's to wait for.
	s.inbox.Close()
	if diff := cmp.Diff([]string{"lynx a", "lynx b", "lynx c"}, s.runs.homecome()); diff != "" {
		t.Error(diff)
	}
}

func TestNotNowLastsUntilThePersonAsks(t *testing.T) {
	s := newStand(t, testKey)
	s.service.Runs = []wavespeed.Prediction{{ID: "a"}}
	s.loaded()
	s.home.Start()
	s.until("the offer", s.home.card.Visible)
	s.Tap("Not now")
	looked := false
	s.home.look(func(n int, _ error) { looked = n == 0 })
	s.until("the look", func() bool { return looked })
	if s.home.card.Visible() || len(s.runs.homecome()) != 0 {
		t.Error("what was declined is offered again by itself")
	}
	speaking := NewHomecoming(s, s.inbox, s.service, s.runs) // of a window in another language
	speaking.GoOn(s.home)
	looked = false
	speaking.look(func(n int, _ error) { looked = n == 0 })
	s.until("the look in another language", func() bool { return looked })
	s.Tap("Bring my clips home")
	s.until("the offer", s.home.card.Visible)
	if s.found != 1 {
		t.Error("the offer cannot be seen")
	}
	s.Tap("Save it")
	s.until("the clip to be known", func() bool {
		s.inbox.Ask(func(context.Context) func() { return func() {} }) // so that there is something to wait for
		return len(s.runs.homecome()) == 1
	})
	s.home.LookAgain(func() { t.Error("offered again") })
	s.until("the words", func() bool { return strings.Contains(s.Said, "are on this computer") })
}

func TestHomecomingFailsInWords(t *testing.T) {
	s := newStand(t, testKey)
	s.loaded()
	s.service.Err = core.Errorf("list", core.Offline, "no route")
	s.home.Start()
	s.Tap("Bring my clips home")
	s.until("the words", func() bool { return strings.Contains(s.Said, "no way to WaveSpeed") })
	s.home.offer([]wavespeed.Prediction{{ID: "a"}})
	s.runs.refuse = core.Errorf("put", core.DiskFull, "full")
	s.Tap("Save it")
	s.until("the words", func() bool { return strings.Contains(s.Said, "disk is full") })
}

func TestRefundsAreNoted(t *testing.T) {
	s := newStand(t, testKey)
	s.runs.owed = []string{"a", "b", "c"}
	s.service.PaidBack = map[string]core.USD{"c": core.Dollar / 2, "a": core.Dollar / 2}
	s.home.refunds()
	s.inbox.Close()
	if diff := cmp.Diff(s.service.PaidBack, s.runs.refunded); diff != "" {
		t.Error(diff)
	}
}
