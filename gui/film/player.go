package film

import (
	"context"
	"image"
	"sync"
	"time"

	"caracal/gui/kit/playback"
	"caracal/gui/stills"
)

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

// NewPlayer returns a player without a film on the given surface. do has a function run on the Fyne goroutine later and returns at once.
func NewPlayer(screen Surface, do func(func())) *Player {
	p := &Player{do: do, loop: true}
	p.SetScreen(screen)
	return p
}

// SetScreen moves the film to another surface, with the frame that is shown.
func (p *Player) SetScreen(screen Surface) {
	if p.screen != nil {
		p.screen.Follow(nil)
	}
	p.screen = screen
	screen.Follow(p.resized)
	p.mu.Lock()
	var frame *image.RGBA
	if r := p.reel; r != nil && r.shown != nil {
		frame = r.shown.image
	}
	p.mu.Unlock()
	if frame != nil {
		screen.SetFrame(frame)
	}
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
	r.size = stills.Fit(r.info.Size, p.screen.Pixels())
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

// Play goes on from the frame that is shown, or from the first when that is the last. A film that has failed is tried again: the decoder may have been short of memory, or the disk away.
func (p *Player) Play() {
	if p.State().Err != nil {
		p.again()
		return
	}
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

// again plays the film that has failed, from the frame that is shown. The goroutine that failed changes nothing in its reel any more.
func (p *Player) again() {
	p.mu.Lock()
	failed := p.reel
	p.mu.Unlock()
	r := p.wind(failed.film, true)
	r.pos = failed.pos
	p.start(r)
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
		if size := stills.Fit(r.info.Size, px); size != r.size {
			r.size, r.free, r.now = size, nil, true
		}
	})
}

// order changes the reel by the person's wish and tells about it. One that has failed stays as it is until [Player.Play]: nobody would draw it.
func (p *Player) order(change func(*reel)) {
	p.mu.Lock()
	if r := p.reel; r != nil && r.err == nil {
		change(r)
		r.turn++
		r.nudge()
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
