package core_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
)

func TestStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		wait := func(ctx context.Context, _ *core.Task) error { <-ctx.Done(); return ctx.Err() }
		finish := wait
		p := newWorld().start(t, paid(submit(&submits, func(ctx context.Context, task *core.Task) error { return finish(ctx, task) })))
		p.SetLimit(core.Lynx, core.Limit{InFlight: 1})
		first, second := mustSubmit(t, p, lynx("one")), mustSubmit(t, p, lynx("two"))
		wantJob(t, p, first, core.Working, "")
		wantJob(t, p, second, core.Waiting, "")

		p.Stop(second)
		if j := wantJob(t, p, second, core.Stopped, ""); j.Money != core.Released {
			t.Errorf("what was never sent has money %q", j.Money)
		}
		p.Stop(first)
		if j := wantJob(t, p, first, core.Stopped, ""); j.Money != core.Charged {
			t.Errorf("what was accepted has money %q", j.Money)
		}

		// It comes home when asked for, and is not submitted again.
		finish = makeClip
		if id, err := p.Retry(t.Context(), first, 0); err != nil || id != first {
			t.Fatalf("Retry = %s, %v", id, err)
		}
		wantJob(t, p, first, core.Saved, "")
		if submits != 1 {
			t.Errorf("%d submits", submits)
		}
	})
}

// Whoever takes a job back hears whether it was sent, and the mark that is on its way to the disk counts as sent.
func TestTakeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, submits := newWorld(), 0
		p := w.start(t, paid(submit(&submits, func(ctx context.Context, _ *core.Task) error { <-ctx.Done(); return ctx.Err() })), free(func(ctx context.Context, _ *core.Task) error {
			<-ctx.Done()
			return ctx.Err()
		}))
		p.SetLimit(core.Lynx, core.Limit{InFlight: 3, Spacing: 30 * time.Second})
		p.SetLimit(core.Draft, core.Limit{InFlight: 1})
		inTurn := func(prompt string) core.JobID {
			defer synctest.Wait() // for it to come before the next
			return mustSubmit(t, p, lynx(prompt))
		}
		sent, near, far, queued := inTurn("one"), inTurn("two"), inTurn("three"), inTurn("four")
		made, later := mustSubmit(t, p, draft("one")), mustSubmit(t, p, draft("two"))
		synctest.Wait()
		w.set(func() { w.slowDisk = time.Minute })
		time.Sleep(31 * time.Second) // the second is being marked
		for _, c := range []struct {
			id   core.JobID
			want bool
		}{{sent, false}, {far, true}, {queued, true}, {made, false}, {later, true}, {near, false}} { // the last waits for the disk
			if got := p.TakeBack(c.id); got != c.want {
				j, _ := p.Job(c.id)
				t.Errorf("%q, %s at %s: taken back %t", j.Request.Prompt, j.State, j.Step, got)
			}
		}
		time.Sleep(10 * time.Minute)
		wantJob(t, p, near, core.Working, "")
		if j := wantJob(t, p, far, core.Stopped, ""); j.Money != core.Released || submits != 2 {
			t.Errorf("money %q, %d submits", j.Money, submits)
		}
		if p.TakeBack(far) || p.TakeBack("another") {
			t.Error("what has ended, or is not there, was taken back")
		}
	})
}

// A job that asks whether its turn has come, and has to wait, is not sent by having asked.
func TestTakeBackWhileItsTurnIsLookedUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, submits := newWorld(), 0
		p := w.start(t, paid(submit(&submits, func(ctx context.Context, _ *core.Task) error { <-ctx.Done(); return ctx.Err() })))
		p.SetLimit(core.Lynx, core.Limit{InFlight: 2, Spacing: time.Hour})
		sent := mustSubmit(t, p, lynx("one"))
		synctest.Wait()
		w.set(func() { w.slowTurn = time.Minute })
		waits := mustSubmit(t, p, lynx("two"))
		time.Sleep(30 * time.Second)
		if !p.TakeBack(waits) || p.TakeBack(sent) {
			t.Error("what waits for its turn was not taken back, or what is sent was")
		}
		time.Sleep(2 * time.Hour)
		if j := wantJob(t, p, waits, core.Stopped, ""); j.Money != core.Released || submits != 1 {
			t.Errorf("money %q, %d submits", j.Money, submits)
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
