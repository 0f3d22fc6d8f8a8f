package core_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
)

// fails is an engine of whose jobs each fails, without a submit, until the script changes.
func fails(submits *int) core.Engine {
	return paid(submit(submits, func(context.Context, *core.Task) error { return core.Errorf("poll", core.RemoteFailed, "it failed") }))
}

// twice does something in two goroutines at once, and fails unless both get the same job.
func twice(t *testing.T, do func() (core.JobID, error)) core.JobID {
	t.Helper()
	var ids [2]core.JobID
	var wg sync.WaitGroup
	for i := range ids {
		wg.Go(func() {
			id, err := do()
			if err != nil {
				t.Error(err)
			}
			ids[i] = id
		})
	}
	wg.Wait()
	synctest.Wait()
	if ids[0] != ids[1] || ids[0] == "" {
		t.Errorf("two jobs: %v", ids)
	}
	return ids[0]
}

func TestTwoTapsOnTryAgainOrderOneClip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		p := newWorld().start(t, fails(&submits))
		p.SetLimit(core.Lynx, core.Limit{InFlight: 9})
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Failed, core.RemoteFailed)
		again := twice(t, func() (core.JobID, error) { return p.Retry(t.Context(), id, 0) })
		// So does one that comes late, on a card that is not there any more, and one in another process.
		other := p.world.start(t, fails(&submits))
		for _, studio := range []*process{p, other} {
			if late, err := studio.Retry(t.Context(), id, 0); err != nil || late != again {
				t.Errorf("Retry = %s, %v; want %s", late, err, again)
			}
		}
		synctest.Wait()
		if submits != 2 {
			t.Errorf("%d submits, want 2", submits)
		}
	})
}

func TestTwoTapsOnSendItAgainOrderOneClip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		p := newWorld().start(t, paid(func(_ context.Context, task *core.Task) error {
			if task.Mark.Step != core.Submitting {
				if err := task.Save(core.Mark{Step: core.Submitting}); err != nil {
					return err
				}
				submits++
			}
			return core.Errorf("submit", core.OutcomeUnknown, "cut off")
		}))
		p.SetLimit(core.Lynx, core.Limit{InFlight: 9})
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		twice(t, func() (core.JobID, error) { return p.Decide(t.Context(), id, core.SubmitAgain, 0) })
		if submits != 2 {
			t.Errorf("%d submits, want 2", submits)
		}
	})
}

// A second start after a kill between the new submit and putting the old job away finds both, and still orders no third.
func TestTryAgainIsOneOrderAcrossAKill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		w := newWorld()
		p := w.start(t, fails(&submits))
		p.SetLimit(core.Lynx, core.Limit{InFlight: 9})
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Failed, core.RemoteFailed)
		old, _, err := p.world.find(id)
		if err != nil {
			t.Fatal(err)
		}
		again, err := p.Retry(t.Context(), id, 0)
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		p.die()
		w.set(func() { w.replace(old) }) // as if it had not come to that
		next := w.start(t, fails(&submits))
		if _, err := next.Resume(); err != nil {
			t.Fatal(err)
		}
		if late, err := next.Retry(t.Context(), id, 0); err != nil || late != again {
			t.Errorf("Retry = %s, %v; want %s", late, err, again)
		}
		synctest.Wait()
		if submits != 2 {
			t.Errorf("%d submits, want 2", submits)
		}
	})
}

// The person's word to go over the budget is for one submit, and not for the next try of the same job.
func TestOverTheBudgetOnceIsOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		p := newWorld().start(t, fails(&submits))
		p.SetBudget(core.Dollar / 4)
		r := lynx("walks")
		r.OverBudget = true
		id := mustSubmit(t, p, r)
		wantJob(t, p, id, core.Failed, core.RemoteFailed)
		if again, err := p.Retry(t.Context(), id, 0); core.KindOf(err) != core.OverBudget {
			t.Errorf("Retry = %s, %v", again, err)
		}
		synctest.Wait()
		if submits != 1 {
			t.Errorf("%d submits", submits)
		}
		// And a refusal lets the next tap through.
		p.SetBudget(0)
		if _, err := p.Retry(t.Context(), id, 0); err != nil {
			t.Error(err)
		}
	})
}

// "Make it anyway" takes the failed job's place as "Try again" does: two taps on it, also on a window that has not heard of the first, are one clip.
func TestTwoWordsOverTheBudgetOrderOneClip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		p := newWorld().start(t, fails(&submits))
		p.SetLimit(core.Lynx, core.Limit{InFlight: 9})
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Failed, core.RemoteFailed)
		p.SetBudget(core.Dollar / 4)
		if _, err := p.Retry(t.Context(), id, 0); core.KindOf(err) != core.OverBudget {
			t.Fatal(err)
		}
		anyway := twice(t, func() (core.JobID, error) { return p.MakeAnyway(t.Context(), id, 0) })
		other := p.world.start(t, fails(&submits))
		for _, again := range []func() (core.JobID, error){
			func() (core.JobID, error) { return other.MakeAnyway(t.Context(), id, 0) },
			func() (core.JobID, error) { return p.Retry(t.Context(), id, 0) },
		} {
			if late, err := again(); err != nil || late != anyway {
				t.Errorf("%s, %v; want %s", late, err, anyway)
			}
		}
		synctest.Wait()
		if submits != 2 {
			t.Errorf("%d submits, want 2", submits)
		}
	})
}

