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
		again := twice(t, func() (core.JobID, error) { return p.Retry(t.Context(), id) })
		// So does one that comes late, on a card that is not there any more, and one in another process.
		other := p.world.start(t, fails(&submits))
		for _, studio := range []*process{p, other} {
			if late, err := studio.Retry(t.Context(), id); err != nil || late != again {
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
		twice(t, func() (core.JobID, error) { return p.Decide(t.Context(), id, core.SubmitAgain) })
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
		again, err := p.Retry(t.Context(), id)
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
		if late, err := next.Retry(t.Context(), id); err != nil || late != again {
			t.Errorf("Retry = %s, %v; want %s", late, err, again)
		}
		synctest.Wait()
		if submits != 2 {
			t.Errorf("%d submits, want 2", submits)
		}
	})
}

func TestAnIdenticalRequestWithinASecondIsASlipOfTheHand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		p := newWorld().start(t, paid(submit(&submits, makeClip)))
		p.SetLimit(core.Lynx, core.Limit{InFlight: 9})
		first := twice(t, func() (core.JobID, error) { return p.Submit(t.Context(), lynx("walks")) })
		// A key that is held down for five seconds.
		for range 150 {
			time.Sleep(33 * time.Millisecond)
			if id := mustSubmit(t, p, lynx("walks")); id != first {
				t.Fatalf("key repeat ordered %s", id)
			}
		}
		if id := mustSubmit(t, p, lynx("runs")); id == first {
			t.Error("another request is no order of its own")
		}
		time.Sleep(time.Second)
		if id := mustSubmit(t, p, lynx("walks")); id == first {
			t.Error("two takes of the same cannot be had")
		}
		synctest.Wait()
		if submits != 3 {
			t.Errorf("%d submits, want 3", submits)
		}
	})
}

// A computer that is busy takes longer over an order than a hand over two: the second counts from when the window can have shown what became of the first.
func TestTheSecondAfterASlowOrderIsCountedFromItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		w := newWorld()
		w.set(func() { w.slowCopy = 3 * time.Second })
		p := w.start(t, paid(submit(&submits, makeClip)))
		first := mustSubmit(t, p, lynx("walks"))
		for range 10 { // the key is still held down, and the window ignored it meanwhile
			time.Sleep(33 * time.Millisecond)
			if id := mustSubmit(t, p, lynx("walks")); id != first {
				t.Fatalf("key repeat ordered %s", id)
			}
		}
	})
}

func TestWhatWasRefusedIsNoOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		w := newWorld()
		p := w.start(t, paid(submit(&submits, makeClip)))
		w.set(func() { w.shelfErr = core.Errorf("ready", core.FolderMissing, "unplugged") })
		if _, err := p.Submit(t.Context(), lynx("walks")); core.KindOf(err) != core.FolderMissing {
			t.Fatal(err)
		}
		w.set(func() { w.shelfErr = nil })
		mustSubmit(t, p, lynx("walks"))
		synctest.Wait()
		if submits != 1 {
			t.Errorf("%d submits", submits)
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
		if again, err := p.Retry(t.Context(), id); core.KindOf(err) != core.OverBudget {
			t.Errorf("Retry = %s, %v", again, err)
		}
		synctest.Wait()
		if submits != 1 {
			t.Errorf("%d submits", submits)
		}
		// And a refusal lets the next tap through.
		p.SetBudget(0)
		if _, err := p.Retry(t.Context(), id); err != nil {
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
		if _, err := p.Retry(t.Context(), id); core.KindOf(err) != core.OverBudget {
			t.Fatal(err)
		}
		anyway := twice(t, func() (core.JobID, error) { return p.MakeAnyway(t.Context(), id) })
		other := p.world.start(t, fails(&submits))
		for _, again := range []func() (core.JobID, error){
			func() (core.JobID, error) { return other.MakeAnyway(t.Context(), id) },
			func() (core.JobID, error) { return p.Retry(t.Context(), id) },
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

// Stop is for a window's own goroutine: it must not wait for the disk.
func TestStopDoesNotWaitForTheJournal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p := w.start(t, paid(func(ctx context.Context, _ *core.Task) error { <-ctx.Done(); return ctx.Err() }))
		p.SetLimit(core.Lynx, core.Limit{InFlight: 1})
		working := mustSubmit(t, p, lynx("one"))
		waiting := mustSubmit(t, p, lynx("two"))
		synctest.Wait()
		w.set(func() { w.slowDisk = time.Hour })
		began := time.Now()
		p.Stop(waiting)
		p.Stop(working)
		if d := time.Since(began); d > 0 {
			t.Errorf("Stop took %v", d)
		}
		time.Sleep(3 * time.Hour)
		for _, id := range []core.JobID{waiting, working} {
			if j := wantJob(t, p, id, core.Stopped, ""); j.Money != core.Released {
				t.Errorf("money %q", j.Money)
			}
		}
	})
}

// askable is a paid engine whose price a service says.
type askable struct {
	core.Engine
	price *core.USD
	err   *error
}

func (e askable) Info() core.Info {
	i := e.Engine.Info()
	i.Price = *e.price
	return i
}

func (e askable) CheckPrice(context.Context) error {
	if *e.err == nil {
		*e.price = core.Dollar
	}
	return *e.err
}

func TestThePriceIsAskedBeforeItIsPaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		price, down := core.Dollar/2, core.Errorf("ask", core.Offline, "no way")
		err := error(down)
		var told core.USD
		p := newWorld().start(t, askable{paid(func(_ context.Context, task *core.Task) error {
			told = task.Price
			return makeClip(context.TODO(), task)
		}), &price, &err}, free(makeClip))
		if q := p.Quote(t.Context(), core.Lynx); q != core.Dollar/2 {
			t.Errorf("offline the price is %v", q)
		}
		err = nil
		if q := p.Quote(t.Context(), core.Lynx); q != core.Dollar {
			t.Errorf("the price is %v", q)
		}
		if q := p.Quote(t.Context(), core.Draft); q != 0 {
			t.Errorf("a draft costs %v", q)
		}
		j := wantJob(t, p, mustSubmit(t, p, lynx("walks")), core.Saved, "")
		if j.Price != core.Dollar || told != core.Dollar {
			t.Errorf("the job costs %v, its engine was told %v", j.Price, told)
		}
	})
}
