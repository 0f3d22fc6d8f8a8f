package core_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
)

func draft(prompt string) core.Request {
	return core.Request{Picture: core.Picture{Path: "cat.jpg"}, Prompt: prompt, Aspect: core.Wide, Engine: core.Draft}
}

func lynx(prompt string) core.Request {
	return core.Request{Picture: core.Picture{Path: "face.jpg"}, Prompt: prompt, Aspect: core.Tall, Engine: core.Lynx}
}

// mustSubmit submits a request that must be taken.
func mustSubmit(t *testing.T, p *process, r core.Request) core.JobID {
	t.Helper()
	id, err := p.Submit(t.Context(), r)
	if err != nil {
		t.Fatalf("Submit: %v", err)
	}
	return id
}

// wantJob waits until everything stands still and checks where the job is.
func wantJob(t *testing.T, p *process, id core.JobID, state core.State, kind core.Kind) core.Job {
	t.Helper()
	synctest.Wait()
	j, ok := p.Job(id)
	if !ok {
		t.Fatalf("there is no job %s", id)
	}
	if j.State != state || j.Err == nil && kind != "" || j.Err != nil && j.Err.Kind != kind {
		t.Errorf("the job is %s with error %v, want %s with kind %q", j.State, j.Err, state, kind)
	}
	return j
}

func TestARequestBecomesAClip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newWorld().start(t, free(func(ctx context.Context, task *core.Task) error {
			task.Report(core.Progress{Done: 0.5, Phase: core.Making})
			time.Sleep(2 * time.Second)
			return makeClip(ctx, task)
		}))
		var seen []string
		stop := p.Watch(func(j core.Job) { seen = append(seen, fmt.Sprintf("%s %v", j.State, j.Progress.Done)) })
		id := mustSubmit(t, p, draft("slow push in"))
		time.Sleep(3 * time.Second)
		j := wantJob(t, p, id, core.Saved, "")
		stop()

		if want := "waiting 0, working 0, working 0.5, working 1, saved 0"; strings.Join(seen, ", ") != want {
			t.Errorf("the watcher saw %v, want %s", seen, want)
		}
		if took := j.Ended.Sub(j.Started); took != 2*time.Second || j.Clip.Took != took {
			t.Errorf("it took %v, the clip says %v", took, j.Clip.Took)
		}
		s := j.Clip.Story
		if s.ID != id || s.Prompt != "slow push in" || s.Model != "test/free" || s.Picture != "of cat.jpg" || s.Aspect != core.Wide || s.Price != 0 {
			t.Errorf("the clip's story is %+v", s)
		}
		if j.Money != "" {
			t.Errorf("a free job has money %q", j.Money)
		}
	})
}

func TestWhatSubmitRefuses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p := w.start(t, free(makeClip), paid(makeClip))
		for _, c := range []struct {
			name string
			edit func(*core.Request)
			want core.Kind
		}{
			{"an engine that is not there", func(r *core.Request) { r.Engine = "warp" }, core.BadEngine},
			{"a shape that is not made", func(r *core.Request) { r.Aspect = "4:3" }, core.BadAspect},
			{"a book", func(r *core.Request) { r.Prompt = strings.Repeat("ä", core.MaxPrompt+1) }, core.BadPrompt},
			{"bytes that are no text", func(r *core.Request) { r.Prompt = "\xff" }, core.BadPrompt},
			{"no prompt where one is needed", func(r *core.Request) { r.Engine, r.Prompt = core.Lynx, " \n" }, core.NoPrompt},
			{"no picture", func(r *core.Request) { r.Picture.Path = "" }, core.PictureMissing},
		} {
			r := draft("x")
			c.edit(&r)
			if _, err := p.Submit(t.Context(), r); core.KindOf(err) != c.want {
				t.Errorf("%s: %v, want kind %q", c.name, err, c.want)
			}
		}
		w.shelfErr = core.Errorf("ready", core.FolderMissing, "unplugged")
		if _, err := p.Submit(t.Context(), draft("x")); core.KindOf(err) != core.FolderMissing {
			t.Errorf("a library that is gone: %v", err)
		}
		if len(p.Jobs()) != 0 || len(w.entries) != 0 {
			t.Errorf("refused requests left jobs %v and entries %v", p.Jobs(), w.entries)
		}
		w.shelfErr = nil
		// As long as allowed, in any script.
		for _, prompt := range []string{"", strings.Repeat("ä", core.MaxPrompt), "قطة تنظر إلى الأعلى", "🐈‍⬛ slow push in"} {
			mustSubmit(t, p, draft(prompt))
		}
	})
}

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