func TestAnUnclearOutcomeIsThePersonsToDecide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits, looks := 0, 0
		found := false
		p := newWorld().start(t, paid(func(ctx context.Context, task *core.Task) error {
			if task.Mark.Step == core.Submitting {
				if looks++; found {
					return makeClip(ctx, task)
				}
				return core.Errorf("look up", core.OutcomeUnknown, "no match")
			}
			if err := task.Save(core.Mark{Step: core.Submitting}); err != nil {
				return err
			}
			submits++
			return core.Errorf("submit", core.OutcomeUnknown, "cut off")
		}))
		p.SetLimit(core.Lynx, core.Limit{InFlight: 9})

		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		if again, err := p.Retry(t.Context(), id, 0); err != nil || again != id {
			t.Fatalf("Retry = %s, %v", again, err)
		}
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		if submits != 1 || looks != 1 {
			t.Errorf("%d submits and %d looks", submits, looks)
		}
		if spent, _ := p.Spent(time.Time{}); spent != core.Dollar/2 {
			t.Errorf("spent %v: what may have been charged counts", spent)
		}

		another, err := p.Decide(t.Context(), id, core.SubmitAgain, 0)
		if err != nil || another == id {
			t.Fatalf("Decide = %s, %v", another, err)
		}
		wantJob(t, p, another, core.Unclear, core.OutcomeUnknown)
		if _, there := p.Job(id); there || submits != 2 {
			t.Errorf("the old job is there: %v; %d submits", there, submits)
		}
		if _, err := p.Decide(t.Context(), another, core.GiveUp, 0); err != nil {
			t.Fatal(err)
		}
		wantJob(t, p, another, core.Stopped, "")
		found = true
		if _, err := p.Retry(t.Context(), another, 0); err != nil {
			t.Fatal(err)
		}
		wantJob(t, p, another, core.Saved, "")
		if submits != 2 {
			t.Errorf("%d submits", submits)
		}
	})
}

func TestFailedIsTriedAnewAndDismissed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fail := true
		p := newWorld().start(t, free(func(ctx context.Context, task *core.Task) error {
			if fail {
				return core.Errorf("make", core.Internal, "this time not")
			}
			return makeClip(ctx, task)
		}))
		id := mustSubmit(t, p, draft("pan"))
		wantJob(t, p, id, core.Failed, core.Internal)
		fail = false
		again, err := p.Retry(t.Context(), id, 0)
		if err != nil {
			t.Fatal(err)
		}
		wantJob(t, p, again, core.Saved, "")
		if jobs := p.Jobs(); len(jobs) != 1 || jobs[0].ID != again {
			t.Errorf("jobs are %v", jobs)
		}
		// A new start shows what ended lately, without what was dismissed.
		p.die()
		next := p.world.start(t, free(makeClip))
		if _, err := next.Resume(); err != nil {
			t.Fatal(err)
		}
		if jobs := next.Jobs(); len(jobs) != 1 || jobs[0].ID != again || jobs[0].State != core.Saved {
			t.Errorf("after a restart the jobs are %v", jobs)
		}
	})
}

// With another account's key the service does not know a run that this one has paid for. Trying again must not pay again.
func TestARunThatTheServiceDoesNotKnowNowIsAskedForAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits, known := 0, false
		p := newWorld().start(t, paid(submit(&submits, func(ctx context.Context, task *core.Task) error {
			if !known {
				return core.Errorf("poll", core.Expired, "task not found")
			}
			return makeClip(ctx, task)
		})))
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Failed, core.Expired)
		for _, known = range []bool{false, true} {
			if again, err := p.Retry(t.Context(), id, 0); err != nil || again != id {
				t.Fatalf("Retry = %s, %v", again, err)
			}
			synctest.Wait()
		}
		if j := wantJob(t, p, id, core.Saved, ""); j.Money != core.Charged {
			t.Errorf("money %q", j.Money)
		}
		if submits != 1 {
			t.Errorf("%d submits", submits)
		}
	})
}

