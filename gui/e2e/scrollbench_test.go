package e2e

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"

	"caracal/core/encode"
)

// BenchmarkScroll prints what is seen while 10,000 tiles go by, of a library that has so many and of one of eighty that is scrolled to and fro: how long the window was deaf, in the
// median, in one of a hundred cases and at most, and how many tiles had the picture of another clip. Each clip is of one colour, and the colours follow each other in a round, so
// that any screen tells by itself whether its pictures belong to its tiles.
func BenchmarkScroll(b *testing.B) {
	coloured := colouredClips(b)
	for _, n := range []int{80, 10_000} {
		b.Run(fmt.Sprintf("clips=%d", n), func(b *testing.B) {
			_, w := openFilled(b, n, coloured...)
			eventually(b, "the posters are there", func() bool { return len(w.posters(b)) == tilesSeen })
			for b.Loop() {
				w.key(b, "Home")
				w.measureScrolling(b, n)
			}
		})
	}
}

func (w *window) measureScrolling(b *testing.B, clips int) {
	const (
		notches = 10                    // at once
		points  = 25                    // that a notch is, see Fyne's scrollSpeed
		pause   = 16 * time.Millisecond // between them
		all     = 10_000 / tileColumns * tilePitch / points
	)
	id, err := strconv.ParseUint(w.id, 10, 32)
	if err != nil {
		b.Fatal(err)
	}
	w.xdotool(b, "mousemove", strconv.Itoa(w.origin.X+842), strconv.Itoa(w.origin.Y+400)) // between the tiles and their months: nothing plays there
	asks, hands := w.connect(b), w.connect(b)
	stop, answers := make(chan struct{}), make(chan []time.Duration)
	go func() { answers <- asks.silences(b, xproto.Window(id), stop) }()
	long := clips / tileColumns * tilePitch / points // the way from one end to the other
	var seen, wrong int
	look := func() (complete bool) {
		posters := w.posters(b)
		seen, wrong = seen+len(posters), wrong+strangers(posters)
		return len(posters) >= tilesSeen-tileColumns
	}
	for turned, button := 0, byte(wheelDown); turned < all; turned += notches {
		if turned%long < notches && turned >= long {
			button = wheelUp + wheelDown - button
		}
		hands.wheel(b, button, notches)
		time.Sleep(pause)
		look()
		if turned%1200 == 0 { // as one does who has found something
			eventually(b, "the posters are there", look)
		}
	}
	close(stop)
	silences := <-answers
	slices.Sort(silences)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1e3 }
	b.ReportMetric(ms(silences[len(silences)/2]), "p50-ms")
	b.ReportMetric(ms(silences[len(silences)*99/100]), "p99-ms")
	b.ReportMetric(ms(silences[len(silences)-1]), "longest-ms")
	b.ReportMetric(float64(seen), "posters")
	b.ReportMetric(float64(wrong), "wrong")
}

// How tiles lie in a window of 1280×800.
const (
	tileColumns = 4
	tilePitch   = 181 // pixels from one row to the next
	tilesSeen   = 4 * tileColumns
)

// colours is how many there are in a round: more than there are tiles on a screen or posters on their way.
const colours = 61

// colourOf returns a colour that is like no other of the round, and not as dark as the window.
func colourOf(n int) color.RGBA {
	level := func(n int) uint8 { return uint8(60 + 65*(n%4)) }
	return color.RGBA{level(n / 16), level(n / 4), level(n), 0xFF}
}

// colouredClips returns a clip of each colour.
func colouredClips(t testing.TB) (clips [][]byte) {
	t.Helper()
	for n := range colours {
		c := colourOf(n)
		// BT.709 in video range.
		r, g, b := float64(c.R)/255, float64(c.G)/255, float64(c.B)/255
		luma := 0.2126*r + 0.7152*g + 0.0722*b
		fill := func(plane []uint8, v float64) {
			for i := range plane {
				plane[i] = uint8(math.Round(v))
			}
		}
		path := filepath.Join(t.TempDir(), "colour.mp4")
		err := encode.Write(t.Context(), path, encode.Film{Width: 64, Height: 64, FPS: 24, Frames: 2, Draw: func(dst *image.YCbCr, _ int) {
			fill(dst.Y, 16+219*luma)
			fill(dst.Cb, 128+224*(b-luma)/1.8556)
			fill(dst.Cr, 128+224*(r-luma)/1.5748)
		}})
		if err != nil {
			t.Fatal(err)
		}
		clip, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		clips = append(clips, clip)
	}
	return clips
}

// posters returns, for each poster that is seen in a window of 1280×800, which of the round's colours the first tile would have, going by this one. What is seen while the window
// is drawn is not taken for a screen.
func (w *window) posters(t testing.TB) (firsts []int) {
	t.Helper()
	const tall = 50 // pixels
	grid := image.Rect(94, 102, 826, 778).Add(w.origin)
	img := w.part(t, grid)
	if changed(img, w.part(t, grid)) {
		return nil
	}
	first := -1
	for column := range tileColumns {
		x := column*187 + 40
		for y := 0; y < img.Rect.Dy(); {
			n, end := colourAt(img, x, y), y+1
			for end < img.Rect.Dy() && colourAt(img, x, end) == n {
				end++
			}
			if n >= 0 && end-y >= tall {
				if first < 0 {
					first = end
				}
				row := int(math.Round(float64(end-first) / tilePitch))
				firsts = append(firsts, ((n-row*tileColumns-column)%colours+colours)%colours)
			}
			y = end
		}
	}
	return firsts
}

// colourAt returns which of the round's colours is seen at a place, -1 for none.
func colourAt(img *image.RGBA, x, y int) int {
	const near = 20
	c := img.RGBAAt(x, y)
	level := func(v uint8) int { return int(math.Round((float64(v) - 60) / 65)) }
	r, g, b := level(c.R), level(c.G), level(c.B)
	n := 16*r + 4*g + b
	if min(r, g, b) < 0 || max(r, g, b) > 3 || n >= colours {
		return -1
	}
	want := colourOf(n)
	for _, d := range []int{int(c.R) - int(want.R), int(c.G) - int(want.G), int(c.B) - int(want.B)} {
		if d < -near || d > near {
			return -1
		}
	}
	return n
}

// strangers returns how many of what posters has found do not belong to their tiles, as most of the others have it.
func strangers(firsts []int) int {
	votes := map[int]int{}
	for _, first := range firsts {
		votes[first]++
	}
	most := 0
	for _, n := range votes {
		most = max(most, n)
	}
	return len(firsts) - most
}
