package film_test

import (
	"image"
	"image/color"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/gui/film"
	"caracal/gui/film/filmtest"
	"caracal/gui/stills"
)

// largeClip returns a clip whose frames would take too much memory.
func largeClip() core.Clip {
	return core.Clip{ID: "b", Path: "b.mp4", Width: 1920, Height: 1080, FPS: 24, Duration: 5 * time.Second}
}

// drawFrames draws frames one after the other and returns what was on them.
func drawFrames(t *testing.T, f *film.Clip, size image.Point, frames ...int) []int {
	t.Helper()
	got := []int{}
	for _, i := range frames {
		dst := image.NewRGBA(image.Rectangle{Max: size})
		if err := f.Draw(t.Context(), dst, i); err != nil {
			t.Fatalf("frame %d: %v", i, err)
		}
		got = append(got, int(dst.Pix[0]))
	}
	return got
}

func noStrip() string { return "" }

func TestClipFilmShowsTheFrameThatWasAskedFor(t *testing.T) {
	for name, size := range map[string]image.Point{"kept": {X: 348, Y: 196}, "not kept": {X: 1920, Y: 1080}} {
		t.Run(name, func(t *testing.T) {
			d := &filmtest.Decoder{Frames: 120, FPS: 24, Size: image.Pt(1920, 1080)}
			f := film.NewClip(d, largeClip(), noStrip)
			want := []int{0, 1, 2, 60, 61, 59, 58, 0, 119, 118, 30, 40, 119}
			if diff := cmp.Diff(want, drawFrames(t, f, size, want...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if d.Readers != 1 {
				t.Errorf("%d readers are open, want 1", d.Readers)
			}
			if kept := name == "kept"; (d.Held > 0) != kept {
				t.Errorf("%d frames have not been released", d.Held)
			}
			f.Close()
			if d.Readers != 0 {
				t.Error("Close left a reader open")
			}
		})
	}
}

func TestClipFilmDecodesASmallClipOnce(t *testing.T) {
	d := &filmtest.Decoder{Frames: 120, FPS: 24}
	f := film.NewClip(d, filmtest.Clip(), noStrip)
	for range 3 {
		drawFrames(t, f, image.Pt(348, 196), film.UpTo(120)...)
	}
	if d.Read != 120 || len(d.OpenedAt) != 1 {
		t.Errorf("in three rounds %d frames were decoded by %d readers, want each frame once by one", d.Read, len(d.OpenedAt))
	}
}

func TestClipFilmKeepsItsFramesAgainAfterItWasClosed(t *testing.T) {
	d := &filmtest.Decoder{Frames: 120, FPS: 24}
	f := film.NewClip(d, filmtest.Clip(), noStrip)
	drawFrames(t, f, image.Pt(348, 196), 3)
	f.Close()
	for range 2 {
		drawFrames(t, f, image.Pt(348, 196), film.UpTo(120)...)
	}
	if want := 1 + 120; d.Read != want || len(d.OpenedAt) != 2 {
		t.Errorf("%d frames were decoded by %d readers, want %d by 2", d.Read, len(d.OpenedAt), want)
	}
}

func TestClipFilmReadsTheFilmstripWhereThatIsLargeEnough(t *testing.T) {
	d := &filmtest.Decoder{Frames: 120, FPS: 24}
	f := film.NewClip(d, filmtest.Clip(), func() string { return "strip" })
	drawFrames(t, f, image.Pt(348, 196), 0, 1)
	drawFrames(t, f, image.Pt(640, 360), 1)
	drawFrames(t, f, image.Pt(384, 216), 60)
	if diff := cmp.Diff([]string{"strip", filmtest.Clip().Path, "strip"}, d.Opened); diff != "" {
		t.Errorf("opened (-want +got):\n%s", diff)
	}
}

// Until the decoder is ready a filmstrip is shown in any size, and nothing of it stays behind.
func TestClipFilmShowsTheFilmstripUntilTheDecoderIsReady(t *testing.T) {
	d := &filmtest.Decoder{Frames: 120, FPS: 24, Unready: true}
	f := film.NewClip(d, filmtest.Clip(), func() string { return "strip" })
	got := drawFrames(t, f, image.Pt(640, 360), 0, 1)
	d.Unready = false
	got = append(got, drawFrames(t, f, image.Pt(640, 360), 2, 0)...)
	if diff := cmp.Diff([]int{0, 1, 2, 0}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"strip", filmtest.Clip().Path, filmtest.Clip().Path}, d.Opened); diff != "" || d.Readers != 1 {
		t.Errorf("%d readers are open; opened (-want +got):\n%s", d.Readers, diff)
	}
}

func TestClipFilmGoesOnWithAFilmstripThatHasBeenMadeMeanwhile(t *testing.T) {
	d, strip := &filmtest.Decoder{Frames: 120, FPS: 24}, ""
	f := film.NewClip(d, filmtest.Clip(), func() string { return strip })
	got := drawFrames(t, f, image.Pt(348, 196), 0, 1)
	strip = "strip"
	got = append(got, drawFrames(t, f, image.Pt(348, 196), 2, 3)...)
	if diff := cmp.Diff([]int{0, 1, 2, 3}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{filmtest.Clip().Path, "strip"}, d.Opened); diff != "" || d.Readers != 1 {
		t.Errorf("%d readers are open; opened (-want +got):\n%s", d.Readers, diff)
	}
}

func TestClipFilmDoesWithoutABrokenFilmstrip(t *testing.T) {
	d := &filmtest.Decoder{Frames: 120, FPS: 24, Broken: map[string]error{"strip": io.ErrUnexpectedEOF}}
	f := film.NewClip(d, filmtest.Clip(), func() string { return "strip" })
	if diff := cmp.Diff([]int{7, 8}, drawFrames(t, f, image.Pt(348, 196), 7, 8)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"strip", filmtest.Clip().Path}, d.Opened); diff != "" || d.Readers != 1 {
		t.Errorf("%d readers are open; opened (-want +got):\n%s", d.Readers, diff)
	}
}

