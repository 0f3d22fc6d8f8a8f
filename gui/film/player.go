package film

import (
	"context"
	"image"
	"math"
	"sync"
	"time"

	"caracal/gui/kit/playback"
)

// A Film is what a player shows: a row of frames at an even rate. A clip in the library is one, and so is the live preview of a draft.
type Film interface {
	// Info describes the film. It answers at once and always the same.
	Info() Info
	// Draw paints frame i, 0 ≤ i < Frames, over the whole of dst. Frames may be asked for in any order; mostly they are asked for one after the other. The size
	// of dst has the film's shape, is at most Info().Size, and changes when the screen does. Draw is called by one goroutine at a time, never the UI's.
	Draw(ctx context.Context, dst *image.RGBA, i int) error
	// Close is called once, after the last Draw and from the same goroutine.
	Close()
}

// An Info describes a film.
type Info struct {
	Size   image.Point // pixels of a frame; a player never asks for larger ones
	Frames int         // at least 1
	FPS    float64     // frames a second, more than 0
	Dense  bool        // to draw a frame takes the work of all since the one before, so that nothing is gained by leaving some out
}

// time returns the moment at which frame i is due after the start.
func (f Info) time(i int) time.Duration {
	return time.Duration(float64(i) / f.FPS * float64(time.Second))
}

// mostSkipped is how many frames a player leaves out to keep time. A film that is later than that runs slower instead, so that it is still seen to move.
const mostSkipped = 6

// A Surface is where a player shows its film: a [playback.Screen], or a part of the window that is something else besides. Its methods are called on the Fyne goroutine.
type Surface interface {
	Pixels() image.Point                 // its size in real pixels, zero before it has one
	Follow(resized func(px image.Point)) // has this called, and nothing else any more, when it has got another size; nil for nothing
	Frame() *image.RGBA                  // that it shows; nil for none
	SetFrame(*image.RGBA)
	SetNote(string)
}

var _ Surface = (*playback.Screen)(nil)

// A Player shows a film on a surface. A goroutine of its own draws the frames, each a little before it is due; the clock says which one is next, so a late frame is left
// out and does not delay the others. At most one call is pending at a time, however slow the window is.
//
// All methods are called on the Fyne goroutine and return at once, except Close, which waits for the goroutine.
type Player struct {
	OnChange func(State) // called on the Fyne goroutine after each frame that is shown and each change of state

	do func(func()) // has a function run on the Fyne goroutine

	// Only on the Fyne goroutine.
	screen Surface
	last   chan struct{} // closed when the goroutine of the latest film has ended; nil before the first

	mu     sync.Mutex
	reel   *reel // what is being shown, nil when nothing is
	loop   bool
	posted bool // a call is pending
	drawn  *drawing
}

// A State says what a player does.
type State struct {
	Film    Info
	Frame   int // the frame that is on the screen
	Playing bool
	Loop    bool
	Err     error // why there are no more frames
}

// A drawing is a drawn frame on its way to the screen.
type drawing struct {
	image *image.RGBA
	of    *reel
	index int
}

// A reel is a film in a player. Everything below film is guarded by the player's mutex.
type reel struct {
	film   Film
	info   Info
	cancel context.CancelFunc
	opens  time.Time     // unless the person does something with it before
	wake   chan struct{} // of capacity 1: something below has changed

	playing bool
	pos     int       // the frame that was shown last, or is to be shown now
	now     bool      // frame pos is to be drawn and shown now, whatever the clock says
	origin  time.Time // the moment at which frame 0 of this round was due
	size    image.Point
	turn    int // grows with each order of the person, so that a frame drawn ahead of it is known to be out of date
	err     error
	shown   *drawing
	free    []*image.RGBA // buffers that nobody reads
}

// NewPlayer returns a player without a film on the given surface. do has a function run on the Fyne goroutine later and returns at once.
func NewPlayer(screen Surface, do func(func())) *Player {
	p := &Player{do: do, loop: true}
	p.SetScreen(screen)
	return p
}

// SetScreen moves the film to another surface.
func (p *Player) SetScreen(screen Surface) {
	if p.screen != nil {
		p.screen.Follow(nil)
	}
	p.screen = screen
	screen.Follow(p.resized)
	p.resized(screen.Pixels())
}

// Show ends the film that was shown and begins another at its first frame, playing or not. The player closes the film.
func (p *Player) Show(f Film, playing bool) { p.start(p.wind(f, playing)) }

// Browse shows a film from its first frame, paused. One that is gone from before the person has looked at it is not opened at all, which would take time from what they look for.
func (p *Player) Browse(f Film) {
	r := p.wind(f, false)
	r.opens = time.Now().Add(glanceTime)
	p.start(r)
}

// glanceTime is how long a film that is browsed to is left closed: more than there is between two keys that are typed, and nobody waits for it, because its poster is its first frame.
const glanceTime = 300 * time.Millisecond

