package film

import (
	"context"
	"image"
	"math"
	"time"
)

// A reel is a film in a player. What is below wake is guarded by the player's mutex; the rest is set before its goroutine begins.
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

// A drawing is a drawn frame on its way to the screen.
type drawing struct {
	image *image.RGBA
	of    *reel
	index int
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

// mostSkipped is how many frames a player leaves out to keep time. A film that is later than that runs slower instead, so that it is still seen to move.
const mostSkipped = 6

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