func TestClipFilmIsReadAnewAtAnotherSize(t *testing.T) {
	d := &filmtest.Decoder{Frames: 120, FPS: 24}
	f := film.NewClip(d, filmtest.Clip(), noStrip)
	drawFrames(t, f, image.Pt(348, 196), 0, 1, 2)
	drawFrames(t, f, image.Pt(640, 360), 3)
	if diff := cmp.Diff([]time.Duration{0, 125 * time.Millisecond}, d.OpenedAt); diff != "" {
		t.Errorf("opened at (-want +got):\n%s", diff)
	}
}

func TestClipFilmSkipsForwardWithoutOpeningAgain(t *testing.T) {
	d := &filmtest.Decoder{Frames: 120, FPS: 24}
	f := film.NewClip(d, filmtest.Clip(), noStrip)
	drawFrames(t, f, image.Pt(1280, 720), 0, 4, 9, 30)
	if len(d.OpenedAt) != 1 {
		t.Errorf("%d readers were opened for small steps forward, want 1", len(d.OpenedAt))
	}
}

func TestClipFilmStandsStillWhereAClipEndsEarly(t *testing.T) {
	for name, size := range map[string]image.Point{"kept": {X: 348, Y: 196}, "not kept": {X: 1920, Y: 1080}} {
		t.Run(name, func(t *testing.T) {
			f := film.NewClip(&filmtest.Decoder{Frames: 117, FPS: 24, Size: image.Pt(1920, 1080)}, largeClip(), noStrip)
			if diff := cmp.Diff([]int{116, 115, 116, 116, 0}, drawFrames(t, f, size, 119, 115, 116, 117, 0)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestClipFilmWithoutFramesIsABadClip(t *testing.T) {
	f := film.NewClip(&filmtest.Decoder{Frames: 0, FPS: 24}, filmtest.Clip(), noStrip)
	err := f.Draw(t.Context(), image.NewRGBA(image.Rect(0, 0, 16, 9)), 5)
	if core.KindOf(err) != core.BadClip {
		t.Errorf("the error is %v, want one of kind %q", err, core.BadClip)
	}
}

func TestClipFilmOfAClipThatKnowsLittleOfItself(t *testing.T) {
	info := film.NewClip(&filmtest.Decoder{}, core.Clip{Width: 16, Height: 9}, noStrip).Info()
	if info.Frames < 1 || info.FPS <= 0 {
		t.Errorf("%+v cannot be played", info)
	}
}

// The player asks for the size that fits its screen, and must get that and no other: one pixel more or less would cost a scaling for each frame.
func TestClipFilmIsReadAtExactlyTheSizeOfTheScreen(t *testing.T) {
	for _, whole := range []image.Point{{X: 1280, Y: 720}, {X: 720, Y: 1280}, {X: 960, Y: 960}, {X: 1279, Y: 533}} {
		c := filmtest.Clip()
		c.Width, c.Height = whole.X, whole.Y
		for side := 40; side < 1400; side += 7 {
			d := &filmtest.Decoder{Frames: 1, FPS: 24, Size: whole}
			f := film.NewClip(d, c, noStrip)
			drawFrames(t, f, stills.Fit(whole, image.Pt(side, 500)), 0)
			if d.Odd > 0 {
				t.Errorf("a clip of %v on a screen of %d by 500 was read at another size than %v", whole, side, stills.Fit(whole, image.Pt(side, 500)))
			}
		}
	}
}

func TestClipFilmOfAnotherShapeThanPromised(t *testing.T) {
	for name, size := range map[string]image.Point{"kept": {X: 348, Y: 196}, "not kept": {X: 1920, Y: 1080}} {
		t.Run(name, func(t *testing.T) {
			f := film.NewClip(&filmtest.Decoder{Frames: 120, FPS: 24, Size: image.Pt(720, 1280)}, largeClip(), noStrip)
			if diff := cmp.Diff([]int{0, 7, 3}, drawFrames(t, f, size, 0, 7, 3)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestAStandInIsScaledToTheWholeScreen: until the decoder is ready, a large screen shows the frame of the filmstrip, which is small.
func TestAStandInIsScaledToTheWholeScreen(t *testing.T) {
	d := &filmtest.Decoder{Frames: 120, FPS: 24, Unready: true}
	f := film.NewClip(d, filmtest.Clip(), func() string { return "a.strip" })
	dst := image.NewRGBA(image.Rect(0, 0, 1280, 720))
	if err := f.Draw(t.Context(), dst, 7); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(d.Opened, []string{"a.strip"}) || d.Odd != 1 {
		t.Fatalf("%v was read, and %d small frames", d.Opened, d.Odd)
	}
	for _, p := range []image.Point{{X: 20, Y: 10}, {X: 20, Y: 700}, {X: 600, Y: 360}} {
		if got, want := dst.RGBAAt(p.X, p.Y), (color.RGBA{R: 7, A: 0xFF}); got != want {
			t.Errorf("%v is %v, want %v", p, got, want)
		}
		if got, want := dst.RGBAAt(1279-p.X, p.Y), (color.RGBA{G: 0xFF, A: 0xFF}); got != want {
			t.Errorf("its mirror %v is %v, want %v", p, got, want)
		}
	}
}
