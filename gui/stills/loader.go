package stills

import (
	"context"
	"image"
	"maps"
	"sync"
	"time"
)

// A Slot is a place on the window for a picture.
type Slot interface {
	SetImage(*image.RGBA) // nil for none; the picture is never changed afterwards
}

const (
	loaderWorkers = 2
	loaderBytes   = 32 << 20 // of scaled pictures that are kept: some three hundred tiles, or twenty screens
	loaderSlots   = 256      // that are known without waiting for a picture: more than there are tiles on a large screen
)

// A Loader brings pictures to their slots without ever holding up the window. Workers fetch and scale them, what was asked for last first, because that is what
// the person looks at, and then what may be looked at next; a picture that nobody waits for any more is not begun, or is given up. Scaled pictures are kept for as long as there is
// room.
//
// Its methods are called on the Fyne goroutine. They return at once, except Close.
type Loader struct {
	do    func(func()) // has a function run on the Fyne goroutine
	fetch func(ctx context.Context, name string) (image.Image, error)

	// Only on the Fyne goroutine.
	slots map[Slot]*slotState
	cache pictureCache
	none  map[pictureKey]bool // that could not be had

	ctx     context.Context
	cancel  context.CancelFunc
	workers sync.WaitGroup

	mu      sync.Mutex
	some    *sync.Cond
	tasks   map[pictureKey]*loadTask
	waiting []pictureKey // the latest wish is the last
	ahead   []pictureKey // that may be wanted next, the likeliest first
	loaded  []loadedPicture
	posted  bool // a call is pending
	closed  bool
}

// A pictureKey names a picture at a size.
type pictureKey struct {
	name string
	px   image.Point
}

// A slotState is what a slot shows and what it waits for.
type slotState struct {
	shows string // empty for nothing
	waits *pictureKey
}

// A loadTask is a picture that is wanted.
type loadTask struct {
	wishes int // slots that wait for it
	cancel context.CancelFunc
}

type loadedPicture struct {
	key     pictureKey
	picture *image.RGBA // nil when it could not be had
}

// NewLoader returns a loader of the pictures that fetch gets by name. Fetch is called on the loader's goroutines, several at a time. do has a function run on the Fyne goroutine
// later and returns at once.
func NewLoader(fetch func(ctx context.Context, name string) (image.Image, error), do func(func())) *Loader {
	l := &Loader{do: do, fetch: fetch, slots: map[Slot]*slotState{}, tasks: map[pictureKey]*loadTask{}, none: map[pictureKey]bool{}}
	l.cache.room = loaderBytes
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.some = sync.NewCond(&l.mu)
	for range loaderWorkers {
		l.workers.Go(l.work)
	}
	return l
}

// Load shows a picture in a slot: at once if it is there, else when it has come, unless the slot has been given another one by then. The picture is cropped and
// scaled to px pixels. An empty name empties the slot.
func (l *Loader) Load(slot Slot, name string, px image.Point) {
	key := pictureKey{name, px}
	s := l.slots[slot]
	if s == nil {
		if len(l.slots) >= loaderSlots { // some may be tiles that the grid has thrown away, with their pictures
			maps.DeleteFunc(l.slots, func(_ Slot, s *slotState) bool { return s.waits == nil })
		}
		s = &slotState{}
		l.slots[slot] = s
	}
	if s.waits != nil {
		if *s.waits == key {
			return
		}
		l.forget(*s.waits)
		s.waits = nil
	}
	if name == "" || px.X <= 0 || px.Y <= 0 {
		l.show(slot, s, "", nil)
		return
	}
	if picture := l.cache.get(key); picture != nil {
		l.show(slot, s, name, picture)
		return
	}
	if s.shows != name { // the same picture at another size stays until the right one comes
		l.show(slot, s, "", nil)
	}
	s.waits = &key
	l.wish(key)
}

// Ahead says which pictures may be wanted next, the likeliest first, in the place of those that it was told before. They are loaded when nothing else is to be.
func (l *Loader) Ahead(names []string, px image.Point) {
	var keys []pictureKey
	for _, name := range names {
		if key := (pictureKey{name, px}); name != "" && px.X > 0 && px.Y > 0 && l.cache.at[key] == nil && !l.none[key] {
			keys = append(keys, key)
		}
	}
	l.mu.Lock()
	l.ahead = keys
	l.mu.Unlock()
	l.some.Broadcast()
}

