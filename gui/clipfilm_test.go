package gui

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
)

// A fakeDecoder plays clips of so many frames, each with its number in the first pixel.
type fakeDecoder struct {
	frames   int
	fps      float64
	size     image.Point // zero for that of testClip
	unready  bool
	openedAt []time.Duration
	read     int // frames, by all readers together
	odd      int // frames that had not the size that was asked for
	held     int // frames that have not been released
	opened   []string
	broken   map[string]error // by path: what is read instead of a frame
	open     int              // readers that are not closed
}

func (d *fakeDecoder) Ready() bool { return !d.unready }

func (d *fakeDecoder) Open(_ context.Context, path string, box image.Point, start time.Duration) (frameReader, error) {
	d.openedAt, d.opened = append(d.openedAt, start), append(d.opened, path)
	if d.size == (image.Point{}) {
		d.size = image.Pt(testClip.Width, testClip.Height)
	}
	d.open++
	return &fakeReader{d: d, err: d.broken[path], box: box, next: int(start.Seconds()*d.fps + 0.5)}, nil
}

type fakeReader struct {
	d    *fakeDecoder
	err  error
	box  image.Point
	next int
}

func (r *fakeReader) Next() (clipFrame, error) {
	if r.err != nil {
		return nil, r.err
	}
	if r.next >= r.d.frames {
		return nil, io.EOF
	}
	r.d.read++
	r.next++
	r.d.held++
	return &fakeFrame{d: r.d, size: fit(r.d.size, r.box), number: r.next - 1}, nil
}

type fakeFrame struct {
	d      *fakeDecoder
	size   image.Point
	number int
}

func (f *fakeFrame) Release() { f.d.held-- }

func (f *fakeFrame) Paint(dst *image.RGBA) {
	if dst.Rect.Size() != f.size {
		*dst = *image.NewRGBA(image.Rectangle{Max: f.size})
		draw.Draw(dst, dst.Rect, image.NewUniform(color.RGBA{R: byte(f.number), A: 0xFF}), image.Point{}, draw.Src) // it will be scaled
		f.d.odd++
	}
	dst.Pix[0] = byte(f.number) // one pixel tells enough, and filling them all takes the race detector minutes
}

func (r *fakeReader) Close() { r.d.open-- }

// largeClip has frames that would take too much memory.
var largeClip = core.Clip{ID: "b", Path: "b.mp4", Width: 1920, Height: 1080, FPS: 24, Duration: 5 * time.Second}

var testClip = core.Clip{ID: "a", Path: "a.mp4", Width: 1280, Height: 720, FPS: 24, Duration: 5 * time.Second}

// drawFrames draws frames one after the other and returns what was on them.
func drawFrames(t *testing.T, f *clipFilm, size image.Point, frames ...int) []int {
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
			d := &fakeDecoder{frames: 120, fps: 24, size: image.Pt(1920, 1080)}
			f := newClipFilm(d, largeClip, noStrip)
			want := []int{0, 1, 2, 60, 61, 59, 58, 0, 119, 118, 30, 40, 119}
			if diff := cmp.Diff(want, drawFrames(t, f, size, want...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if d.open != 1 {
				t.Errorf("%d readers are open, want 1", d.open)
			}
			if kept := name == "kept"; (d.held > 0) != kept {
				t.Errorf("%d frames have not been released", d.held)
			}
			f.Close()
			if d.open != 0 {
				t.Error("Close left a reader open")
			}
		})
	}
}

func TestClipFilmDecodesASmallClipOnce(t *testing.T) {
	d := &fakeDecoder{frames: 120, fps: 24}
	f := newClipFilm(d, testClip, noStrip)
	for range 3 {
		drawFrames(t, f, image.Pt(348, 196), upTo(120)...)
	}
	if d.read != 120 || len(d.openedAt) != 1 {
		t.Errorf("in three rounds %d frames were decoded by %d readers, want each frame once by one", d.read, len(d.openedAt))
	}
}

func TestClipFilmReadsTheFilmstripWhereThatIsLargeEnough(t *testing.T) {
	d := &fakeDecoder{frames: 120, fps: 24}
	f := newClipFilm(d, testClip, func() string { return "strip" })
	drawFrames(t, f, image.Pt(348, 196), 0, 1)
	drawFrames(t, f, image.Pt(640, 360), 1)
	drawFrames(t, f, image.Pt(384, 216), 60)
	if diff := cmp.Diff([]string{"strip", testClip.Path, "strip"}, d.opened); diff != "" {
		t.Errorf("opened (-want +got):\n%s", diff)
	}
}

