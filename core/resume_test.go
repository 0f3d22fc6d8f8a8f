package core_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"

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
