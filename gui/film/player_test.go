package film

import (
	"context"
	"errors"
	"image"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"caracal/gui/kit"
	"caracal/gui/kit/playback"
)

// A bench is a player with a Fyne goroutine, the test's own, that the test runs for as long as it likes.
type bench struct {
	*Player
	screen *playback.Screen
	queue  chan func()
	most   atomic.Int32 // of functions that were ever pending at a time
	seen   []int        // the frames that were shown, in order
	at     []time.Duration
	states []State
	began  time.Time
}

// newBench returns a player on a screen of 320 by 180 pixels. It is called in a synctest bubble.
func newBench(t *testing.T) *bench {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	b := &bench{screen: playback.NewScreen(fyne.NewSize(16, 9)), queue: make(chan func(), 100), began: time.Now()}
	b.Player = NewPlayer(b.screen, func(f func()) {
		b.queue <- f
		b.most.Store(max(b.most.Load(), int32(len(b.queue))))
	})
	b.screen.Resize(fyne.NewSize(320, 180))
	var last *image.RGBA
	b.OnChange = func(s State) {
		b.states = append(b.states, s)
		if f := b.screen.Frame(); f != last && f != nil {
			last = f
			b.seen = append(b.seen, int(f.Pix[0]))
			b.at = append(b.at, time.Since(b.began))
		}
	}
	t.Cleanup(b.Close)
	return b
}

// run is the Fyne goroutine at work for a while.
func (b *bench) run(d time.Duration) {
	end := time.After(d)
	for {
		select {
		case f := <-b.queue:
			f()
		case <-end:
			synctest.Wait()
			for len(b.queue) > 0 {
				(<-b.queue)()
				synctest.Wait()
			}
			return
		}
	}
}

// A fakeFilm paints the number of the frame into the first pixel.
type fakeFilm struct {
	info   Info
	takes  time.Duration // to draw a frame
	broken int           // this frame cannot be drawn; 0 for none
	drawn  []int
	sizes  []image.Point
	closed bool
}

func newFakeFilm(frames int) *fakeFilm {
	return &fakeFilm{info: Info{Size: image.Pt(1280, 720), Frames: frames, FPS: 25}}
}

func (f *fakeFilm) Info() Info { return f.info }
func (f *fakeFilm) Close()     { f.closed = true }

func (f *fakeFilm) Draw(ctx context.Context, dst *image.RGBA, i int) error {
	if f.broken != 0 && i == f.broken {
		return errors.New("cut off here")
	}
	f.drawn, f.sizes = append(f.drawn, i), append(f.sizes, dst.Rect.Size())
	select {
	case <-time.After(f.takes):
	case <-ctx.Done():
		return ctx.Err()
	}
	dst.Pix[0] = byte(i)
	return nil
}

func upTo(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func TestPlayerKeepsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, film := newBench(t), newFakeFilm(50)
		b.Show(film, true)
		b.run(1990 * time.Millisecond)
		if diff := cmp.Diff(upTo(50), b.seen); diff != "" {
			t.Errorf("two seconds of a film of 25 frames a second (-want +got):\n%s", diff)
		}
		for i, at := range b.at {
			if want := time.Duration(i) * 40 * time.Millisecond; at != want {
				t.Errorf("frame %d was shown at %v, want %v", i, at, want)
			}
		}
		if size := film.sizes[0]; size != image.Pt(320, 180) {
			t.Errorf("frames were drawn at %v, want the screen's own pixels", size)
		}
		if b.most.Load() > 1 {
			t.Errorf("%d functions were pending at once, want at most 1", b.most.Load())
		}
	})
}

func TestPlayerLoopsWithoutGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.Show(newFakeFilm(5), true)
		b.run(480 * time.Millisecond)
		if diff := cmp.Diff([]int{0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2}, b.seen); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		for i, at := range b.at {
			if want := time.Duration(i) * 40 * time.Millisecond; at != want {
				t.Errorf("frame %d of the row was shown at %v, want %v", i, at, want)
			}
		}
	})
}

func TestPlayerStopsAtTheEndWithoutLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.SetLoop(false)
		b.Show(newFakeFilm(5), true)
		b.run(time.Second)
		if diff := cmp.Diff(upTo(5), b.seen); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if s := b.State(); s.Playing || s.Frame != 4 {
			t.Errorf("at the end the state is %+v, want paused at frame 4", s)
		}
		b.Play()
		b.run(90 * time.Millisecond)
		if diff := cmp.Diff([]int{0, 1, 2}, b.seen[5:]); diff != "" {
			t.Errorf("played again (-want +got):\n%s", diff)
		}
	})
}

