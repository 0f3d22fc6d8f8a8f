package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/library"
	"caracal/core/media"
)

// BenchmarkLibrary prints what a library of 100,000 clips costs in the window, beside one of a dozen: the way from the start to its first tiles, the CPU of the first ten seconds, the
// memory of the page at first and after a way to its end and back, and what a key in the search takes until what is found is seen. CARACAL_BENCH_CLIPS is another number.
func BenchmarkLibrary(b *testing.B) {
	clips := 100_000
	if n, err := strconv.Atoi(os.Getenv("CARACAL_BENCH_CLIPS")); err == nil {
		clips = n
	}
	for _, n := range []int{12, clips} {
		b.Run(fmt.Sprintf("clips=%d", n), func(b *testing.B) {
			h := newHome(b)
			h.fill(b, n)
			s := startScreen(b, 1700, 1000)
			h.display = s.display
			w := s.open(b, h) // the posters and filmstrips of what is seen are made at the first time
			w.place(b, 360, 60, 1280, 800)
			w.turnTo(b, libraryPage)
			eventually(b, "all is made", func() bool { return w.load(b, 2*time.Second) < 5 })
			w.kill()
			report := map[string][]float64{}
			for b.Loop() {
				s.measureLibrary(b, h, func(what string, value float64) { report[what] = append(report[what], value) })
			}
			b.ReportMetric(0, "ns/op")
			for what, values := range report {
				slices.Sort(values)
				b.ReportMetric(values[len(values)/2], what)
			}
		})
	}
}

// Where the page shows that it has answered, in a window of 1280×800.
var (
	titleRegion  = image.Rect(100, 212, 270, 236) // the words of the first tile
	countsRegion = image.Rect(90, 44, 400, 66)    // how many clips each filter has
)

func (s *screen) measureLibrary(b *testing.B, h *home, report func(what string, value float64)) {
	begin := time.Now()
	w := s.open(b, h)
	w.place(b, 360, 60, 1280, 800)
	w.key(b, libraryPage.key)
	eventually(b, "the first tile is seen", func() bool { return w.shows(b, titleRegion, bright) })
	report("first-ms", float64(time.Since(begin).Milliseconds()))
	time.Sleep(10*time.Second - time.Since(begin))
	report("cpu10-s", cpu(b, w.pid).Seconds())
	report("MB", float64(proportional(b, w.pid))/1e6)
	for _, key := range []string{"End", "Home"} {
		w.key(b, key)
		time.Sleep(2 * time.Second)
	}
	report("scrolled-MB", float64(proportional(b, w.pid))/1e6)

	w.key(b, "ctrl+f")
	var took []time.Duration
	before, keys := cpu(b, w.pid), []string{"g", "o", "l", "d", "e", "n", "space", "h", "o", "u", "r", "s", "BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace"}
	for _, key := range keys {
		seen, pressed := w.region(b, countsRegion), time.Now()
		w.xdotool(b, "key", key)
		for !changed(seen, w.region(b, countsRegion)) && time.Since(pressed) < time.Second/8 { // most of the keys find the same
			time.Sleep(2 * time.Millisecond)
		}
		if wait := time.Since(pressed); wait < time.Second/8 {
			took = append(took, wait)
			time.Sleep(time.Second/8 - wait)
		}
	}
	report("cpu-ms/key", (cpu(b, w.pid)-before).Seconds()*1e3/float64(len(keys)))
	if len(took) > 0 {
		report("key-ms", median(took).Seconds()*1e3)
		report("slowest-key-ms", slices.Max(took).Seconds()*1e3)
	}
	w.kill()
}

// changed reports whether two pictures differ at all.
func changed(a, b image.Image) bool { return !bytes.Equal(a.(*image.RGBA).Pix, b.(*image.RGBA).Pix) }

// fill puts n small clips into the library, each with a story of its own, in folders by month, and indexes them.
func (h *home) fill(b testing.TB, n int) {
	b.Helper()
	clip, err := os.ReadFile(filepath.Join("..", "..", "core", "library", "testdata", "clip.mp4"))
	if err != nil {
		b.Fatal(err)
	}
	folders := h.folders()
	// Each letter of the last one leaves fewer.
	lights := []string{"grain", "noir", "goat", "night", "gold", "goldfinch", "golden", "golden hour", "golden hours"}
	now := time.Now()
	for i := range n {
		id, created := core.NewJobID(), now.Add(-time.Duration(i)*time.Hour)
		story := core.Story{Version: core.StoryVersion, ID: id, Prompt: fmt.Sprintf("slow push in, %s light, take %d", lights[i%len(lights)], i), Aspect: core.Aspects()[i%3], Engine: core.Draft, Created: created}
		if i%3 == 0 {
			story.Engine = core.Lynx
		}
		dir := filepath.Join(folders.Library, created.Format("2006-01"))
		file := bytes.NewBuffer(bytes.Clone(clip))
		err := media.AppendStory(file, media.MP4, story)
		if err = errors.Join(err, os.MkdirAll(dir, 0o755)); err == nil {
			err = os.WriteFile(filepath.Join(dir, fmt.Sprintf("take %d %s.mp4", i, id[:8])), file.Bytes(), 0o600)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	decoder := media.NewDecoder(folders.Cache)
	defer decoder.Close()
	shelf, err := library.Open(folders, decoder)
	if err != nil {
		b.Fatal(err)
	}
	// A first start compiles the decoder, which is another story.
	if err := errors.Join(decoder.Warm(b.Context()), shelf.Scan(b.Context()), shelf.Close()); err != nil {
		b.Fatal(err)
	}
}
