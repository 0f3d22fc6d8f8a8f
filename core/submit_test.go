package core_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
)

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

// Whoever is told that nothing was ordered orders it again.
func TestAnOrderWhileTheStudioClosesIsTakenOrRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, submits := newWorld(), 0
		p := w.start(t, paid(submit(&submits, makeClip)))
		w.set(func() { w.slowDisk = time.Minute })
		taken := make(chan error, 1)
		go func() { taken <- p.SubmitAs(t.Context(), "taken", lynx("walks")) }()
		synctest.Wait()
		p.die()
		select {
		case err := <-taken:
			if err != nil {
				t.Error(err)
			}
		default:
			t.Error("the studio has closed, and the order is still on its way")
		}
		if err := p.SubmitAs(t.Context(), "refused", lynx("runs")); err == nil {
			t.Error("a closed studio takes orders")
		}
		w.set(func() { w.slowDisk = 0 })
		next := w.start(t, paid(submit(&submits, makeClip)))
		if ids, err := next.Resume(); err != nil || len(ids) != 1 || ids[0] != "taken" {
			t.Errorf("%v go on, %v", ids, err)
		}
		wantJob(t, next, "taken", core.Saved, "")
		if submits != 1 {
			t.Errorf("%d submits", submits)
		}
	})
}