func TestPlayerPausesStepsAndSeeks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.Show(newFakeFilm(50), true)
		b.run(410 * time.Millisecond) // 0 to 10
		b.Pause()
		b.run(time.Second)
		if got := b.seen[len(b.seen)-1]; got != 10 {
			t.Fatalf("paused at frame %d, want 10", got)
		}
		shown := len(b.seen)
		for _, do := range []func(){
			func() { b.Step(1) },
			func() { b.Step(1) },
			func() { b.Step(-1) },
			func() { b.Seek(49) },
			func() { b.Step(1) },
			func() { b.Step(-1) },
			func() { b.Seek(70) },
			func() { b.Seek(-3) },
		} {
			do()
			b.run(20 * time.Millisecond)
		}
		if diff := cmp.Diff([]int{11, 12, 11, 49, 0, 49, 49, 0}, b.seen[shown:]); diff != "" {
			t.Errorf("frames after each order (-want +got):\n%s", diff)
		}
		shown = len(b.seen)
		b.Seek(20)
		b.Play()
		b.run(100 * time.Millisecond)
		if diff := cmp.Diff([]int{20, 21, 22}, b.seen[shown:]); diff != "" {
			t.Errorf("played from where it was sought (-want +got):\n%s", diff)
		}
	})
}

// A person drags the scrubber faster than frames can be drawn: something must be seen on the way, and where the drag ends must be seen last.
func TestPlayerShowsFramesWhileScrubbing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, film := newBench(t), newFakeFilm(100)
		film.takes = 50 * time.Millisecond
		b.Show(film, false)
		b.run(time.Second)
		shown := len(b.seen)
		for i := 1; i < 100; i += 2 {
			b.Seek(i)
			b.run(10 * time.Millisecond)
		}
		b.run(time.Second)
		got := b.seen[shown:]
		if len(got) < 8 || len(got) > 13 || !slices.IsSorted(got) || got[len(got)-1] != 99 {
			t.Errorf("while dragging for half a second at 50 ms a frame these were shown: %v; want about ten, the last 99", got)
		}
	})
}

func TestPlayerLeavesOutLateFrames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, film := newBench(t), newFakeFilm(100)
		film.takes = 60 * time.Millisecond // longer than a frame lasts
		b.Show(film, true)
		b.run(2 * time.Second)
		last := b.seen[len(b.seen)-1]
		if len(b.seen) < 28 || last < 44 {
			t.Errorf("in 2 s %d frames were shown up to frame %d, want some 32 and to keep up with the clock", len(b.seen), last)
		}
	})
}

// A clip that cannot be decoded as fast as it should be seen is seen whole and slower: its frames are no cheaper to leave out than to show.
func TestPlayerShowsEveryFrameOfADenseFilm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, film := newBench(t), newFakeFilm(100)
		film.takes, film.info.Dense = 60*time.Millisecond, true
		b.Show(film, true)
		b.run(2 * time.Second)
		if n := len(b.seen); n < 30 || !cmp.Equal(upTo(n), b.seen) {
			t.Errorf("in 2 s %v were shown, want some 33 frames one after the other", b.seen)
		}
	})
}

// A film that is much too slow to keep time still moves, frame by frame.
func TestPlayerSlowsDownRatherThanFreezes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, film := newBench(t), newFakeFilm(100)
		film.takes = 400 * time.Millisecond
		b.Show(film, true)
		b.run(4 * time.Second)
		if len(b.seen) < 8 {
			t.Errorf("in 4 s only %v were shown", b.seen)
		}
		for i := 1; i < len(b.seen); i++ {
			if by := b.seen[i] - b.seen[i-1]; by < 1 || by > mostSkipped+1 {
				t.Errorf("frame %d follows %d", b.seen[i], b.seen[i-1])
			}
		}
	})
}

// While a window is dragged its loop stands still for as long as that takes.
func TestPlayerWaitsForABusyWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, film := newBench(t), newFakeFilm(100)
		b.Show(film, true)
		b.run(200 * time.Millisecond)
		before := len(film.drawn)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if n := len(film.drawn) - before; n > 2 {
			t.Errorf("%d frames were drawn for nobody", n)
		}
		if b.most.Load() > 1 {
			t.Errorf("%d functions were pending at once, want at most 1", b.most.Load())
		}
		shown := len(b.seen)
		b.run(100 * time.Millisecond)
		if len(b.seen) < shown+3 {
			t.Errorf("after the window had come back only %v were shown", b.seen[shown:])
		}
	})
}

