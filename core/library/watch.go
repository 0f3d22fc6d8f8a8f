package library

import (
	"context"
	"sync"
	"time"
)

// interval is how often a watch looks for changes that other processes have made. A look costs some microseconds and touches no disk.
const interval = time.Second

// Version returns a number that is another one than before when any process has changed the library since. It costs some microseconds.
func (l *Library) Version() int64 {
	l.guard.RLock()
	defer l.guard.RUnlock()
	l.lookMu.Lock()
	defer l.lookMu.Unlock()
	var v int64
	if err := l.look.QueryRowContext(context.Background(), `PRAGMA data_version`).Scan(&v); err != nil {
		return l.epoch << 32 // an index that cannot be read: whoever looks closer gets the error
	}
	return l.epoch<<32 | v
}

// Watch calls changed after every change to the library, several at once where they come quickly: at once for those of this process, within a second for those
// of others. It is called in a goroutine of the watch's own, which ends at stop or Close; both wait for it, so changed must call neither.
func (l *Library) Watch(changed func()) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	over := make(chan struct{})
	nudge, leave := l.nudges.join(cancel, over)
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

// nudges tells the watches of this process that it has changed something.
type nudges struct {
	mu      sync.Mutex
	watches map[chan struct{}]func() // and how to end each
}

func (n *nudges) join(cancel func(), over <-chan struct{}) (nudge chan struct{}, leave func()) {
	nudge = make(chan struct{}, 1)
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.watches == nil {
		n.watches = make(map[chan struct{}]func())
	}
	n.watches[nudge] = func() {
		cancel()
		<-over
	}
	return nudge, func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		delete(n.watches, nudge)
	}
}

func (n *nudges) nudge() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for nudge := range n.watches {
		select {
		case nudge <- struct{}{}:
		default: // it has one to answer already
		}
	}
}

// end ends all watches.
func (n *nudges) end() {
	n.mu.Lock()
	watches := n.watches
	n.watches = nil
	n.mu.Unlock()
	for _, end := range watches {
		end()
	}
}
