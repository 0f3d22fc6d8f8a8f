package core_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
)

func TestAJobOfADeadProcessGoesOnFromItsMark(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, submits := newWorld(), 0
		hang := func(ctx context.Context, _ *core.Task) error { <-ctx.Done(); return ctx.Err() }
		first := w.start(t, paid(submit(&submits, hang)), free(hang))
		lost := mustSubmit(t, first, lynx("walks"))
		local := mustSubmit(t, first, draft("pan"))
		synctest.Wait()

		second := w.start(t, paid(submit(&submits, makeClip)), free(makeClip))
		if ids, err := second.Resume(); err != nil || len(ids) != 0 {
			t.Errorf("took over %v, %v from a process that lives", ids, err)
		}
		first.die()
		ids, err := second.Resume()
		if err != nil || len(ids) != 2 {
			t.Fatalf("took over %v, %v", ids, err)
		}
		j := wantJob(t, second, lost, core.Saved, "")
		wantJob(t, second, local, core.Saved, "")
		if submits != 1 || j.Clip.Story.Task != "r1" || j.Money != core.Charged {
			t.Errorf("%d submits, clip of task %q, money %q", submits, j.Clip.Story.Task, j.Money)
		}
	})
}

func TestAClipThatWasShelvedBeforeTheCrashIsNotMadeAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		first := w.start(t, free(func(ctx context.Context, _ *core.Task) error { <-ctx.Done(); return ctx.Err() }))
		id := mustSubmit(t, first, draft("pan"))
		synctest.Wait()
		first.die()
		w.clips[id] = core.Clip{ID: id, Path: "/library/there.mp4"}

		second := w.start(t, free(func(context.Context, *core.Task) error { t.Error("made again"); return errBroken }))
		if _, err := second.Resume(); err != nil {
			t.Fatal(err)
		}
		if j := wantJob(t, second, id, core.Saved, ""); j.Clip.Path != "/library/there.mp4" {
			t.Errorf("the clip is %+v", j.Clip)
		}
	})
}

func TestJobsInWhichMoneyHangsAreShownHoweverLongAgoTheyWere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, submits := newWorld(), 0
		p := w.start(t, fails(&submits), free(makeClip))
		id := mustSubmit(t, p, lynx("walks"))
		synctest.Wait()
		for i := range 150 {
			mustSubmit(t, p, draft(fmt.Sprint("pan ", i)))
		}
		synctest.Wait()
		p.die()
		next := w.start(t, fails(&submits), free(makeClip))
		if _, err := next.Resume(); err != nil {
			t.Fatal(err)
		}
		j := wantJob(t, next, id, core.Failed, core.RemoteFailed)
		if !j.AtStake() {
			t.Error("its money does not hang")
		}
		if err := next.Refunded(map[string]core.USD{"r1": core.Dollar / 2}); err != nil {
			t.Fatal(err)
		}
		if j, _ := next.Job(id); j.AtStake() {
			t.Error("its money hangs although it came back")
		}
	})
}

// A clip that is paid for and not here yet is in the list of jobs, whatever came after it.
func TestUnfinishedJobsAreListedHoweverLongAgoTheyWere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		p := newWorld().start(t, paid(submit(&submits, func(ctx context.Context, _ *core.Task) error { <-ctx.Done(); return ctx.Err() })), free(makeClip))
		id := mustSubmit(t, p, lynx("walks"))
		synctest.Wait()
		for i := range 5 {
			mustSubmit(t, p, draft(fmt.Sprint("pan ", i)))
		}
		synctest.Wait()
		past, err := p.History(3)
		if err != nil || len(past) != 4 || past[3].ID != id || past[0].Request.Prompt != "pan 4" {
			t.Errorf("%d are listed, %v", len(past), err)
		}
	})
}

// To a later start a job without an end is one to go on with, and the person was told that this one was over.
func TestAnEndThatTheJournalCouldNotTakeIsWrittenLater(t *testing.T) {
	for name, wait := range map[string]time.Duration{"while the studio lives": time.Minute, "when it closes": 0, "by the next start": -1} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, submits := newWorld(), 0
				var broken atomic.Bool
				first := w.start(t, paid(func(ctx context.Context, _ *core.Task) error {
					for ctx.Err() == nil && !broken.Load() {
						time.Sleep(time.Second)
					}
					return cmp.Or(ctx.Err(), errBroken)
				}))
				stopped, failed := mustSubmit(t, first, lynx("walks")), mustSubmit(t, first, lynx("runs"))
				synctest.Wait()
				w.set(func() { w.fullDisk = core.Errorf("put", core.DiskFull, "full") })
				first.Stop(stopped)
				broken.Store(true)
				time.Sleep(time.Minute)
				for id, state := range map[core.JobID]core.State{stopped: core.Stopped, failed: core.Failed} {
					if j, _ := first.Job(id); j.State != state || j.Money != core.Released {
						t.Errorf("it is %s with money %q", j.State, j.Money)
					}
				}
				if wait < 0 {
					first.die()
				}
				w.set(func() { w.fullDisk = nil })
				time.Sleep(wait)
				if wait > 0 {
					for _, id := range []core.JobID{stopped, failed} {
						if e, _, _ := w.find(id); !e.Job.State.Ended() {
							t.Errorf("the journal has it as %s", e.Job.State)
						}
					}
				}
				first.die()

				second := w.start(t, paid(submit(&submits, makeClip)))
				ids, err := second.Resume()
				if synctest.Wait(); err != nil || len(ids) > 0 || submits > 0 {
					t.Errorf("%v go on, %v; %d submits", ids, err, submits)
				}
				for _, id := range []core.JobID{stopped, failed} {
					if j, there := second.Job(id); !there || !j.State.Ended() || j.Money != core.Released || j.Dismissed {
						t.Errorf("it is %s with money %q; it is there: %t", j.State, j.Money, there)
					}
				}
				if left, err := os.ReadDir(w.work); err != nil || len(left) > 0 {
					t.Errorf("left behind: %v, %v", left, err)
				}
			})
		})
	}
}