func (p *Player) wind(f Film, playing bool) *reel {
	r := &reel{film: f, info: f.Info(), playing: playing, now: true, wake: make(chan struct{}, 1)}
	r.size = Fit(r.info.Size, p.screen.Pixels())
	return r
}

// Clear ends the film. The screen keeps its last frame.
func (p *Player) Clear() { p.start(nil) }

// Close ends the film and waits until its goroutine has ended.
func (p *Player) Close() {
	p.start(nil)
	if p.last != nil {
		<-p.last
	}
}

// start puts r in the place of the film that is shown. A nil r is no film.
func (p *Player) start(r *reel) {
	p.mu.Lock()
	old := p.reel
	p.reel, p.drawn = r, nil
	p.mu.Unlock()
	if old != nil {
		old.cancel()
	}
	defer p.tell()
	if r == nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	before, done := p.last, make(chan struct{})
	r.cancel, p.last = cancel, done
	go func() {
		defer close(done)
		defer r.film.Close()
		if before != nil {
			<-before // one film at a time has the decoder and the memory
		}
		r.wait(ctx, &r.opens)
		p.run(ctx, r)
	}()
}

// Play goes on from the frame that is shown, or from the first when that is the last.
func (p *Player) Play() {
	p.order(func(r *reel) {
		if r.playing {
			return
		}
		r.playing = true
		r.origin = time.Now().Add(-r.info.time(r.pos))
		if r.pos == r.info.Frames-1 && !r.now {
			r.pos, r.now = 0, true
		}
	})
}

// Pause holds the frame that is shown.
func (p *Player) Pause() { p.order(func(r *reel) { r.playing = false }) }

// Toggle pauses what plays and plays what is paused.
func (p *Player) Toggle() {
	if p.State().Playing {
		p.Pause()
	} else {
		p.Play()
	}
}

// Seek shows frame i, or the nearest that there is, and goes on from there if it was playing.
func (p *Player) Seek(i int) {
	p.order(func(r *reel) { r.pos, r.now = min(max(i, 0), r.info.Frames-1), true })
}

// Step pauses and shows the frame that is by so many after the one that is shown, around the ends.
func (p *Player) Step(by int) {
	p.order(func(r *reel) {
		r.playing = false
		r.pos, r.now = ((r.pos+by)%r.info.Frames+r.info.Frames)%r.info.Frames, true
	})
}

// SetLoop says whether the film begins again after its last frame. At first it does.
func (p *Player) SetLoop(loop bool) {
	p.mu.Lock()
	p.loop = loop
	p.mu.Unlock()
	p.order(func(*reel) {})
}

// State says what the player does; the zero value when it has no film.
func (p *Player) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state()
}

func (p *Player) state() State {
	r := p.reel
	if r == nil {
		return State{Loop: p.loop}
	}
	return State{Film: r.info, Frame: r.pos, Playing: r.playing, Loop: p.loop, Err: r.err}
}

func (p *Player) resized(px image.Point) {
	p.order(func(r *reel) {
		if size := Fit(r.info.Size, px); size != r.size {
			r.size, r.free, r.now = size, nil, true
		}
	})
}

// order changes the reel by the person's wish and tells about it.
func (p *Player) order(change func(*reel)) {
	p.mu.Lock()
	if p.reel != nil {
		change(p.reel)
		p.reel.turn++
		p.reel.nudge()
	}
	p.mu.Unlock()
	p.tell()
}

// tell tells the page what the player does.
func (p *Player) tell() {
	if p.OnChange != nil {
		p.OnChange(p.State())
	}
}

// run draws and posts frames until ctx ends or the film fails.
func (p *Player) run(ctx context.Context, r *reel) {
	var (
		drawn *image.RGBA // a frame that is drawn and not posted yet
		index = -1        // of the frame that was drawn last
		pace  time.Duration
	)
	for ctx.Err() == nil {
		s, ok := p.next(r, pace)
		if !ok {
			r.wait(ctx, nil)
			continue
		}
		if !s.end && (drawn == nil || index != s.index || drawn.Rect.Size() != s.size) {
			drawn = p.buffer(r, s.size, drawn)
			start := time.Now()
			if err := r.film.Draw(ctx, drawn, s.index); err != nil {
				p.fail(ctx, r, err)
				return
			}
			pace = time.Since(start) / time.Duration(max(1, s.index-index))
			index = s.index
		}
		if !s.now && r.wait(ctx, &s.due) {
			continue
		}
		if p.post(r, s, drawn) {
			drawn = nil
		}
	}
}

// A step is the next thing that a reel has to do.
type step struct {
	index int
	size  image.Point
	now   bool      // show it as soon as it is drawn
	due   time.Time // else show it then
	lap   bool      // it begins a new round
	end   bool      // there is no next frame: stop
	turn  int
}

