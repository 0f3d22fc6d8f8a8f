package lynx_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
	"caracal/core/journal"
	"caracal/core/lynx"
	"caracal/core/lynx/lynxtest"
)

// A session is the real studio on the real journal of a world, from a start of the program to its end.
type session struct {
	*core.Studio
	w       *world
	journal *journal.Journal
}

// begin starts the program on the journal in the folder data, and resumes.
func (w *world) begin(data string, s core.Shelf) (_ *session, resumed []core.JobID) {
	w.t.Helper()
	jobs, err := journal.Open(data)
	if err != nil {
		w.t.Fatal(err)
	}
	engine := &lynx.Engine{Client: w.client, Ledger: jobs, Limit: core.Limit{InFlight: 2, Spacing: time.Second}}
	studio := core.NewStudio(core.Rooms{Journal: jobs, Shelf: s, Pictures: kept{}, Work: w.dir}, engine)
	if resumed, err = studio.Resume(); err != nil {
		w.t.Fatal(err)
	}
	return &session{studio, w, jobs}, resumed
}

func (s *session) end() {
	s.w.t.Helper()
	if err := s.Close(context.Background()); err != nil {
		s.w.t.Error(err)
	}
	if err := s.journal.Close(); err != nil {
		s.w.t.Error(err)
	}
	synctest.Wait()
}

// after lets time pass and returns how the job stands then, which fails unless it is so.
func (s *session) after(d time.Duration, id core.JobID, state core.State) core.Entry {
	s.w.t.Helper()
	time.Sleep(d)
	synctest.Wait()
	e, ok, err := s.journal.Find(id)
	if err != nil || !ok || e.Job.State != state {
		s.w.t.Errorf("the job is %s with %v (%v, %v), want %s", e.Job.State, e.Job.Err, ok, err, state)
	}
	return e
}

// busyAndUnclear submits a job that gets a 429 and then has no list to be looked for in.
func (s *session) busyAndUnclear() (core.JobID, core.Entry) {
	s.w.t.Helper()
	s.w.Break(lynxtest.Submit, 1, lynxtest.Say(429, ""))
	s.w.Break(lynxtest.List, lynxtest.Always, lynxtest.Say(500, ""))
	id, err := s.Submit(s.w.t.Context(), request())
	if err != nil {
		s.w.t.Fatal(err)
	}
	e := s.after(4*time.Minute, id, core.Unclear)
	s.w.Mend(lynxtest.List)
	return id, e
}

// What the person had sent again is not sent once more by the job that it was sent in place of, also where a kill came between the two.
func TestSendItAgainIsOneSubmitWhateverTheOldJobFinds(t *testing.T) {
	for _, killed := range []bool{false, true} {
		inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
			data, clips := t.TempDir(), &shelf{clips: map[core.JobID]core.Clip{}}
			s, _ := w.begin(data, clips)
			id, old := s.busyAndUnclear()
			next, err := s.Decide(t.Context(), id, core.SubmitAgain, 0)
			if err != nil {
				t.Fatal(err)
			}
			s.after(3*time.Minute, next, core.Saved)
			if killed {
				if err := s.journal.Put(old); err != nil {
					t.Fatal(err)
				}
			}
			s.end()
			s, resumed := w.begin(data, clips)
			if len(resumed) > 0 || len(s.Jobs()) != 1 {
				t.Errorf("resumed %v, and %d jobs", resumed, len(s.Jobs()))
			}
			if e := s.after(3*time.Hour, id, core.Unclear); !e.Job.Dismissed || e.Job.Counts() != core.Dollar/2 {
				t.Errorf("the old job is %+v", e.Job)
			}
			s.end()
			if w.Submits() != 2 || len(w.Runs()) != 1 {
				t.Errorf("%d submits, %d runs", w.Submits(), len(w.Runs()))
			}
		})
	}
}

// To look for a run is free, so a job that has ended once, however it did, only looks: what a 429 was the answer to is not sent again by it.
func TestWhatHasEndedIsLookedForAndNotSentAgain(t *testing.T) {
	for name, end := range map[string]func(s *session) core.JobID{
		"stopped while it rests": func(s *session) core.JobID {
			s.w.Break(lynxtest.Submit, 1, lynxtest.Say(429, ""))
			id, err := s.Submit(s.w.t.Context(), request())
			if err != nil {
				s.w.t.Fatal(err)
			}
			s.after(30*time.Second, id, core.Working)
			s.Stop(id)
			s.after(0, id, core.Stopped)
			return id
		},
		"unclear": func(s *session) core.JobID {
			id, _ := s.busyAndUnclear()
			return id
		},
		"given up": func(s *session) core.JobID {
			id, _ := s.busyAndUnclear()
			if _, err := s.Decide(s.w.t.Context(), id, core.GiveUp, 0); err != nil {
				s.w.t.Fatal(err)
			}
			return id
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, restarted := range []bool{false, true} {
				inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
					data, clips := t.TempDir(), &shelf{clips: map[core.JobID]core.Clip{}}
					s, _ := w.begin(data, clips)
					id := end(s)
					if restarted {
						s.end()
						s, _ = w.begin(data, clips)
					}
					if _, err := s.Retry(t.Context(), id, 0); err != nil {
						t.Fatal(err)
					}
					if restarted { // while it looks
						time.Sleep(30 * time.Second)
						s.end()
						s, _ = w.begin(data, clips)
					}
					s.after(20*time.Minute, id, core.Unclear)
					s.end()
					if w.Submits() != 1 {
						t.Errorf("%d submits", w.Submits())
					}
				})
			}
		})
	}
}
