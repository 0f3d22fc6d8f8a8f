package shots

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
)

// slow is a home where one clip is sent and the others wait for their turn.
func slow(t *testing.T) home {
	h := newHome(t)
	h.limit = core.Limit{InFlight: 2, Spacing: time.Hour}
	return h
}

// waiting begins a list of so many shots, and returns when the first is sent and two more are with the studio.
func waiting(t *testing.T, s *shop, arrived chan struct{}, n int) List {
	t.Helper()
	l := paid(t, n)
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	s.await(t, l.ID, "three are with the studio", count(Making, 3))
	<-arrived
	return l
}

func TestWhatWaitsForItsTurnIsTakenBackByAPauseAndSentOnceAfterIt(t *testing.T) {
	h := slow(t)
	gate, arrived, pass := queue()
	s := h.open(t, 0, gate)
	l := waiting(t, s, arrived, 5)
	for range 3 { // a pause and what follows it, again and again
		if err := s.Pause(l.ID); err != nil {
			t.Fatal(err)
		}
		st := s.await(t, l.ID, "what was not sent is back", func(st Status) bool { return st.Count(Making) == 1 && st.Count(ToCome) == 4 })
		if spent, err := s.studio.Spent(); spent != 50*core.Cent || err != nil || st.Unsent() != 4 {
			t.Errorf("%v are reserved, %v; %d unsent", spent, err, st.Unsent())
		}
		if err := s.Continue(l.ID, nil); err != nil {
			t.Fatal(err)
		}
		s.await(t, l.ID, "they are with the studio again", count(Making, 3))
	}
	s.close()

	h.limit = core.Limit{}
	s = h.open(t, 0, gate)
	for range 5 {
		pass <- struct{}{}
	}
	s.await(t, l.ID, "all are saved", count(Saved, 5))
	if d := cmp.Diff(onceEach(l), h.counts()); d != "" {
		t.Error(d)
	}
	if n := len(s.studio.Jobs()); n != 5 {
		t.Errorf("the studio shows %d jobs, want the list's five", n)
	}
}

func TestStopTheRestTakesBackWhatWaitsForItsTurn(t *testing.T) {
	h := slow(t)
	gate, arrived, pass := queue()
	s := h.open(t, 0, gate)
	l := waiting(t, s, arrived, 6)
	if st, _ := s.Status(l.ID); st.Unsent() != 5 {
		t.Errorf("%d are said to be unsent", st.Unsent())
	}
	if err := s.StopUnsent(l.ID); err != nil {
		t.Fatal(err)
	}
	pass <- struct{}{}
	st := s.await(t, l.ID, "it has ended", Status.Ended)
	if st.Count(Saved) != 1 || st.Count(LeftOut) != 5 || len(h.posts()) != 1 {
		t.Errorf("%s, %d posts", summary([]Status{st}), len(h.posts()))
	}
	if spent, err := s.studio.Spent(); spent != 50*core.Cent || err != nil {
		t.Errorf("%v are reserved, %v", spent, err)
	}
}

// Whoever is killed between the person's word and its end has it carried out by the next.
func TestAKillDoesNotUndoAStopOrAPause(t *testing.T) {
	for what, word := range map[string]func(*List, string){
		"stop": func(l *List, sent string) {
			for i, r := range l.Rows {
				l.Rows[i].LeftOut = r.Picture.Name != sent
			}
		},
		"pause": func(l *List, _ string) { l.Paused = true },
	} {
		t.Run(what, func(t *testing.T) {
			h := slow(t)
			gate, arrived, pass := queue()
			s := h.open(t, 0, gate)
			l := waiting(t, s, arrived, 4)
			s.close()
			l, err := s.book.load(l.ID)
			if err != nil {
				t.Fatal(err)
			}
			sent, _, _ := strings.Cut(h.posts()[0], " ")
			word(&l, sent)
			if err := s.book.Save(l); err != nil {
				t.Fatal(err)
			}
			s = h.open(t, 0, gate)
			pass <- struct{}{}
			st := s.await(t, l.ID, "only what was sent is made", func(st Status) bool { return st.Count(Saved) == 1 && st.Count(Making) == 0 })
			if st.Unsent()+st.Count(LeftOut) != 3 || len(h.posts()) != 1 {
				t.Errorf("%s, %d posts", summary([]Status{st}), len(h.posts()))
			}
		})
	}
}