// Money may hang on it, so the person decides about it first.
func TestAnUnclearJobIsNotDismissed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newWorld().start(t, newLookout())
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		p.Dismiss(id)
		if j := wantJob(t, p, id, core.Unclear, core.OutcomeUnknown); j.Dismissed || !j.AtStake() {
			t.Errorf("the job is %+v", j)
		}
		if _, err := p.Decide(t.Context(), id, core.GiveUp, 0); err != nil {
			t.Fatal(err)
		}
		p.Dismiss(id)
		if _, there := p.Job(id); there {
			t.Error("it cannot be put out of sight any more")
		}
	})
}

// A word on a job that has been found meanwhile orders nothing.
func TestSendItAgainComesTooLateForWhatWasFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLookout()
		p := newWorld().start(t, l)
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		l.found = "r1"
		p.LookAgain()
		synctest.Wait()
		if got, err := p.Decide(t.Context(), id, core.SubmitAgain, 0); err != nil || got != id {
			t.Errorf("Decide = %s, %v", got, err)
		}
		synctest.Wait()
		if l.submits.Load() != 1 {
			t.Errorf("%d submits", l.submits.Load())
		}
	})
}

// Whoever was told that to look is free, or thought about an unclear job for a while, orders nothing when its run has been found and has failed meanwhile.
func TestALateWordOnARunThatFailedOrdersNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits, looks := 0, 0
		p := newWorld().start(t, paid(func(_ context.Context, task *core.Task) error {
			if task.Mark.Step == core.Submitting {
				looks++
				if err := task.Save(core.Mark{Step: core.Accepted, RemoteID: "r1"}); err != nil {
					return err
				}
				return core.Errorf("poll", core.RemoteFailed, "5000")
			}
			if err := task.Save(core.Mark{Step: core.Submitting}); err != nil {
				return err
			}
			submits++
			return core.Errorf("submit", core.OutcomeUnknown, "cut off")
		}))
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		if err := p.Look(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		if wantJob(t, p, id, core.Failed, core.RemoteFailed); looks != 1 {
			t.Fatalf("%d looks", looks)
		}
		for name, err := range map[string]error{
			"Look": p.Look(t.Context(), id), "send again": late(p.Decide(t.Context(), id, core.SubmitAgain, 0)), "give up": late(p.Decide(t.Context(), id, core.GiveUp, 0)),
		} {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		synctest.Wait()
		wantJob(t, p, id, core.Failed, core.RemoteFailed)
		if submits != 1 || len(p.Jobs()) != 1 {
			t.Errorf("%d submits, %d jobs", submits, len(p.Jobs()))
		}
	})
}

func late(_ core.JobID, err error) error { return err }

// The price may rise in the moment between the person's word and the new submit.
func TestANewSubmitCostsNoMoreThanWasAgreedTo(t *testing.T) {
	failing, unclear := func() core.Engine { return fails(new(int)) }, func() core.Engine { return newLookout() }
	for _, c := range []struct {
		name   string
		engine func() core.Engine
		order  func(p *process, id core.JobID, atMost core.USD) (core.JobID, error)
	}{
		{"try again", failing, func(p *process, id core.JobID, atMost core.USD) (core.JobID, error) {
			return p.Retry(context.Background(), id, atMost)
		}},
		{"make anyway", failing, func(p *process, id core.JobID, atMost core.USD) (core.JobID, error) {
			return p.MakeAnyway(context.Background(), id, atMost)
		}},
		{"send again", unclear, func(p *process, id core.JobID, atMost core.USD) (core.JobID, error) {
			return p.Decide(context.Background(), id, core.SubmitAgain, atMost)
		}},
	} {
		synctest.Test(t, func(t *testing.T) {
			p := newWorld().start(t, c.engine())
			id := mustSubmit(t, p, lynx("walks"))
			synctest.Wait()
			before, _ := p.Job(id)
			if next, err := c.order(p, id, 49*core.Cent); core.KindOf(err) != core.PriceRose {
				t.Errorf("%s: %s, %v", c.name, next, err)
			}
			if j, there := p.Job(id); !there || j.State != before.State || len(p.Jobs()) != 1 {
				t.Errorf("%s: %d jobs, and it is %s", c.name, len(p.Jobs()), j.State)
			}
			if next, err := c.order(p, id, before.Price); err != nil || next == id {
				t.Errorf("%s for what it costs: %s, %v", c.name, next, err)
			}
		})
	}
}

func TestAJobThatIsGivenUpWhileTheDiskIsFullStaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newWorld().start(t, newLookout())
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		p.world.set(func() { p.world.fullDisk = core.Errorf("put", core.DiskFull, "full") })
		if _, err := p.Decide(t.Context(), id, core.GiveUp, 0); err != nil {
			t.Fatal(err)
		}
		wantJob(t, p, id, core.Stopped, "")
		p.world.set(func() { p.world.fullDisk = nil })
		time.Sleep(10 * time.Second)
		if e, _, _ := p.world.find(id); e.Job.State != core.Stopped {
			t.Errorf("the journal has it as %s", e.Job.State)
		}
	})
}
