package core_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
)

// A lookout is an engine whose submits are all of unknown outcome, until the run is there to be found.
type lookout struct {
	scripted
	submits, looks atomic.Int32
	found          string // the run; empty for none
	seekers        []core.JobID
}

func newLookout() *lookout {
	l := &lookout{}
	l.scripted = paid(func(ctx context.Context, task *core.Task) error {
		switch {
		case task.Mark.Step == core.Submitting:
			if l.looks.Add(1); l.found == "" {
				return core.Errorf("look", core.OutcomeUnknown, "nothing")
			}
			if err := task.Save(core.Mark{Step: core.Accepted, RemoteID: l.found}); err != nil {
				return err
			}
		case !task.Mark.Step.Reached(core.Accepted):
			if err := task.Save(core.Mark{Step: core.Submitting}); err != nil {
				return err
			}
			l.submits.Add(1)
			return core.Errorf("submit", core.OutcomeUnknown, "cut off")
		}
		return makeClip(ctx, task)
	})
	return l
}

// Claimants says what the test does.
func (l *lookout) Claimants(context.Context, string) ([]core.JobID, error) { return l.seekers, nil }

func TestAnUnclearJobIsLookedForAgainByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLookout()
		p := newWorld().start(t, l)
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		if l.looks.Load() != 0 {
			t.Fatal("looked at once")
		}
		// After 1, 2, 4, … 60 and 60 minutes.
		time.Sleep(24 * time.Hour)
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		if l.looks.Load() < 24 || l.looks.Load() > 32 {
			t.Errorf("looked %d times in a day", l.looks.Load())
		}
		l.found = "r1"
		p.LookAgain() // the network is back
		wantJob(t, p, id, core.Saved, "")
		if l.submits.Load() != 1 {
			t.Errorf("%d submits", l.submits.Load())
		}
	})
}

func TestAStartLooksForWhatIsUnclearHoweverLongAgoItWas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, w := newLookout(), newWorld()
		p := w.start(t, l, free(makeClip))
		id := mustSubmit(t, p, lynx("walks"))
		synctest.Wait()
		for i := range 150 {
			mustSubmit(t, p, draft(fmt.Sprint("pan ", i)))
		}
		synctest.Wait()
		p.die()
		l.found = "r1"
		next := w.start(t, l, free(makeClip))
		ids, err := next.Resume()
		if err != nil || len(ids) != 1 || ids[0] != id {
			t.Fatalf("Resume = %v, %v", ids, err)
		}
		wantJob(t, next, id, core.Saved, "")
	})
}

// What another living process looks after is shown, and looked for only when a person says so.
func TestAnUnclearJobOfAnotherProcessIsThatOnes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, w := newLookout(), newWorld()
		p := w.start(t, l)
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		other := w.start(t, l)
		if ids, err := other.Resume(); err != nil || len(ids) != 0 {
			t.Errorf("Resume = %v, %v", ids, err)
		}
		l.found = "r1"
		other.LookAgain()
		wantJob(t, other, id, core.Unclear, core.OutcomeUnknown)
		if _, err := other.Retry(t.Context(), id, 0); err != nil {
			t.Fatal(err)
		}
		wantJob(t, other, id, core.Saved, "")
		// The first one learns of it when it would have looked itself.
		time.Sleep(2 * time.Minute)
		wantJob(t, p, id, core.Saved, "")
		if l.looks.Load() != 1 || l.submits.Load() != 1 {
			t.Errorf("%d looks, %d submits", l.looks.Load(), l.submits.Load())
		}
	})
}

func TestARunIsOfferedToTheJobThatSeeksIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLookout()
		p := newWorld().start(t, l)
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		l.seekers, l.found = []core.JobID{id}, "r1"
		if got, err := p.Collect(t.Context(), core.Lynx, "r1", "one"); err != nil || got != id {
			t.Errorf("Collect = %s, %v; want %s", got, err, id)
		}
		if j := wantJob(t, p, id, core.Saved, ""); j.Clip.Story.Prompt != "walks" || len(p.Jobs()) != 1 {
			t.Errorf("the clip tells %+v; %d jobs", j.Clip.Story, len(p.Jobs()))
		}
		// A run that is not theirs is a clip of its own.
		stray := mustSubmit(t, p, lynx("runs"))
		time.Sleep(30 * time.Second)
		wantJob(t, p, stray, core.Unclear, core.OutcomeUnknown)
		l.seekers, l.found = []core.JobID{stray}, ""
		other, err := p.Collect(t.Context(), core.Lynx, "r2", "one")
		if err != nil || other == stray {
			t.Fatalf("Collect = %s, %v", other, err)
		}
		wantJob(t, p, other, core.Saved, "")
		wantJob(t, p, stray, core.Unclear, core.OutcomeUnknown)
		if e, _, _ := p.Studio.Find(other); e.Request.Prompt != "" {
			t.Errorf("it has a prompt %q", e.Request.Prompt)
		}
	})
}

