package film

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
	"caracal/gui/door/doortest"
)

// A stripBench is a stripMaker whose work takes a minute, and the time in which it works.
type stripBench struct {
	*StripMaker
	queue           doortest.Queue
	begun, finished int
}

// pass lets time pass and runs what is due on the Fyne goroutine.
func (b *stripBench) pass(d time.Duration) {
	for range d / (stripPause / 2) {
		time.Sleep(stripPause / 2)
		synctest.Wait()
		b.queue.Run()
		synctest.Wait()
	}
}

func testStripMaker(t *testing.T, story func(b *stripBench)) {
	synctest.Test(t, func(t *testing.T) {
		in, q := doortest.New(t)
		b := &stripBench{queue: q}
		b.StripMaker = NewStripMaker(in, func(ctx context.Context) {
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

func (b *stripBench) expect(t *testing.T, when string, begun, finished int) {
	t.Helper()
	if b.begun != begun || b.finished != finished {
		t.Errorf("%s: begun %d times and finished %d times, want %d and %d", when, b.begun, b.finished, begun, finished)
	}
}

func draftJob(s core.State) core.Job {
	return core.Job{ID: "a", State: s, Request: core.Request{Engine: core.Draft}, Ended: time.Now()}
}

func TestStripsAreMadeOnceTheLibraryIsLookedAt(t *testing.T) {
	testStripMaker(t, func(b *stripBench) {
		b.Played(true)
		b.Played(false)
		b.pass(time.Minute)
		b.expect(t, "before", 0, 0)
		b.Looked()
		b.pass(2 * time.Minute)
		b.expect(t, "after", 1, 1)
	})
}

func TestStripsWaitForWhatMatters(t *testing.T) {
	for name, matter := range map[string]struct{ begin, end func(b *stripBench) }{
		"a film plays": {
			func(b *stripBench) { b.Played(true) },
			func(b *stripBench) { b.Played(false) },
		},
		"a draft is made": {
			func(b *stripBench) { b.Changed(draftJob(core.Working)) },
			func(b *stripBench) { b.Changed(draftJob(core.Saved)) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			testStripMaker(t, func(b *stripBench) {
				b.Looked()
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
	testStripMaker(t, func(b *stripBench) {
		old := draftJob(core.Saved)
		old.Ended = old.Ended.Add(-2 * fresh)
		b.Changed(old)
		b.pass(2 * time.Minute)
		b.expect(t, "an old clip", 0, 0)
		b.Changed(core.Job{ID: "b", State: core.Working, Request: core.Request{Engine: core.Lynx}})
		b.Changed(draftJob(core.Saved))
		b.pass(2 * time.Minute)
		b.expect(t, "a new clip, while Lynx works elsewhere", 1, 1)
	})
}

func TestStripsEndWithTheWindow(t *testing.T) {
	testStripMaker(t, func(b *stripBench) {
		b.Looked()
		b.pass(10 * time.Second)
		b.inbox.Close() // waits
		b.expect(t, "at the end", 1, 0)
	})
}
