package core_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"caracal/core"
)

func TestCollectBringsAClipHomeForFree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		give := errors.New("not yet")
		p := newWorld().start(t, paid(submit(&submits, func(ctx context.Context, task *core.Task) error {
			if give != nil {
				<-ctx.Done()
				return ctx.Err()
			}
			return makeClip(ctx, task)
		})))
		// One that was stopped here goes on with all it knew, even when its card is out of sight.
		id := mustSubmit(t, p, lynx("walks"))
		synctest.Wait()
		p.Stop(id)
		wantJob(t, p, id, core.Stopped, "")
		p.Dismiss(id)
		if p.Known("r1") {
			t.Error("a stopped run counts as brought home")
		}
		give = nil
		again, err := p.Collect(t.Context(), core.Lynx, "r1", "one")
		if err != nil || again != id {
			t.Fatalf("Collect = %s, %v; want %s", again, err, id)
		}
		if j := wantJob(t, p, id, core.Saved, ""); j.Clip.Story.Prompt != "walks" {
			t.Errorf("its clip tells %+v", j.Clip.Story)
		}
		// One that was made elsewhere.
		other, err := p.Collect(t.Context(), core.Lynx, "r2", "one")
		if err != nil {
			t.Fatal(err)
		}
		if j := wantJob(t, p, other, core.Saved, ""); j.Money != "" || j.Clip.Story.Task != "r2" {
			t.Errorf("money %q, clip of task %q", j.Money, j.Clip.Story.Task)
		}
		if submits != 1 || !p.Known("r1") || !p.Known("r2") {
			t.Errorf("%d submits; known: %v, %v", submits, p.Known("r1"), p.Known("r2"))
		}
		if twice, err := p.Collect(t.Context(), core.Lynx, "r2", "one"); err != nil || twice != other {
			t.Errorf("collected twice: %s, %v", twice, err)
		}
	})
}

// What is in the library is here, whoever brought it: a journal that is lost now, or another computer whose library is in the same folder.
func TestAClipInTheLibraryIsNotBroughtHomeAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.clips["theirs"] = core.Clip{ID: "theirs", Story: core.Story{Task: "r1"}}
		p := w.start(t, paid(makeClip))
		if !p.Known("r1") || p.Known("r2") {
			t.Errorf("known: %v, %v", p.Known("r1"), p.Known("r2"))
		}
		// It may have come since it was offered.
		if id, err := p.Collect(t.Context(), core.Lynx, "r1", "one"); err != nil || id != "theirs" {
			t.Errorf("Collect = %s, %v", id, err)
		}
		synctest.Wait()
		if len(p.Jobs()) != 0 || len(w.clips) != 1 {
			t.Errorf("%d jobs, %d clips", len(p.Jobs()), len(w.clips))
		}
	})
}

// A clip that nothing here can show is kept as it came, so it is not fetched again at every start.
func TestAClipThatCannotBeShownCountsAsBroughtHome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, submits := newWorld(), 0
		p := w.start(t, paid(submit(&submits, func(ctx context.Context, task *core.Task) error {
			w.set(func() { w.shelfErr = core.Errorf("add clip", core.Unplayable, "strange") })
			return makeClip(ctx, task)
		})))
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Failed, core.Unplayable)
		if !p.Known("r1") {
			t.Error("it is offered once more")
		}
	})
}
