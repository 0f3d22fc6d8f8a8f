package core_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
)

func TestLimitsHoldJobsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var submits int
		var at []time.Duration
		begin := time.Now()
		p := newWorld().start(t, paid(func(ctx context.Context, task *core.Task) error {
			if err := task.Save(core.Mark{Step: core.Submitting}); err != nil {
				return err
			}
			at = append(at, time.Since(begin))
			submits++
			if err := task.Save(core.Mark{Step: core.Accepted, RemoteID: "r"}); err != nil {
				return err
			}
			time.Sleep(70 * time.Second)
			return makeClip(ctx, task)
		}))
		for i := range 5 {
			mustSubmit(t, p, lynx(fmt.Sprint("walks ", i)))
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		// Two in flight, each for 70 s after its submit, and 30 s at least between two submits.
		want := "[0s 30s 1m10s 1m40s 2m20s]"
		if got := fmt.Sprint(at); got != want {
			t.Errorf("submitted at %s, want %s", got, want)
		}
		for _, j := range p.Jobs() {
			if j.State != core.Saved {
				t.Errorf("job %s is %s", j.ID, j.State)
			}
		}
	})
}

// The window and commands beside it are one customer to the service.
func TestSubmitsOfAllProcessesAreSpaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, begin := newWorld(), time.Now()
		var mu sync.Mutex
		var at []time.Duration
		for i := range 3 {
			p := w.start(t, paid(func(ctx context.Context, task *core.Task) error {
				if err := task.Save(core.Mark{Step: core.Submitting}); err != nil {
					return err
				}
				mu.Lock()
				defer mu.Unlock()
				at = append(at, time.Since(begin))
				return makeClip(ctx, task)
			}))
			for j := range 2 {
				mustSubmit(t, p, lynx(fmt.Sprint("walks ", i, j)))
			}
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if got, want := fmt.Sprint(at), "[0s 30s 1m0s 1m30s 2m0s 2m30s]"; got != want {
			t.Errorf("submitted at %s, want %s", got, want)
		}
	})
}

// What is stopped while it waits for its turn leaves that to the next.
func TestAStoppedJobLeavesItsTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin, submits := time.Now(), 0
		p := newWorld().start(t, paid(submit(&submits, makeClip)))
		p.SetLimit(core.Lynx, core.Limit{InFlight: 3, Spacing: 30 * time.Second})
		mustSubmit(t, p, lynx("one"))
		synctest.Wait()
		second := mustSubmit(t, p, lynx("two"))
		synctest.Wait()
		third := mustSubmit(t, p, lynx("three"))
		synctest.Wait()
		p.Stop(second)
		time.Sleep(time.Minute)
		if j := wantJob(t, p, third, core.Saved, ""); j.Ended.Sub(begin) != 30*time.Second || submits != 2 {
			t.Errorf("submitted after %v, %d submits", j.Ended.Sub(begin), submits)
		}
	})
}
