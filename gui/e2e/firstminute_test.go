package e2e

import (
	"image"
	"testing"
	"time"
)

// stageRegion is a part of the preview where any move of the camera is seen, off the sign to play.
var stageRegion = image.Rect(440, 170, 640, 440)

// BenchmarkFirstMinute takes what a newcomer waits for on a home where nothing has been yet: the window, the first move of the preview, the first draft, and its first move in the
// library, while the decoder is still being compiled.
func BenchmarkFirstMinute(b *testing.B) {
	s := startScreen(b, 1700, 1000)
	steps := []string{"window", "preview", "draft", "play"}
	took := map[string][]time.Duration{}
	for b.Loop() {
		h := newHome(b)
		h.display = s.display
		begin := time.Now()
		done := func(step string) {
			took[step] = append(took[step], time.Since(begin))
			begin = time.Now()
		}
		w := s.open(b, h)
		done("window")
		w.seesMove(b, stageRegion)
		done("preview")
		w.place(b, 360, 60, 1280, 800)
		button := w.button(b, columnRegion)
		begin = time.Now()
		w.click(b, button)
		eventually(b, "the clip is in the library", func() bool { return len(h.clips(b)) == 1 })
		done("draft")
		w.showFirst(b)
		begin = time.Now()
		w.click(b, w.at(center(tileRegion)))
		w.seesMove(b, playerRegion)
		done("play")
		w.kill()
	}
	b.ReportMetric(0, "ns/op")
	for _, step := range steps {
		b.ReportMetric(median(took[step]).Seconds()*1e3, step+"-ms")
	}
}

// BenchmarkPreview takes what the Make page costs while its preview moves and once it rests, in percent of one core.
func BenchmarkPreview(b *testing.B) {
	w := openAlone(b, newHome(b))
	for b.Loop() {
		eventually(b, "the preview rests and nothing else is done", func() bool { return w.load(b, time.Second) < 5 })
		w.key(b, "space")
		w.seesMove(b, stageRegion)
		b.ReportMetric(w.load(b, 5*time.Second), "%moving")
		eventually(b, "the preview rests", func() bool { return w.load(b, time.Second) < 5 })
		b.ReportMetric(w.load(b, 20*time.Second), "%resting")
	}
	b.ReportMetric(0, "ns/op")
}

// seesMove waits until a part of the window, which shows a film, shows its next frame.
func (w *window) seesMove(t testing.TB, part image.Rectangle) {
	t.Helper()
	eventually(t, "there is a film", func() bool { return colourful(w.region(t, part)) })
	before := w.region(t, part)
	eventually(t, "the film moves", func() bool { return differs(before, w.region(t, part)) })
}

// load returns the CPU that the program takes for so long, in percent of one core.
func (w *window) load(t testing.TB, during time.Duration) float64 {
	t.Helper()
	before, begin := cpu(t, w.pid), time.Now()
	time.Sleep(during)
	return 100 * float64(cpu(t, w.pid)-before) / float64(time.Since(begin))
}