func TestPlayerFollowsTheScreensSize(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, film := newBench(t), newFakeFilm(50)
		b.Show(film, false)
		b.run(20 * time.Millisecond)
		for _, size := range []fyne.Size{{Width: 200, Height: 600}, {Width: 4000, Height: 3000}, {}, {Width: 100, Height: 100}} {
			b.screen.Resize(size)
			b.run(20 * time.Millisecond)
		}
		want := []image.Point{{X: 320, Y: 180}, {X: 200, Y: 113}, {X: 1280, Y: 720}, {X: 100, Y: 56}}
		if diff := cmp.Diff(want, film.sizes); diff != "" {
			t.Errorf("sizes that were drawn (-want +got):\n%s", diff)
		}
	})
}

// A small film has its own size on every screen, so that nothing is drawn anew for another one.
func TestPlayerTakesItsFrameToAnotherScreen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, film, large := newBench(t), newFakeFilm(50), playback.NewScreen(fyne.NewSize(16, 9))
		film.info.Size = image.Pt(160, 90)
		large.Resize(fyne.NewSize(640, 360))
		b.Show(film, false)
		b.run(20 * time.Millisecond)
		for _, to := range []*playback.Screen{large, b.screen} {
			b.SetScreen(to)
			if got, want := int(to.Frame().Pix[0]), b.State().Frame; got != want {
				t.Errorf("the screen shows frame %d, and the player is at %d", got, want)
			}
			b.Step(7)
			b.run(20 * time.Millisecond)
		}
	})
}

func TestPlayerShowsOneFilmAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, first, second := newBench(t), newFakeFilm(50), newFakeFilm(50)
		first.takes = time.Hour // it is still busy with its first frame when the next film is chosen
		second.info.Size = image.Pt(720, 1280)
		b.Show(first, true)
		b.run(time.Second)
		b.Show(second, true)
		b.run(time.Second)
		if !first.closed {
			t.Error("the first film is not closed")
		}
		if len(b.seen) < 24 {
			t.Errorf("of the second film only %v were shown", b.seen)
		}
		b.Close()
		if !second.closed {
			t.Error("Close returned before the film was closed")
		}
	})
}

func TestPlayerOpensWhatOneStaysAt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, passed, stayed, played := newBench(t), newFakeFilm(50), newFakeFilm(50), newFakeFilm(50)
		b.Browse(passed)
		b.run(glanceTime - time.Millisecond)
		b.Browse(stayed)
		b.run(time.Second)
		if len(passed.sizes) > 0 || !passed.closed {
			t.Errorf("of the film that was passed by %d frames were drawn; closed: %v", len(passed.sizes), passed.closed)
		}
		if diff := cmp.Diff([]int{0}, b.seen); diff != "" || b.at[0] != 2*glanceTime-time.Millisecond {
			t.Errorf("shown at %v (-want +got):\n%s", b.at, diff)
		}
		b.Browse(played)
		b.Play()
		b.run(time.Millisecond)
		if len(played.sizes) == 0 {
			t.Error("a film that is played at once waits")
		}
	})
}

func TestPlayerTellsWhyItStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, film := newBench(t), newFakeFilm(50)
		film.broken = 3
		b.Show(film, true)
		b.run(time.Second)
		if s := b.State(); s.Err == nil || s.Playing || s.Frame != 2 {
			t.Errorf("the state is %+v, want an error after frame 2", s)
		}
		if s := b.states[len(b.states)-1]; s.Err == nil {
			t.Error("nobody was told")
		}
		b.Step(1)
		b.Toggle()
		b.run(time.Second)
		if s := b.State(); s.Playing || s.Frame != 2 || s.Err == nil {
			t.Errorf("what cannot be played is said to be played: %+v", s)
		}
		if !film.closed {
			t.Error("the film is not closed")
		}
		film.broken = 0
		b.Toggle()
		b.run(time.Second)
		if s := b.State(); !s.Playing || s.Err != nil || s.Frame < 10 {
			t.Errorf("played again when it can be: %+v", s)
		}
	})
}
