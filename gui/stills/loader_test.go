package stills

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A fakeSlot remembers the width of the picture that it shows; 0 is none.
type fakeSlot struct{ width int }

func (s *fakeSlot) SetImage(p *image.RGBA) {
	s.width = 0
	if p != nil {
		s.width = p.Rect.Dx()
	}
}

// A loaderBench is a loader whose pictures take a second each, and a Fyne goroutine that the test runs.
type loaderBench struct {
	*Loader
	queue chan func()

	mu      sync.Mutex
	fetched []string
	given   []string // up before they were there
}

func newLoaderBench(t *testing.T) *loaderBench {
	b := &loaderBench{queue: make(chan func(), 1)} // a second function pending at once would block, and so fail the test
	b.Loader = NewLoader(func(ctx context.Context, name string) (image.Image, error) {
		b.note(&b.fetched, name)
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			b.note(&b.given, name)
			return nil, ctx.Err()
		}
		if name == "broken" {
			return nil, errors.New("not a picture")
		}
		return image.NewRGBA(image.Rect(0, 0, 64, 64)), nil
	}, func(f func()) { b.queue <- f })
	t.Cleanup(b.Close)
	return b
}

func (b *loaderBench) note(in *[]string, name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	*in = append(*in, name)
}

func (b *loaderBench) run(d time.Duration) {
	for end := time.After(d); ; {
		select {
		case f := <-b.queue:
			f()
		case <-end:
			synctest.Wait()
			return
		}
	}
}

func TestLoaderShowsAndKeepsPictures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, slot, other := newLoaderBench(t), &fakeSlot{}, &fakeSlot{}
		b.Load(slot, "a", image.Pt(32, 20))
		b.Load(other, "a", image.Pt(32, 20))
		b.run(1500 * time.Millisecond)
		if slot.width != 32 || other.width != 32 || len(b.fetched) != 1 {
			t.Fatalf("the slots show %d and %d after fetching %v, want both 32 after fetching once", slot.width, other.width, b.fetched)
		}
		b.Load(slot, "b", image.Pt(32, 20))
		if slot.width != 0 {
			t.Error("a slot that waits for another picture still shows the old one")
		}
		b.Load(slot, "a", image.Pt(32, 20))
		if slot.width != 32 {
			t.Error("a picture that is kept is not shown at once")
		}
		b.Load(slot, "", image.Pt(32, 20))
		if slot.width != 0 {
			t.Error("an emptied slot shows a picture")
		}
	})
}

// A grid throws tiles away and tells nobody.
func TestLoaderForgetsSlotsThatWaitForNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, waits := newLoaderBench(t), &fakeSlot{}
		px := image.Pt(32, 20)
		b.Load(&fakeSlot{}, "a", px)
		b.run(1500 * time.Millisecond)
		b.Load(waits, "b", px)
		for range 10 * loaderSlots {
			b.Load(&fakeSlot{}, "a", px)
		}
		if len(b.slots) > loaderSlots {
			t.Errorf("%d slots are kept", len(b.slots))
		}
		if b.run(1500 * time.Millisecond); waits.width != 32 {
			t.Error("one that waited has not got its picture")
		}
	})
}

func TestLoaderAwaitsWhatIsSeenAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, first, second, slow := newLoaderBench(t), &fakeSlot{}, &fakeSlot{}, &fakeSlot{}
		px := image.Pt(32, 20)
		b.Load(first, "a", px)
		b.Load(second, "b", px)
		begin := time.Now()
		b.Await(3 * time.Second)
		if took := time.Since(begin); took != time.Second || first.width != 32 || second.width != 32 {
			t.Errorf("after %v the slots show %d and %d pixels, want 32 each after 1 s", took, first.width, second.width)
		}
		b.run(time.Second)
		b.Load(slow, "c", px)
		begin = time.Now()
		b.Await(time.Second / 2)
		if took := time.Since(begin); took != time.Second/2 || slow.width != 0 {
			t.Errorf("a picture that takes 1 s was awaited for %v and shows %d pixels", took, slow.width)
		}
		if b.run(time.Second); slow.width != 32 {
			t.Error("a picture that was late is never shown")
		}
		begin = time.Now()
		if b.Await(time.Second); time.Since(begin) > 0 {
			t.Error("it waits for nothing")
		}
	})
}

func TestLoaderKeepsThePictureWhileItIsResized(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, slot := newLoaderBench(t), &fakeSlot{}
		b.Load(slot, "a", image.Pt(32, 20))
		b.run(1500 * time.Millisecond)
		b.Load(slot, "a", image.Pt(40, 25))
		if slot.width != 32 {
			t.Error("the slot is empty while its picture is loaded at another size")
		}
		b.run(1500 * time.Millisecond)
		if slot.width != 40 {
			t.Errorf("the slot shows %d pixels, want 40", slot.width)
		}
	})
}