func TestAPictureThatWasChangedIsNotSentUnseen(t *testing.T) {
	h := newHome(t)
	h.limit = core.Limit{InFlight: 1}
	h.keeps = func(ctx context.Context, path string) error { // no time for a copy of the last
		if filepath.Base(path) == "p03" {
			<-ctx.Done()
		}
		return ctx.Err()
	}
	gate, pass := aside()
	s := h.open(t, 0, gate)
	l := h.photographed(t, paid(t, 4))
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	s.await(t, l.ID, "two are with the studio", count(Making, 2))
	if err := os.WriteFile(l.Rows[3].Picture.Path, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.close()
	h.keeps = nil
	s = h.open(t, 0, gate)
	for range 3 {
		pass <- struct{}{}
	}
	st := s.await(t, l.ID, "it has ended", Status.Ended)
	if st.Count(Saved) != 3 || core.KindOf(st.List.Rows[3].Err) != core.PictureChanged || len(h.posts()) != 3 {
		t.Fatalf("%s: %v, %d posts", summary([]Status{st}), st.List.Rows[3].Err, len(h.posts()))
	}
	// The person, who has heard so, has it sent.
	if err := s.Retry(t.Context(), l.ID, st.IDs(Failed), nil); err != nil {
		t.Fatal(err)
	}
	pass <- struct{}{}
	s.await(t, l.ID, "all are saved", count(Saved, 4))
}

// A row goes with the job that takes the place of its own, whoever orders that.
func TestARowFollowsWhatWasDecidedAboutItsJob(t *testing.T) {
	h := newHome(t)
	lost := make(chan struct{})
	s := h.open(t, 0, func(_ context.Context, r core.Request) error {
		select {
		case <-lost:
			return nil
		default:
			if r.Picture.Name == "p01" || r.Picture.Name == "p02" {
				return core.Errorf("submit", core.OutcomeUnknown, "cut off")
			}
			return nil
		}
	})
	l := paid(t, 3)
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	st := s.await(t, l.ID, "two are unclear", func(st Status) bool { return st.Count(Unclear) == 2 && st.Count(Saved) == 1 })
	if err := s.Dismiss(l.ID); err != nil || len(s.Lists()) != 1 {
		t.Error("a list in which money may hang was put out of sight", err)
	}
	close(lost)
	again, err := s.studio.Decide(t.Context(), st.Jobs[1].ID, core.SubmitAgain, 0)
	if err != nil {
		t.Fatal(err)
	}
	st = s.await(t, l.ID, "it is saved", count(Saved, 2))
	if st.Jobs[1].ID != again || !s.Owns(again) {
		t.Errorf("the row has job %s, not %s", st.Jobs[1].ID, again)
	}

	// So it does when nobody looks after the list just then, and when the first job is looked for once more, as at every start.
	s.Desk.Close()
	saved := make(chan struct{})
	s.studio.Watch(func(j core.Job) {
		if j.ID == st.Jobs[2].ID.Next() && j.State == core.Saved {
			close(saved)
		}
	})
	if _, err := s.studio.Decide(t.Context(), st.Jobs[2].ID, core.SubmitAgain, 0); err != nil {
		t.Fatal(err)
	}
	<-saved
	s.close()
	s = h.open(t, 0, func(context.Context, core.Request) error { return core.Errorf("look", core.OutcomeUnknown, "cut off") })
	s.await(t, l.ID, "all are saved", count(Saved, 3))
	if d := cmp.Diff(map[string]int{"p00": 1, "p01": 2, "p02": 2}, h.counts()); d != "" {
		t.Error(d)
	}
	if err := s.Dismiss(l.ID); err != nil || len(s.Lists()) != 0 {
		t.Error(err, summary(s.Lists()))
	}
}