// A job that another was sent in place of, or that was given up, looks once more when there is a run that it may have made: then it was charged, and the clip is the person's.
func TestARunIsOfferedToAJobThatIsDecided(t *testing.T) {
	for _, c := range []struct {
		word      core.Decision
		dismissed bool // which a second submit does by itself
		submits   int32
	}{{core.SubmitAgain, true, 2}, {core.GiveUp, true, 1}, {core.GiveUp, false, 1}} {
		synctest.Test(t, func(t *testing.T) {
			l := newLookout()
			p := newWorld().start(t, l)
			id := mustSubmit(t, p, lynx("walks"))
			wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
			if _, err := p.Decide(t.Context(), id, c.word, 0); err != nil {
				t.Fatal(err)
			}
			if c.dismissed {
				p.Dismiss(id)
			}
			decided, _, _ := p.world.find(id)
			time.Sleep(time.Minute)
			l.seekers = []core.JobID{id}
			if other, err := p.Collect(t.Context(), core.Lynx, "r2", "one"); err != nil || other == id {
				t.Fatalf("Collect = %s, %v", other, err)
			}
			synctest.Wait()
			e, _, _ := p.world.find(id)
			if _, there := p.Job(id); there == c.dismissed || e.Job.State != decided.Job.State || e.Job.Dismissed != c.dismissed {
				t.Errorf("%+v: it is there: %v, %s, and was %s", c, there, e.Job.State, decided.Job.State)
			}
			l.found = "r1"
			if got, err := p.Collect(t.Context(), core.Lynx, "r1", "one"); err != nil || got != id {
				t.Fatalf("Collect = %s, %v; want %s", got, err, id)
			}
			if j := wantJob(t, p, id, core.Saved, ""); j.Clip.Story.Prompt != "walks" || j.Dismissed || l.submits.Load() != c.submits {
				t.Errorf("%+v: the clip tells %+v; %d submits", c, j.Clip.Story, l.submits.Load())
			}
		})
	}
}

// A kill while it looks changes nothing about what the person has decided, nor does what the next start finds, unless that is its run.
func TestAJobThatIsDecidedStandsSoAfterAKill(t *testing.T) {
	for _, word := range []core.Decision{core.GiveUp, core.SubmitAgain} {
		for _, found := range []string{"", "r1"} {
			synctest.Test(t, func(t *testing.T) {
				l, w := newLookout(), newWorld()
				first := w.start(t, l)
				id := mustSubmit(t, first, lynx("walks"))
				wantJob(t, first, id, core.Unclear, core.OutcomeUnknown)
				if _, err := first.Decide(t.Context(), id, word, 0); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Minute)
				decided, _, _ := w.find(id)
				first.die()

				play := l.play
				l.seekers, l.play = []core.JobID{id}, func(ctx context.Context, _ *core.Task) error { <-ctx.Done(); return ctx.Err() }
				second := w.start(t, l)
				ctx, stop := context.WithCancel(t.Context())
				go second.Collect(ctx, core.Lynx, "r1", "one")
				synctest.Wait()
				if e, _, _ := w.find(id); e.Job.State != core.Working {
					t.Fatal("it does not look, but is", e.Job.State)
				}
				second.die()
				stop()

				l.play, l.found = play, found
				third := w.start(t, l)
				if _, err := third.Resume(); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Second)
				e, _, _ := w.find(id)
				if _, there := third.Job(id); found == "" && (e.Job.State != decided.Job.State || e.Job.Dismissed != decided.Job.Dismissed || there == e.Job.Dismissed) {
					t.Errorf("%s: it is %s, dismissed: %t, and was %s; it is there: %t", word, e.Job.State, e.Job.Dismissed, decided.Job.State, there)
				}
				if found != "" && (e.Job.State != core.Saved || e.Job.Dismissed) {
					t.Errorf("%s: its run is there, and it is %s", word, e.Job.State)
				}
				if e.Decided != nil || e.Job.Counts() != core.Dollar/2 {
					t.Errorf("%s: it counts %v; left over: %+v", word, e.Job.Counts(), e.Decided)
				}
			})
		}
	}
}
