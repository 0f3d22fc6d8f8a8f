package door_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/gui/door"
	"caracal/gui/door/doortest"
)

func TestInboxKeepsTheLatestOfEachJob(t *testing.T) {
	in, q := doortest.New(t)
	var got []core.Job
	in.Listen(func(j core.Job) { got = append(got, j) })

	in.Put(core.Job{ID: "a", State: core.Waiting})
	in.Put(core.Job{ID: "b", State: core.Waiting})
	in.Put(core.Job{ID: "a", State: core.Working})
	in.Put(core.Job{ID: "a", State: core.Saved})
	if n := len(q); n != 1 {
		t.Fatalf("%d deliveries pending for four snapshots, want 1", n)
	}
	q.Run()
	want := []core.Job{{ID: "a", State: core.Saved}, {ID: "b", State: core.Waiting}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}

	got = nil
	in.Put(core.Job{ID: "b", State: core.Saved})
	q.Run()
	if diff := cmp.Diff([]core.Job{{ID: "b", State: core.Saved}}, got); diff != "" {
		t.Error("after a delivery:", diff)
	}
}

func TestInboxAnswersOnTheFyneGoroutine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, q := doortest.New(t)
		shown := ""
		in.Ask(func(context.Context) func() {
			return func() { shown = "done" }
		})
		in.Ask(func(context.Context) func() { return nil })
		synctest.Wait()
		if shown != "" {
			t.Error("the answer was applied before the Fyne goroutine came to it")
		}
		q.Run()
		if shown != "done" {
			t.Error("the answer was never applied")
		}
	})
}

func TestInboxWaitsAMomentForAnAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, q := doortest.New(t)
		shown := ""
		ask := func(name string, takes time.Duration) time.Duration {
			began := time.Now()
			in.AskSoon(func(context.Context) func() {
				time.Sleep(takes)
				return func() { shown = name }
			})
			return time.Since(began)
		}
		if waited := ask("soon", 10*time.Millisecond); shown != "soon" || waited != 10*time.Millisecond {
			t.Errorf("after %v %q is shown", waited, shown)
		}
		if waited := ask("late", time.Second); shown != "soon" || waited > 40*time.Millisecond {
			t.Errorf("for what takes a second the Fyne goroutine waited %v, and %q is shown", waited, shown)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if q.Run(); shown != "late" {
			t.Errorf("a late answer is not applied: %q", shown)
		}
		in.AskSoon(func(context.Context) func() { return nil })
		in.Close()
		if waited := ask("closed", 0); shown != "late" || waited != 0 {
			t.Errorf("behind a closed door it waited %v, and %q is shown", waited, shown)
		}
	})
}

func TestInboxCloseWaitsAndDrops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, q := doortest.New(t)
		ended := false
		in.Ask(func(ctx context.Context) func() {
			<-ctx.Done()
			ended = true
			return func() { t.Error("an answer came out of a closed inbox") }
		})
		in.Put(core.Job{ID: "a"})
		in.Listen(func(core.Job) { t.Error("a job came out of a closed inbox") })
		in.Close()
		if !ended {
			t.Error("close did not wait for the work")
		}
		in.Put(core.Job{ID: "b"})
		in.Ask(func(context.Context) func() { t.Error("work was begun in a closed inbox"); return nil })
		q.Run()
	})
}

// TestInboxDeliversNothingOnceFyneHasStopped has fyne.Do do what it then does: run its argument on the goroutine that calls it.
func TestInboxDeliversNothingOnceFyneHasStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := door.NewFor(func(fn func()) { fn() })
		var studio sync.Mutex
		in.Listen(func(core.Job) {
			studio.Lock() // as one does who asks the studio
			defer studio.Unlock()
			t.Error("a job was delivered on the studio's goroutine")
		})
		told := make(chan struct{})
		go func() {
			defer close(told)
			studio.Lock()
			defer studio.Unlock()
			in.Put(core.Job{ID: "a"})
		}()
		synctest.Wait()
		in.Close()
		<-told
		in.Put(core.Job{ID: "b"}) // returns at once
	})
}

func TestInboxClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, q := doortest.New(t)
		ticks, rings := 0, 0
		stop := in.Every(time.Second, func() { ticks++ })
		in.After(2500*time.Millisecond, func() { rings++ })
		for range 5 {
			time.Sleep(time.Second)
			synctest.Wait()
			q.Run()
		}
		if ticks != 5 || rings != 1 {
			t.Errorf("in five seconds: %d ticks and %d rings, want 5 and 1", ticks, rings)
		}
		// A Fyne goroutine that stands still does not find a heap of ticks.
		time.Sleep(10 * time.Second)
		synctest.Wait()
		q.Run()
		if ticks != 6 {
			t.Errorf("%d ticks, want 6", ticks)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		stop() // with a tick waiting
		q.Run()
		if ticks != 6 {
			t.Error("a tick ran after stop")
		}
	})
}