// A tile that is scrolled out of view is given another clip's picture to show.
func TestLoaderDropsLateAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, slot := newLoaderBench(t), &fakeSlot{}
		b.Load(slot, "a", image.Pt(10, 10))
		time.Sleep(1500 * time.Millisecond) // "a" has come, and the Fyne goroutine was too busy to take it
		synctest.Wait()
		b.Load(slot, "b", image.Pt(20, 20))
		b.run(100 * time.Millisecond)
		if slot.width != 0 {
			t.Errorf("the slot shows a picture %d wide, want none before b has come", slot.width)
		}
		b.run(1500 * time.Millisecond)
		if slot.width != 20 {
			t.Errorf("the slot shows %d pixels, want b's 20", slot.width)
		}
	})
}

// A colourSlot remembers what it shows.
type colourSlot struct{ shows color.RGBA }

func (s *colourSlot) SetImage(p *image.RGBA) {
	s.shows = color.RGBA{}
	if p != nil {
		s.shows = p.RGBAAt(p.Rect.Dx()/2, p.Rect.Dy()/2)
	}
}

// Ten thousand clips are scrolled past in forty tiles, faster than their pictures come, and back again: no tile ever shows another clip's picture.
func TestLoaderNeverShowsTheWrongPicture(t *testing.T) {
	colourOf := func(name string) color.RGBA {
		var n int
		fmt.Sscan(name, &n)
		return color.RGBA{R: byte(n >> 8), G: byte(n), B: 0x80, A: 0xFF}
	}
	synctest.Test(t, func(t *testing.T) {
		queue := make(chan func(), 1)
		random := rand.New(rand.NewPCG(1, 2))
		l := NewLoader(func(ctx context.Context, name string) (image.Image, error) {
			select {
			case <-time.After(time.Duration(1+len(name)) * time.Millisecond):
			case <-ctx.Done():
				return nil, ctx.Err()
			}
			picture := image.NewRGBA(image.Rect(0, 0, 16, 16))
			draw.Draw(picture, picture.Rect, image.NewUniform(colourOf(name)), image.Point{}, draw.Src)
			return picture, nil
		}, func(f func()) { queue <- f })
		defer l.Close()
		slots := make([]colourSlot, 40)
		names := make([]string, len(slots))
		shown := 0
		check := func() {
			for i := range slots {
				if now := slots[i].shows; now != (color.RGBA{}) && now != colourOf(names[i]) {
					t.Fatalf("the tile of clip %s shows %v", names[i], now)
				} else if now == colourOf(names[i]) {
					shown++
				}
			}
		}
		for step := range 500 {
			from := 20 * step
			if step >= 250 {
				from = 20 * (499 - step)
			}
			for i := range slots {
				names[i] = fmt.Sprint(from + i)
				l.Load(&slots[i], names[i], image.Pt(12, 9))
			}
			check()
			for end := time.After(time.Duration(random.IntN(60)) * time.Millisecond); end != nil; {
				select {
				case f := <-queue:
					f()
					check()
				case <-end:
					end = nil
				}
			}
		}
		if shown == 0 {
			t.Error("no picture was ever shown")
		}
	})
}

func TestLoaderLoadsWhatIsLookedAtFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newLoaderBench(t)
		slots := []*fakeSlot{{}, {}, {}}
		for screen := range 5 { // scrolled through fast: the same tiles show other clips each time
			for i, slot := range slots {
				b.Load(slot, fmt.Sprintf("%d%c", screen, 'a'+i), image.Pt(10, 10))
			}
			synctest.Wait()
		}
		b.run(3500 * time.Millisecond)
		if diff := cmp.Diff([]string{"4c", "4b", "4a"}, b.fetched[len(b.fetched)-3:], cmp.Transformer("set", func(s []string) map[string]bool {
			set := map[string]bool{}
			for _, v := range s {
				set[v] = true
			}
			return set
		})); diff != "" {
			t.Errorf("fetched last (-want +got):\n%s", diff)
		}
		if len(b.fetched) > 3+4*loaderWorkers {
			t.Errorf("%d pictures were fetched, and only the last three were looked at for long: %v", len(b.fetched), b.fetched)
		}
		if len(b.given) == 0 {
			t.Error("no picture that had been begun was given up")
		}
		for _, slot := range slots {
			if slot.width != 10 {
				t.Error("a slot has no picture")
			}
		}
	})
}

func TestLoaderLoadsAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newLoaderBench(t)
		slots := make([]fakeSlot, 4)
		px := image.Pt(32, 20)
		for i := range slots {
			b.Load(&slots[i], fmt.Sprint("seen ", i), px)
		}
		b.Ahead([]string{"next", "", "broken", "far"}, px)
		b.run(3500 * time.Millisecond)
		if seen := b.fetched[:min(4, len(b.fetched))]; slices.Contains(seen, "next") || slices.Contains(seen, "broken") {
			t.Errorf("what is seen does not come before what may be seen: %v", b.fetched)
		}
		b.run(time.Second)
		var slot fakeSlot
		b.Load(&slot, "next", px)
		if slot.width != 32 {
			t.Error("what was loaded ahead is not there")
		}
		b.Ahead([]string{"next", "broken", "far", "farther", "farthest", "beyond"}, px)
		b.run(500 * time.Millisecond)
		b.Ahead(nil, px) // the person has scrolled elsewhere
		b.run(5 * time.Second)
		count := map[string]int{}
		for _, name := range b.fetched {
			count[name]++
		}
		if count["next"] != 1 || count["broken"] != 1 || count["far"] != 1 || count["beyond"] != 0 {
			t.Errorf("%v were fetched", b.fetched)
		}
		b.Ahead([]string{"late"}, px)
		b.run(500 * time.Millisecond)
		b.Load(&slot, "late", px) // while it is being loaded
		b.run(time.Second)
		if slot.width != 32 || len(b.given) != 0 {
			t.Errorf("a picture that is wanted while it is loaded ahead: %d, given up: %v", slot.width, b.given)
		}
	})
}

func TestLoaderLeavesASlotEmptyWithoutAPicture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, slot := newLoaderBench(t), &fakeSlot{}
		b.Load(slot, "broken", image.Pt(10, 10))
		b.run(1500 * time.Millisecond)
		if slot.width != 0 {
			t.Error("a picture that cannot be read is shown")
		}
		b.Load(slot, "good", image.Pt(10, 10))
		b.run(1500 * time.Millisecond)
		if slot.width != 10 {
			t.Error("the next picture is not shown")
		}
	})
}

func TestPictureCacheLetsGoOfTheOldest(t *testing.T) {
	c := pictureCache{room: 3 * 400}
	key := func(n int) pictureKey { return pictureKey{name: fmt.Sprint(n)} }
	for n := range 3 {
		c.put(key(n), image.NewRGBA(image.Rect(0, 0, 10, 10)))
	}
	c.get(key(0))
	c.put(key(3), image.NewRGBA(image.Rect(0, 0, 10, 10)))
	c.put(key(3), image.NewRGBA(image.Rect(0, 0, 10, 10)))
	var kept []int
	for n := range 4 {
		if c.get(key(n)) != nil {
			kept = append(kept, n)
		}
	}
	if diff := cmp.Diff([]int{0, 2, 3}, kept); diff != "" || c.used != 1200 {
		t.Errorf("kept, with %d bytes (-want +got):\n%s", c.used, diff)
	}
	c.put(key(9), image.NewRGBA(image.Rect(0, 0, 100, 100)))
	if c.get(key(9)) != nil || c.used != 0 {
		t.Errorf("a picture that is larger than the whole room is kept, or %d bytes are not accounted for", c.used)
	}
}

func TestCoverCropsToTheShape(t *testing.T) {
	// Red above, green in the middle, blue below; and the same from left to right.
	colours := []color.RGBA{{R: 255, A: 255}, {G: 255, A: 255}, {B: 255, A: 255}}
	tall, wide := image.NewRGBA(image.Rect(5, 5, 35, 95)), image.NewRGBA(image.Rect(5, 5, 95, 35))
	for i := range 90 {
		for j := range 30 {
			tall.SetRGBA(5+j, 5+i, colours[i/30])
			wide.SetRGBA(5+i, 5+j, colours[i/30])
		}
	}
	got := Cover(wide, image.Pt(20, 20))
	if c := got.RGBAAt(10, 10); c != colours[1] || got.Rect != image.Rect(0, 0, 20, 20) {
		t.Errorf("the middle of a wide picture is %v in %v, want green", c, got.Rect)
	}
	got = Cover(tall, image.Pt(20, 20))
	if top, low := got.RGBAAt(10, 2), got.RGBAAt(10, 18); top != colours[0] || low != colours[1] {
		t.Errorf("a tall picture shows %v above and %v below, want red and green", top, low)
	}
}
