package e2e

import (
	"image"
	"testing"
	"time"
)

// BenchmarkCompare takes how many frames a second are seen of two 720p clips in lock-step, of the 24 that they have, and what that costs in percent of one core: with a split, and
// side by side.
func BenchmarkCompare(b *testing.B) {
	h := newHome(b)
	h.mustMake(b, "astronaut.jpg", "Pan left", "16:9")
	h.mustMake(b, "coffee.jpg", "Pan right", "16:9")
	w := openAlone(b, h)
	w.showFirst(b)
	w.key(b, "ctrl+a")
	before := w.region(b, dialogRegion)
	w.key(b, "c")
	eventually(b, "they are compared", func() bool { return differs(before, w.region(b, dialogRegion)) })
	for b.Loop() {
		for _, mode := range []string{"split", "beside"} {
			w.seesMove(b, dialogRegion)
			time.Sleep(20 * time.Second) // every frame of both has been decoded once
			begin, cpuBefore := time.Now(), cpu(b, w.pid)
			b.ReportMetric(w.frames(b, image.Rect(500, 330, 760, 334), 5*time.Second), mode+"-fps")
			b.ReportMetric(100*float64(cpu(b, w.pid)-cpuBefore)/float64(time.Since(begin)), mode+"-%core")
			w.key(b, "v")
		}
	}
	b.ReportMetric(0, "ns/op")
}

// frames returns how many times a second a part of the window changes, for so long. It looks at the screen four times a frame.
func (w *window) frames(t testing.TB, part image.Rectangle, during time.Duration) float64 {
	t.Helper()
	w.region(t, part)
	part = part.Add(w.origin)
	n, last := 0, w.part(t, part)
	for end := time.Now().Add(during); time.Now().Before(end); time.Sleep(8 * time.Millisecond) {
		if now := w.part(t, part); changed(last, now) {
			n, last = n+1, now
		}
	}
	return float64(n) / during.Seconds()
}
