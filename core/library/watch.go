package library

import (
	"context"
	"sync"
	"time"
)

// interval is how often a watch looks for changes that other processes have made. A look costs some microseconds and touches no disk.
const interval = time.Second

// Version returns a number that is another one than before when any process has changed the library since. It costs some microseconds.
func (l *Library) Version() int64 { return l.index.Version() }

// Watch calls changed after every change to the library, several at once where they come quickly: at once for those of this process, within a second for those
// of others. It is called in a goroutine of the watch's own, which ends at stop or Close; both wait for it, so changed must call neither.
func (l *Library) Watch(changed func()) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	over := make(chan struct{})
	nudge, leave := l.watches.join(cancel, over)
	last := l.Version()
	go func() {
		defer close(over)
		tick := time.NewTicker(interval)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-nudge:
			case <-tick.C:
			}
			if v := l.Version(); v != last {
				last = v
				changed()
			}
		}
	}()
	return func() {
		leave()
		cancel()
		<-over
	}
}

// watches tells the watches of this process that it has changed something. The zero value has none.
type watches struct {
	mu   sync.Mutex               // guards ends
	ends map[chan struct{}]func() // how to end each watch, by the channel that nudges it
}

func (w *watches) join(cancel func(), over <-chan struct{}) (nudge chan struct{}, leave func()) {
	nudge = make(chan struct{}, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ends == nil {
		w.ends = make(map[chan struct{}]func())
	}
	w.ends[nudge] = func() {
		cancel()
		<-over
	}
	return nudge, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.ends, nudge)
	}
}

func (w *watches) nudge() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for nudge := range w.ends {
		select {
		case nudge <- struct{}{}:
		default: // it has one to answer already
		}
	}
}

// end ends all watches.
func (w *watches) end() {
	w.mu.Lock()
	ends := w.ends
	w.ends = nil
	w.mu.Unlock()
	for _, end := range ends {
		end()
	}
}
