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

	"github.com/jezek/xgb/xproto"

	"caracal/core/library"
	"caracal/core/library/librarytest"
	"caracal/core/media"
)

// BenchmarkLibrary prints what a library of 100,000 clips costs in the window, beside one of a dozen: the way from the start to its first tiles, the CPU of the first ten seconds, the
// memory of the page at first, after a way to its end and back, and after 200 clips in its panel, and what a key in the search takes until what is found is seen. CARACAL_BENCH_CLIPS is another number.
func BenchmarkLibrary(b *testing.B) {
	clips := 100_000
	if n, err := strconv.Atoi(os.Getenv("CARACAL_BENCH_CLIPS")); err == nil {
		clips = n
	}
	clip, err := os.ReadFile(filepath.Join("..", "..", "core", "library", "testdata", "clip.mp4"))
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{12, clips} {
		b.Run(fmt.Sprintf("clips=%d", n), func(b *testing.B) {
			h, w := openFilled(b, n, clip)
			w.close(b) // for the start after a kill looks through the whole index
			report := map[string][]float64{}
			for b.Loop() {
				w.screen.measureLibrary(b, h, func(what string, value float64) { report[what] = append(report[what], value) })
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
	for range 200 {
		w.key(b, "Right")
		time.Sleep(100 * time.Millisecond)
	}
	report("browsed-MB", float64(proportional(b, w.pid))/1e6)

	w.key(b, "ctrl+f")
	var took []time.Duration
	var keys []xproto.Keysym
	for _, letter := range "golden hours" {
		keys = append(keys, xproto.Keysym(letter))
	}
	keys = append(keys, slices.Repeat([]xproto.Keysym{keyBackSpace}, 8)...)
	hands := s.connect(b)
	counts := countsRegion.Add(w.bounds(b, w.id).Min)
	before := cpu(b, w.pid)
	for _, key := range keys {
		seen, pressed := s.part(b, counts), time.Now()
		hands.press(b, key)
		for !changed(seen, s.part(b, counts)) && time.Since(pressed) < time.Second/8 { // most of the keys find the same
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
	w.close(b)
}

// changed reports whether two pictures differ at all.
func changed(a, b image.Image) bool { return !bytes.Equal(a.(*image.RGBA).Pix, b.(*image.RGBA).Pix) }

// openFilled opens the library page of a library of n clips, see fill, in a window of 1280×800, and returns when all is made that is made at a first start: the decoder, and the
// posters and filmstrips of what is seen.
func openFilled(b testing.TB, n int, clips ...[]byte) (*home, *window) {
	b.Helper()
	h := newHome(b)
	h.fill(b, n, clips...)
	s := startScreen(b, 1700, 1000)
	h.display = s.display
	w := s.open(b, h)
	w.place(b, 360, 60, 1280, 800)
	w.turnTo(b, libraryPage)
	eventually(b, "all is made", func() bool { return w.load(b, 2*time.Second) < 5 })
	return h, w
}

// fill puts n clips into the library, see [librarytest.Fill], and indexes them.
func (h *home) fill(b testing.TB, n int, clips ...[]byte) {
	b.Helper()
	folders := h.folders()
	librarytest.Fill(b, folders.Library, n, clips...)
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