// next decides what to do, if anything. Pace is how long it takes to draw a frame.
func (p *Player) next(r *reel, pace time.Duration) (step, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case r.size.X == 0 || r.size.Y == 0:
		return step{}, false
	case r.now:
		return step{index: r.pos, size: r.size, now: true, turn: r.turn}, true
	case !r.playing || p.posted: // a window that has not taken the last frame yet needs no other
		return step{}, false
	}
	i := r.pos + 1
	late := int(math.Floor(time.Since(r.origin).Seconds()*r.info.FPS)) - i
	if late > mostSkipped || late > 0 && r.info.Dense && pace > r.info.time(1) {
		r.origin, late = time.Now().Add(-r.info.time(i)), 0
	}
	i += max(late, 0)
	if !p.loop && r.pos < r.info.Frames-1 {
		i = min(i, r.info.Frames-1) // the last frame is where it stays, so that one is not left out
	}
	s := step{index: i % r.info.Frames, size: r.size, due: r.origin.Add(r.info.time(i)), lap: i >= r.info.Frames, turn: r.turn}
	s.end = s.lap && !p.loop
	return s, true
}

// post hands a drawn frame to the Fyne goroutine and reports whether it did: not when the person has given another order since it was chosen. A frame that was
// sought is shown even so, as otherwise nothing would be seen while the person drags.
func (p *Player) post(r *reel, s step, img *image.RGBA) bool {
	p.mu.Lock()
	if p.reel != r || s.size != r.size || s.turn != r.turn && !s.now {
		p.mu.Unlock()
		return false
	}
	switch {
	case s.end:
		r.playing = false
	case !s.now:
		r.pos = s.index
		if s.lap {
			r.origin = r.origin.Add(r.info.time(r.info.Frames))
		}
	case s.index == r.pos: // and not another one that has been sought in the meantime
		r.now, r.origin = false, time.Now().Add(-r.info.time(s.index))
	}
	if !s.end {
		if p.drawn != nil {
			r.free = append(r.free, p.drawn.image)
		}
		p.drawn = &drawing{image: img, of: r, index: s.index}
	}
	p.mu.Unlock()
	p.send()
	return !s.end
}

// fail ends a reel that cannot be drawn.
func (p *Player) fail(ctx context.Context, r *reel, err error) {
	p.mu.Lock()
	current := ctx.Err() == nil && p.reel == r
	if current {
		r.err, r.playing = err, false
	}
	p.mu.Unlock()
	if current {
		p.send()
	}
}

// send asks the Fyne goroutine to look.
func (p *Player) send() {
	p.mu.Lock()
	posted := p.posted
	p.posted = true
	p.mu.Unlock()
	if !posted {
		p.do(p.receive)
	}
}

// receive shows the frame that was drawn. It runs on the Fyne goroutine.
func (p *Player) receive() {
	p.mu.Lock()
	p.posted = false
	f, state := p.drawn, p.state()
	p.drawn = nil
	if f != nil {
		r := f.of
		if r.shown != nil && r.shown.image.Rect.Size() == r.size {
			r.free = append(r.free, r.shown.image)
		}
		r.shown = f
		state.Frame = f.index
	}
	if p.reel != nil {
		p.reel.nudge()
	}
	p.mu.Unlock()
	if f != nil {
		p.screen.SetFrame(f.image)
		p.screen.SetNote("")
	}
	if p.OnChange != nil {
		p.OnChange(state)
	}
}

// buffer returns an image to draw into: the old one when it has the right size, or one that nobody reads. Three of them go round: on the screen, on the way, and being
// drawn.
func (p *Player) buffer(r *reel, size image.Point, old *image.RGBA) *image.RGBA {
	if old != nil && old.Rect.Size() == size {
		return old
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for n := len(r.free); n > 0; n = len(r.free) {
		img := r.free[n-1]
		r.free = r.free[:n-1]
		if img.Rect.Size() == size {
			return img
		}
	}
	return image.NewRGBA(image.Rectangle{Max: size})
}

// nudge wakes the reel's goroutine.
func (r *reel) nudge() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// wait returns when something has changed, and reports true, or else at the given time, if there is one.
func (r *reel) wait(ctx context.Context, until *time.Time) (changed bool) {
	var due <-chan time.Time
	if until != nil {
		left := time.Until(*until)
		if left <= 0 {
			return false // a frame that is late already is not drawn again for a change that may be none
		}
		t := time.NewTimer(left)
		defer t.Stop()
		due = t.C
	}
	select {
	case <-ctx.Done():
		return true
	case <-r.wake:
		return true
	case <-due:
		return false
	}
}

// Fit returns the largest size of the shape of size that fits into a box and is no larger than size, zero when either has no area.
func Fit(size, box image.Point) image.Point {
	if size.X <= 0 || size.Y <= 0 || box.X <= 0 || box.Y <= 0 {
		return image.Point{}
	}
	scale := min(1, float64(box.X)/float64(size.X), float64(box.Y)/float64(size.Y))
	return image.Pt(max(1, int(math.Round(float64(size.X)*scale))), max(1, int(math.Round(float64(size.Y)*scale))))
}
