package core_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
)

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
		if _, err := p.Retry(t.Context(), id, 0); err != nil {
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
			if err := os.RemoveAll(p.work); err != nil {
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
			if again, err := p.Retry(t.Context(), id, 0); err != nil || again != id {
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
				if again, err := p.Retry(t.Context(), id, 0); err != nil || again != id {
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
