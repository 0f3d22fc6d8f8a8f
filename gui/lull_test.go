package gui

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
	"caracal/gui/door/doortest"
)

// A lullBench is a lull whose work takes a minute, and the time in which it works.
type lullBench struct {
	*lull
	queue           doortest.Queue
	begun, finished int
}

// pass lets time pass and runs what is due on the Fyne goroutine.
func (b *lullBench) pass(d time.Duration) {
	for range d / (lullPause / 2) {
		time.Sleep(lullPause / 2)
		synctest.Wait()
		b.queue.Run()
		synctest.Wait()
	}
}

func testLull(t *testing.T, story func(b *lullBench)) {
	synctest.Test(t, func(t *testing.T) {
		in, q := doortest.New(t)
		b := &lullBench{queue: q}
		b.lull = newLull(in, func(ctx context.Context) {
			b.begun++
			select {
			case <-time.After(time.Minute):
				b.finished++
			case <-ctx.Done():
			}
		})
		story(b)
	})
}

func (b *lullBench) expect(t *testing.T, when string, begun, finished int) {
	t.Helper()
	if b.begun != begun || b.finished != finished {
		t.Errorf("%s: begun %d times and finished %d times, want %d and %d", when, b.begun, b.finished, begun, finished)
	}
}

func draftJob(s core.State) core.Job {
	return core.Job{ID: "a", State: s, Request: core.Request{Engine: core.Draft}, Ended: time.Now()}
}

func TestStripsAreMadeOnceTheLibraryIsLookedAt(t *testing.T) {
	testLull(t, func(b *lullBench) {
		b.played(true)
		b.played(false)
		b.pass(time.Minute)
		b.expect(t, "before", 0, 0)
		b.want()
		b.pass(2 * time.Minute)
		b.expect(t, "after", 1, 1)
	})
}

func TestStripsWaitForWhatMatters(t *testing.T) {
	for name, matter := range map[string]struct{ begin, end func(b *lullBench) }{
		"a film plays": {
			func(b *lullBench) { b.played(true) },
			func(b *lullBench) { b.played(false) },
		},
		"a draft is made": {
			func(b *lullBench) { b.changed(draftJob(core.Working)) },
			func(b *lullBench) { b.changed(draftJob(core.Saved)) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			testLull(t, func(b *lullBench) {
				b.want()
				b.pass(10 * time.Second)
				b.expect(t, "at rest", 1, 0)
				matter.begin(b)
				b.pass(5 * time.Minute)
				b.expect(t, "while "+name, 1, 0)
				matter.end(b)
				b.pass(2 * time.Minute)
				b.expect(t, "afterwards", 2, 1)
			})
		})
	}
}

func TestStripOfANewClipIsMadeBeforeTheLibraryIsLookedAt(t *testing.T) {
	testLull(t, func(b *lullBench) {
		old := draftJob(core.Saved)
		old.Ended = old.Ended.Add(-2 * fresh)
		b.changed(old)
		b.pass(2 * time.Minute)
		b.expect(t, "an old clip", 0, 0)
		b.changed(core.Job{ID: "b", State: core.Working, Request: core.Request{Engine: core.Lynx}})
		b.changed(draftJob(core.Saved))
		b.pass(2 * time.Minute)
		b.expect(t, "a new clip, while Lynx works elsewhere", 1, 1)
	})
}

func TestStripsEndWithTheWindow(t *testing.T) {
	testLull(t, func(b *lullBench) {
		b.want()
		b.pass(10 * time.Second)
		b.inbox.Close() // waits
		b.expect(t, "at the end", 1, 0)
	})
}