func TestAPanicEndsOneJob(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newWorld().start(t, free(func(ctx context.Context, task *core.Task) error {
			if task.Request.Prompt == "boom" {
				panic("boom")
			}
			return makeClip(ctx, task)
		}))
		bad, good := mustSubmit(t, p, draft("boom")), mustSubmit(t, p, draft("calm"))
		wantJob(t, p, bad, core.Failed, core.Internal)
		wantJob(t, p, good, core.Saved, "")
	})
}

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

func TestAMadeClipWaitsForItsFolder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		runs := 0
		p := w.start(t, free(func(ctx context.Context, task *core.Task) error {
			runs++
			w.set(func() { w.shelfErr = core.Errorf("add clip", core.FolderMissing, "unplugged") })
			return makeClip(ctx, task)
		}))
		id := mustSubmit(t, p, draft("pan"))
		wantJob(t, p, id, core.Working, core.FolderMissing)
		time.Sleep(5 * time.Minute)
		wantJob(t, p, id, core.Working, core.FolderMissing)
		w.set(func() { w.shelfErr = nil })
		if _, err := p.Retry(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		wantJob(t, p, id, core.Saved, "")
		if runs != 1 {
			t.Errorf("it was made %d times", runs)
		}
	})
}

func TestNothingIsSubmittedThatTheJournalDoesNotHold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, submits := newWorld(), 0
		p := w.start(t, paid(func(ctx context.Context, task *core.Task) error {
			w.set(func() { w.fullDisk = core.Errorf("put", core.DiskFull, "no space") })
			return submit(&submits, makeClip)(ctx, task)
		}))
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Failed, core.DiskFull)
		if submits != 0 {
			t.Errorf("%d submits", submits)
		}
	})
}

func TestAnAcceptedRunEndsOnlyByTheServicesVerdict(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits, tries := 0, 0
		p := newWorld().start(t, paid(submit(&submits, func(ctx context.Context, task *core.Task) error {
			tries++
			switch tries {
			case 1:
				return core.Errorf("poll", core.KeyRefused, "the key was changed")
			case 2:
				return core.Errorf("poll", core.StillRunning, "still running")
			case 3:
				return core.Errorf("download", core.DiskFull, "no space")
			case 4:
				panic("even so")
			}
			return makeClip(ctx, task)
		})))
		id := mustSubmit(t, p, lynx("walks"))
		for _, kind := range []core.Kind{core.KeyRefused, core.StillRunning, core.DiskFull, core.Internal} {
			wantJob(t, p, id, core.Working, kind)
			time.Sleep(31 * time.Second) // it tries again by itself after half a minute
		}
		wantJob(t, p, id, core.Saved, "")
		if submits != 1 {
			t.Errorf("%d submits", submits)
		}

		p = newWorld().start(t, paid(submit(&submits, func(context.Context, *core.Task) error {
			return core.Errorf("poll", core.NoFace, "no face detected")
		})))
		id = mustSubmit(t, p, lynx("walks"))
		if j := wantJob(t, p, id, core.Failed, core.NoFace); j.Money != core.Charged {
			t.Errorf("its money is %q: a refund counts when it is seen", j.Money)
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

// A price that was agreed to earlier is the most that is paid.
func TestAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newWorld().start(t, paid(makeClip))
		r := lynx("walks")
		for most, want := range map[core.USD]core.Kind{0: "", core.Dollar / 2: "", 49 * core.Cent: core.PriceRose} {
			r.AtMost = most
			id := core.NewJobID()
			if err := p.SubmitAs(t.Context(), id, r); core.KindOf(err) != want {
				t.Errorf("at most %v: %v", most, err)
			}
			if _, there, _ := p.Find(id); there != (want == "") {
				t.Errorf("at most %v: there is a job: %t", most, there)
			}
		}
	})
}

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
		if id, err := p.Retry(t.Context(), first); err != nil || id != first {
			t.Fatalf("Retry = %s, %v", id, err)
		}
		wantJob(t, p, first, core.Saved, "")
		if submits != 1 {
			t.Errorf("%d submits", submits)
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
		if again, err := p.Retry(t.Context(), id); err != nil || again != id {
			t.Fatalf("Retry = %s, %v", again, err)
		}
		wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
		if submits != 1 || looks != 1 {
			t.Errorf("%d submits and %d looks", submits, looks)
		}
		if spent, _ := p.Spent(time.Time{}); spent != core.Dollar/2 {
			t.Errorf("spent %v: what may have been charged counts", spent)
		}

		another, err := p.Decide(t.Context(), id, core.SubmitAgain)
		if err != nil || another == id {
			t.Fatalf("Decide = %s, %v", another, err)
		}
		wantJob(t, p, another, core.Unclear, core.OutcomeUnknown)
		if _, there := p.Job(id); there || submits != 2 {
			t.Errorf("the old job is there: %v; %d submits", there, submits)
		}
		if _, err := p.Decide(t.Context(), another, core.GiveUp); err != nil {
			t.Fatal(err)
		}
		wantJob(t, p, another, core.Stopped, "")
		found = true
		if _, err := p.Retry(t.Context(), another); err != nil {
			t.Fatal(err)
		}
		wantJob(t, p, another, core.Saved, "")
		if submits != 2 {
			t.Errorf("%d submits", submits)
		}
	})
}

func TestTheBudgetBlocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		p := newWorld().start(t, paid(submit(&submits, makeClip)))
		p.SetBudget(core.Dollar)
		mustSubmit(t, p, lynx("one"))
		mustSubmit(t, p, lynx("two"))
		_, err := p.Submit(t.Context(), lynx("three"))
		if core.KindOf(err) != core.OverBudget {
			t.Errorf("over budget: %v", err)
		}
		over := lynx("three")
		over.OverBudget = true
		mustSubmit(t, p, over)
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
		again, err := p.Retry(t.Context(), id)
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
			if again, err := p.Retry(t.Context(), id); err != nil || again != id {
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

// A folder of ours that cannot be made says nothing of a run that is paid for: what was accepted waits for it, and what may have been is unclear.
func TestAPaidJobWaitsForItsWorkFolder(t *testing.T) {
	for step, want := range map[core.Step]core.State{core.Submitting: core.Unclear, core.Accepted: core.Working, core.Made: core.Working} {
		synctest.Test(t, func(t *testing.T) {
			w, submits := newWorld(), 0
			p := w.start(t, paid(func(ctx context.Context, task *core.Task) error {
				if err := task.Save(core.Mark{Step: core.Submitting}); err != nil {
					return err
				}
				submits++
				if err := task.Save(core.Mark{Step: step}); err != nil {
					return err
				}
				<-ctx.Done()
				return ctx.Err()
			}))
			id := mustSubmit(t, p, lynx("walks"))
			synctest.Wait()
			p.die()
			p = w.start(t, paid(submit(&submits, makeClip)))
			if err := os.Remove(p.work); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(p.work, nil, 0o600); err != nil { // a file is in the folder's place
				t.Fatal(err)
			}
			if _, err := p.Resume(); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			if j, _ := p.Job(id); j.State != want || j.Err == nil {
				t.Errorf("%s: the job is %s with %v", step, j.State, j.Err)
			}
			if err := os.Remove(p.work); err != nil {
				t.Fatal(err)
			}
			if again, err := p.Retry(t.Context(), id); err != nil || again != id {
				t.Errorf("%s: Retry = %s, %v", step, again, err)
			}
			wantJob(t, p, id, core.Saved, "")
			if submits != 1 {
				t.Errorf("%s: %d submits", step, submits)
			}
		})
	}
}

// A process that is killed once it has journalled the end has no successor that would clean up for the job.
func TestAJobThatHasEndedHasLeftNothingBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var work string
		p := newWorld().start(t, free(func(ctx context.Context, task *core.Task) error {
			work = filepath.Dir(task.Out)
			if task.Request.Prompt == "fail" {
				return core.Errorf("make", core.Internal, "this time not")
			}
			return makeClip(ctx, task)
		}))
		for _, prompt := range []string{"pan", "fail"} {
			var left error
			stop := p.Watch(func(j core.Job) {
				if j.State.Ended() {
					_, left = os.Stat(work)
				}
			})
			mustSubmit(t, p, draft(prompt))
			synctest.Wait()
			stop()
			if !errors.Is(left, fs.ErrNotExist) {
				t.Errorf("%s: the work folder when the job has ended: %v", prompt, left)
			}
		}
	})
}

func TestCloseWaitsForTheRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := false
		p := newWorld().start(t, free(func(ctx context.Context, _ *core.Task) error {
			<-ctx.Done()
			time.Sleep(time.Second)
			ended = true
			return ctx.Err()
		}))
		mustSubmit(t, p, draft("pan"))
		synctest.Wait()
		soon, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if err := p.Close(soon); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Close = %v before the run has ended", err)
		}
		if err := p.Close(t.Context()); err != nil || !ended {
			t.Errorf("Close = %v, ended %v", err, ended)
		}
		if _, err := p.Submit(t.Context(), draft("pan")); err == nil {
			t.Error("a closed studio takes jobs")
		}
	})
}

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

func TestARefundIsNotedWhenItIsSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		p := newWorld().start(t, paid(submit(&submits, func(context.Context, *core.Task) error {
			return core.Errorf("poll", core.RemoteFailed, "it failed")
		})))
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Failed, core.RemoteFailed)
		if owed, err := p.Owed("one"); err != nil || len(owed) != 1 || owed[0] != "r1" {
			t.Errorf("owed %v, %v", owed, err)
		}
		if n, _, err := p.Studio.Paid(); n != 1 || err != nil {
			t.Errorf("%d clips were paid for, %v", n, err)
		}
		// What came back counts by its amount.
		if err := p.Refunded(map[string]core.USD{"r1": 20 * core.Cent, "not ours": core.Dollar}); err != nil {
			t.Fatal(err)
		}
		if j := wantJob(t, p, id, core.Failed, core.RemoteFailed); j.Money != core.Charged || j.Counts() != 30*core.Cent {
			t.Errorf("money %q, it counts %v", j.Money, j.Counts())
		}
		if spent, err := p.Spent(time.Time{}); err != nil || spent != 30*core.Cent {
			t.Errorf("spent %v, %v", spent, err)
		}
		if owed, _ := p.Owed("one"); len(owed) != 1 {
			t.Error("the rest is not owed any more")
		}
		if err := p.Refunded(map[string]core.USD{"r1": core.Dollar / 2}); err != nil {
			t.Fatal(err)
		}
		if j := wantJob(t, p, id, core.Failed, core.RemoteFailed); j.Money != core.Refunded {
			t.Errorf("money %q", j.Money)
		}
		spent, err := p.Spent(time.Time{})
		paid, _, _ := p.Studio.Paid()
		if owed, _ := p.Owed("one"); err != nil || spent != 0 || paid != 0 || len(owed) != 0 {
			t.Errorf("spent %v on %d clips, %v; owed %v", spent, paid, err, owed)
		}
	})
}

// Between the mark and the answer nothing proves that there was no charge, whatever goes wrong there.
func TestWhatEndsAtSubmittingIsUnclear(t *testing.T) {
	for name, end := range map[string]func(*world) error{
		"a panic":                      func(*world) error { panic("boom") },
		"a failed save":                func(*world) error { return core.Errorf("save", core.DiskFull, "no space") },
		"a refusal that was not noted": func(*world) error { return core.Errorf("submit", core.KeyRefused, "no") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, submits := newWorld(), 0
				p := w.start(t, paid(func(_ context.Context, task *core.Task) error {
					if task.Mark.Step == core.Submitting {
						return core.Errorf("look", core.OutcomeUnknown, "nothing")
					}
					if err := task.Save(core.Mark{Step: core.Submitting}); err != nil {
						return err
					}
					submits++
					return end(w)
				}))
				id := mustSubmit(t, p, lynx("walks"))
				if j := wantJob(t, p, id, core.Unclear, core.OutcomeUnknown); j.Money != core.Reserved {
					t.Errorf("its money is %q", j.Money)
				}
				if again, err := p.Retry(t.Context(), id); err != nil || again != id {
					t.Errorf("Retry = %s, %v", again, err)
				}
				wantJob(t, p, id, core.Unclear, core.OutcomeUnknown)
				if submits != 1 {
					t.Errorf("%d submits", submits)
				}
			})
		})
	}
}

// What is added to a mark at Submitting is about the same submit: it keeps its time and does not wait for another turn.
func TestANoteOnASubmitKeepsItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		begin := time.Now()
		p := w.start(t, paid(func(_ context.Context, task *core.Task) error {
			if err := task.Save(core.Mark{Step: core.Submitting}); err != nil {
				return err
			}
			time.Sleep(time.Second)
			return task.Save(core.Mark{Step: core.Submitting, Submit: core.Submit{Busy: time.Now()}})
		}))
		id := mustSubmit(t, p, lynx("walks"))
		time.Sleep(2 * time.Second)
		synctest.Wait()
		e, _, _ := p.Find(id)
		if !e.Mark.At.Equal(begin) || !e.Mark.Submit.Busy.Equal(begin.Add(time.Second)) {
			t.Errorf("the mark is %+v", e.Mark)
		}
	})
}