// Its clip is there, and says more than that the job is over.
func TestASavedEndThatTheJournalNeverTookIsFoundByItsClip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, submits := newWorld(), 0
		full := func(ctx context.Context, task *core.Task) error {
			w.set(func() { w.fullDisk = core.Errorf("put", core.DiskFull, "full") })
			return makeClip(ctx, task)
		}
		first := w.start(t, paid(submit(&submits, full)), free(full))
		bought := mustSubmit(t, first, lynx("walks"))
		wantJob(t, first, bought, core.Saved, "")
		w.set(func() { w.fullDisk = nil })
		made := mustSubmit(t, first, draft("pan"))
		wantJob(t, first, made, core.Saved, "")
		first.die()

		w.set(func() { w.fullDisk = nil })
		second := w.start(t, paid(submit(&submits, makeClip)), free(func(context.Context, *core.Task) error { t.Error("made again"); return errBroken }))
		if _, err := second.Resume(); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		for _, id := range []core.JobID{bought, made} {
			if e, _, _ := w.find(id); e.Job.State != core.Saved {
				t.Errorf("%s is %s", e.Job.Request.Engine, e.Job.State)
			}
		}
		if spent, err := second.Studio.Spent(); submits != 1 || spent != core.Dollar/2 {
			t.Errorf("%d submits for %v, %v", submits, spent, err)
		}
	})
}

// What is written late must not come after what has happened since.
func TestAJobThatGoesOnIsNotOverwrittenByItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, submits := newWorld(), 0
		finish := func(ctx context.Context, _ *core.Task) error { <-ctx.Done(); return ctx.Err() }
		p := w.start(t, paid(submit(&submits, func(ctx context.Context, task *core.Task) error { return finish(ctx, task) })))
		id := mustSubmit(t, p, lynx("walks"))
		synctest.Wait()
		w.set(func() { w.fullDisk = core.Errorf("put", core.DiskFull, "full") })
		p.Stop(id)
		wantJob(t, p, id, core.Stopped, "")
		w.set(func() { w.fullDisk, w.slowDisk = nil, time.Minute }) // the end is on its way to the disk for a minute
		time.Sleep(10 * time.Second)
		finish = makeClip
		if _, err := p.Retry(t.Context(), id, 0); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		wantJob(t, p, id, core.Saved, "")
		if e, _, _ := w.find(id); e.Job.State != core.Saved || submits != 1 {
			t.Errorf("the journal has it as %s; %d submits", e.Job.State, submits)
		}
	})
}

// A kill may come between the order of the new job and the end of the old one, which the journal could not take before.
func TestAnUnsentJobIsNotMadeBesideTheOneThatReplacedIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, submits := newWorld(), 0
		first := w.start(t, paid(func(ctx context.Context, _ *core.Task) error { <-ctx.Done(); return ctx.Err() }))
		id := mustSubmit(t, first, lynx("walks"))
		synctest.Wait()
		working, _, _ := w.find(id)
		first.Stop(id)
		wantJob(t, first, id, core.Stopped, "")
		next, err := first.Retry(t.Context(), id, 0)
		if err != nil || next == id {
			t.Fatal(next, err)
		}
		synctest.Wait()
		first.die()
		w.replace(working)

		second := w.start(t, paid(submit(&submits, makeClip)))
		if ids, err := second.Resume(); err != nil || !slices.Equal(ids, []core.JobID{next}) {
			t.Errorf("%v go on, %v", ids, err)
		}
		wantJob(t, second, next, core.Saved, "")
		spent, err := second.Studio.Spent()
		if e, _, _ := w.find(id); submits != 1 || spent != core.Dollar/2 || e.Job.State != core.Stopped || !e.Job.Dismissed || e.Job.Money != core.Released {
			t.Errorf("%d submits for %v, %v; the old one is %s with money %q, dismissed: %t", submits, spent, err, e.Job.State, e.Job.Money, e.Job.Dismissed)
		}
	})
}
