package door

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"caracal/core"
)

// An Inbox is the door through which other goroutines' news reaches the Fyne goroutine. It keeps the latest snapshot of each job and at most one fyne.Do
// pending, because Fyne's queue has no end and stands still while a window is resized. What is inside when the program ends is dropped.
type Inbox struct {
	do func(func())

	// Only the Fyne goroutine uses these.
	listeners []func(core.Job)

	ctx     context.Context
	cancel  context.CancelFunc
	workers sync.WaitGroup

	mu      sync.Mutex
	order   []core.JobID // of the jobs in latest, oldest news first
	latest  map[core.JobID]core.Job
	answers []func()
	pending bool // a delivery is on its way
	closed  bool
}

// New returns an open inbox; the caller closes it.
func New() *Inbox { return NewFor(fyne.Do) }

// NewFor is New for another way to the Fyne goroutine than Fyne's own: do runs a function there later and returns at once.
func NewFor(do func(func())) *Inbox {
	in := &Inbox{do: do, latest: map[core.JobID]core.Job{}}
	in.ctx, in.cancel = context.WithCancel(context.Background())
	return in
}

// Run has fn called on the Fyne goroutine, as often as it is called, and returns at once while Fyne runs. It is for those who see to it that no more than one is pending.
func (in *Inbox) Run(fn func()) { in.post(fn) }

// Listen has fn called on the Fyne goroutine with the latest snapshot of each job that changes. Snapshots in between may be left out, the last one never is.
func (in *Inbox) Listen(fn func(core.Job)) { in.listeners = append(in.listeners, fn) }

// Put takes a snapshot. It may be called on any goroutine and returns at once.
func (in *Inbox) Put(j core.Job) {
	in.add(func() {
		if _, waiting := in.latest[j.ID]; !waiting {
			in.order = append(in.order, j.ID)
		}
		in.latest[j.ID] = j
	})
}

// Ask runs work on a goroutine of its own and then the function that it returns, which may be nil, on the Fyne goroutine. The context ends when the inbox is
// closed. It may be called on any goroutine and returns at once.
func (in *Inbox) Ask(work func(ctx context.Context) (done func())) {
	in.start(func() {
		if done := work(in.ctx); done != nil {
			in.Answer(done)
		}
	})
}

// AskSoon is Ask for what is mostly answered within soonTime. Called on the Fyne goroutine, it waits for that long, so that the answer is seen in the frame that would be painted
// anyway, and all of the computer works on it until then.
func (in *Inbox) AskSoon(work func(ctx context.Context) (done func())) {
	answer, late := make(chan func()), make(chan struct{})
	in.start(func() {
		done := work(in.ctx)
		select {
		case answer <- done:
		case <-late:
			if done != nil {
				in.Answer(done)
			}
		}
	})
	defer close(late) // nobody waits any more
	soon := time.NewTimer(soonTime)
	defer soon.Stop()
	select {
	case done := <-answer:
		if done != nil {
			done()
		}
	case <-soon.C:
	case <-in.ctx.Done():
	}
}

// soonTime is how long AskSoon waits: nobody sees a letter come that much later, and a frame that shows nothing but the letter costs as much as the answer does.
const soonTime = 40 * time.Millisecond

// Every has fn called on the Fyne goroutine once in each period, until stop is called or the inbox is closed. A call that is due while the one before it
// has not run yet is left out. Once stop has been called on the Fyne goroutine, fn is not called any more.
func (in *Inbox) Every(period time.Duration, fn func()) (stop func()) {
	ctx, cancel := context.WithCancel(in.ctx)
	ran := make(chan struct{}, 1)
	in.start(func() {
		ticks := time.NewTicker(period)
		defer ticks.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticks.C:
			}
			in.Answer(func() {
				if ctx.Err() == nil {
					fn()
				}
				ran <- struct{}{}
			})
			select {
			case <-ctx.Done():
				return
			case <-ran:
			}
		}
	})
	return cancel
}

// After has fn called on the Fyne goroutine once the delay is over, unless stop is called there before.
func (in *Inbox) After(delay time.Duration, fn func()) (stop func()) {
	stop = in.Every(delay, func() {
		stop()
		fn()
	})
	return stop
}

// Close ends the context of all work and waits until the goroutines have returned. It may be called more than once.
func (in *Inbox) Close() {
	in.mu.Lock()
	in.closed = true
	in.mu.Unlock()
	in.cancel()
	in.workers.Wait()
}

// start runs fn on a goroutine that Close waits for.
func (in *Inbox) start(fn func()) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !in.closed {
		in.workers.Go(fn)
	}
}

// Answer takes a function to run on the Fyne goroutine.
func (in *Inbox) Answer(done func()) {
	in.add(func() { in.answers = append(in.answers, done) })
}

// add puts something in and sends for a delivery unless one is on its way.
func (in *Inbox) add(put func()) {
	in.mu.Lock()
	send := !in.closed && !in.pending
	if !in.closed {
		put()
		in.pending = true
	}
	in.mu.Unlock()
	if send {
		in.post(in.deliver)
	}
}

// post has fn run on the Fyne goroutine. Once Fyne has stopped, by a signal that it hears as we do, fyne.Do runs its argument on the very goroutine that calls it, which may hold
// locks that fn needs; then nothing is delivered any more, and the caller is held until the inbox is closed.
func (in *Inbox) post(fn func()) {
	posted := make(chan struct{})
	in.do(func() {
		select {
		case <-posted:
			fn()
		case <-in.ctx.Done():
		}
	})
	close(posted)
}

// deliver empties the inbox, on the Fyne goroutine.
func (in *Inbox) deliver() {
	in.mu.Lock()
	order, latest, answers := in.order, in.latest, in.answers
	in.order, in.latest, in.answers, in.pending = nil, map[core.JobID]core.Job{}, nil, false
	closed := in.closed
	in.mu.Unlock()
	if closed {
		return
	}
	for _, id := range order {
		for _, fn := range in.listeners {
			fn(latest[id])
		}
	}
	for _, done := range answers {
		done()
	}
}