// Await waits for the pictures that slots wait for, for so long at most, and shows those that have come: in the frame that is painted next, and not in one more for each.
func (l *Loader) Await(most time.Duration) {
	defer l.receive()
	end := time.Now().Add(most)
	over := time.AfterFunc(most, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.some.Broadcast()
	})
	defer over.Stop()
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.wished() && !l.closed && time.Now().Before(end) {
		l.some.Wait()
	}
}

// wished reports whether a slot waits for a picture that is not loaded yet.
func (l *Loader) wished() bool {
	for _, t := range l.tasks {
		if t.wishes > 0 {
			return true
		}
	}
	return false
}

// Close gives up what is being loaded and waits for the workers.
func (l *Loader) Close() {
	l.cancel()
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
	l.some.Broadcast()
	l.workers.Wait()
}

func (l *Loader) show(slot Slot, s *slotState, name string, picture *image.RGBA) {
	s.shows = name
	slot.SetImage(picture)
}

func (l *Loader) wish(key pictureKey) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if t := l.tasks[key]; t != nil {
		t.wishes++
		return
	}
	l.tasks[key] = &loadTask{wishes: 1}
	l.waiting = append(l.waiting, key)
	l.some.Broadcast()
}

func (l *Loader) forget(key pictureKey) {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := l.tasks[key]
	if t == nil {
		return // it has been loaded and is on its way
	}
	t.wishes--
	if t.wishes == 0 {
		delete(l.tasks, key) // a key in waiting without a task is passed over
		if t.cancel != nil {
			t.cancel()
		}
	}
}

// work loads one picture after the other until the loader is closed.
func (l *Loader) work() {
	for {
		key, t, ctx := l.next()
		if t == nil {
			return
		}
		picture := l.get(ctx, key)
		t.cancel()
		l.deliver(key, t, picture)
	}
}

// next waits for the latest wish that still holds, or for something to be loaded ahead of one. The task is nil when the loader is closed.
func (l *Loader) next() (pictureKey, *loadTask, context.Context) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		for len(l.waiting)+len(l.ahead) == 0 && !l.closed {
			l.some.Wait()
		}
		if l.closed {
			return pictureKey{}, nil, nil
		}
		var key pictureKey
		if n := len(l.waiting); n > 0 {
			key, l.waiting = l.waiting[n-1], l.waiting[:n-1]
		} else {
			key, l.ahead = l.ahead[0], l.ahead[1:]
			if l.tasks[key] == nil {
				l.tasks[key] = &loadTask{}
			}
		}
		if t := l.tasks[key]; t != nil && t.cancel == nil {
			ctx, cancel := context.WithCancel(l.ctx)
			t.cancel = cancel
			return key, t, ctx
		}
	}
}

// get returns the picture, or nil: a slot without a picture says enough, and the clip itself says more when it is opened.
func (l *Loader) get(ctx context.Context, key pictureKey) *image.RGBA {
	img, err := l.fetch(ctx, key.name)
	if err != nil || img == nil || img.Bounds().Empty() {
		return nil
	}
	return Cover(img, key.px)
}

// deliver hands a picture to the Fyne goroutine, unless nobody waits for it any more.
func (l *Loader) deliver(key pictureKey, t *loadTask, picture *image.RGBA) {
	l.mu.Lock()
	post := false
	if l.tasks[key] == t && !l.closed {
		delete(l.tasks, key)
		l.loaded = append(l.loaded, loadedPicture{key, picture})
		post = !l.posted
		l.posted = true
	}
	l.mu.Unlock()
	l.some.Broadcast()
	if post {
		l.do(l.receive)
	}
}

// receive shows what has been loaded in the slots that still wait for it. It runs on the Fyne goroutine.
func (l *Loader) receive() {
	l.mu.Lock()
	loaded := l.loaded
	l.loaded, l.posted = nil, false
	l.mu.Unlock()
	for _, got := range loaded {
		if got.picture != nil {
			l.cache.put(got.key, got.picture)
			delete(l.none, got.key)
		} else {
			l.none[got.key] = true
		}
		for slot, s := range l.slots {
			if s.waits != nil && *s.waits == got.key {
				s.waits = nil
				if got.picture != nil {
					l.show(slot, s, got.key.name, got.picture)
				}
			}
		}
	}
}
