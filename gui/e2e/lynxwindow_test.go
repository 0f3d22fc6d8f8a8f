package e2e

import (
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

// BenchmarkWindowWithAQueue takes how long the window needs to show another page after a key while two hundred Lynx jobs run, side by side with a window that has nothing to do. The
// screenshots that see it take most of both.
func BenchmarkWindowWithAQueue(b *testing.B) {
	const jobs = 200
	s := startScreen(b, 1700, 1000)
	var busy, idle []time.Duration
	for b.Loop() {
		h := newLynxHome(b, lynxtest.Options{Balance: 1000 * core.Dollar, Fast: 30 * time.Second, Slow: 40 * time.Second})
		h.set(b, core.Settings{InFlight: 1000})
		h.mustMake(b, "astronaut.jpg", "the first use of the library", "16:9")
		h.display = s.display
		w := s.open(b, h.home)
		w.place(b, 360, 60, 1280, 800)
		idle = append(idle, w.turnPages(b)...)
		w.kill()

		h.queue(b, jobs)
		w = s.open(b, h.home)
		w.place(b, 360, 60, 1280, 800)
		eventually(b, "the runs are accepted", func() bool { return len(h.service.Runs()) >= jobs })
		busy = append(busy, w.turnPages(b)...)
		eventually(b, "all clips are in the library", func() bool { return len(h.clips(b)) == jobs+1 })
		h.wantService(b, jobs, jobs)
		w.kill()
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(busy).Seconds()*1e3, "page-ms")
	b.ReportMetric(median(idle).Seconds()*1e3, "idle-page-ms")
}

// turnPages goes to and fro between two pages and returns how long each turn took to be seen.
func (w *window) turnPages(t testing.TB) (took []time.Duration) {
	t.Helper()
	for range 5 {
		for _, key := range []string{"ctrl+2", "ctrl+1"} {
			before := w.region(t, columnRegion)
			begin := time.Now()
			w.key(t, key)
			eventually(t, "the other page is shown", func() bool { return differs(before, w.region(t, columnRegion)) })
			took = append(took, time.Since(begin))
		}
	}
	return took
}