func TestClipFilmGoesOnWithAFilmstripThatHasBeenMadeMeanwhile(t *testing.T) {
	d, strip := &fakeDecoder{frames: 120, fps: 24}, ""
	f := newClipFilm(d, testClip, func() string { return strip })
	got := drawFrames(t, f, image.Pt(348, 196), 0, 1)
	strip = "strip"
	got = append(got, drawFrames(t, f, image.Pt(348, 196), 2, 3)...)
	if diff := cmp.Diff([]int{0, 1, 2, 3}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{testClip.Path, "strip"}, d.opened); diff != "" || d.open != 1 {
		t.Errorf("%d readers are open; opened (-want +got):\n%s", d.open, diff)
	}
}

func TestClipFilmDoesWithoutABrokenFilmstrip(t *testing.T) {
	d := &fakeDecoder{frames: 120, fps: 24, broken: map[string]error{"strip": io.ErrUnexpectedEOF}}
	f := newClipFilm(d, testClip, func() string { return "strip" })
	if diff := cmp.Diff([]int{7, 8}, drawFrames(t, f, image.Pt(348, 196), 7, 8)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"strip", testClip.Path}, d.opened); diff != "" || d.open != 1 {
		t.Errorf("%d readers are open; opened (-want +got):\n%s", d.open, diff)
	}
}

func TestClipFilmIsReadAnewAtAnotherSize(t *testing.T) {
	d := &fakeDecoder{frames: 120, fps: 24}
	f := newClipFilm(d, testClip, noStrip)
	drawFrames(t, f, image.Pt(348, 196), 0, 1, 2)
	drawFrames(t, f, image.Pt(640, 360), 3)
	if diff := cmp.Diff([]time.Duration{0, 125 * time.Millisecond}, d.openedAt); diff != "" {
		t.Errorf("opened at (-want +got):\n%s", diff)
	}
}

func TestClipFilmSkipsForwardWithoutOpeningAgain(t *testing.T) {
	d := &fakeDecoder{frames: 120, fps: 24}
	f := newClipFilm(d, testClip, noStrip)
	drawFrames(t, f, image.Pt(1280, 720), 0, 4, 9, 30)
	if len(d.openedAt) != 1 {
		t.Errorf("%d readers were opened for small steps forward, want 1", len(d.openedAt))
	}
}

func TestClipFilmStandsStillWhereAClipEndsEarly(t *testing.T) {
	for name, size := range map[string]image.Point{"kept": {X: 348, Y: 196}, "not kept": {X: 1920, Y: 1080}} {
		t.Run(name, func(t *testing.T) {
			f := newClipFilm(&fakeDecoder{frames: 117, fps: 24, size: image.Pt(1920, 1080)}, largeClip, noStrip)
			if diff := cmp.Diff([]int{116, 115, 116, 116, 0}, drawFrames(t, f, size, 119, 115, 116, 117, 0)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestClipFilmWithoutFramesIsABadClip(t *testing.T) {
	f := newClipFilm(&fakeDecoder{frames: 0, fps: 24}, testClip, noStrip)
	err := f.Draw(t.Context(), image.NewRGBA(image.Rect(0, 0, 16, 9)), 5)
	if core.KindOf(err) != core.BadClip {
		t.Errorf("the error is %v, want one of kind %q", err, core.BadClip)
	}
}

func TestClipFilmOfAClipThatKnowsLittleOfItself(t *testing.T) {
	info := newClipFilm(&fakeDecoder{}, core.Clip{Width: 16, Height: 9}, noStrip).Info()
	if info.Frames < 1 || info.FPS <= 0 {
		t.Errorf("%+v cannot be played", info)
	}
}

// The player asks for the size that fits its screen, and must get that and no other: one pixel more or less would cost a scaling for each frame.
func TestClipFilmIsReadAtExactlyTheSizeOfTheScreen(t *testing.T) {
	for _, whole := range []image.Point{{X: 1280, Y: 720}, {X: 720, Y: 1280}, {X: 960, Y: 960}, {X: 1279, Y: 533}} {
		c := testClip
		c.Width, c.Height = whole.X, whole.Y
		for side := 40; side < 1400; side += 7 {
			d := &fakeDecoder{frames: 1, fps: 24, size: whole}
			f := newClipFilm(d, c, noStrip)
			drawFrames(t, f, fit(whole, image.Pt(side, 500)), 0)
			if d.odd > 0 {
				t.Errorf("a clip of %v on a screen of %d by 500 was read at another size than %v", whole, side, fit(whole, image.Pt(side, 500)))
			}
		}
	}
}

func TestClipFilmOfAnotherShapeThanPromised(t *testing.T) {
	for name, size := range map[string]image.Point{"kept": {X: 348, Y: 196}, "not kept": {X: 1920, Y: 1080}} {
		t.Run(name, func(t *testing.T) {
			f := newClipFilm(&fakeDecoder{frames: 120, fps: 24, size: image.Pt(720, 1280)}, largeClip, noStrip)
			if diff := cmp.Diff([]int{0, 7, 3}, drawFrames(t, f, size, 0, 7, 3)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
