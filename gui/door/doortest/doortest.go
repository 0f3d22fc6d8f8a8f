// Package doortest plays the Fyne goroutine for tests of what comes in by the door.
package doortest

import (
	"testing"
	"time"

	"caracal/gui/door"
)

// A Queue stands in for Fyne's: it keeps what is to run on the Fyne goroutine until the test, which plays that goroutine, runs it.
type Queue chan func()

// New returns an open inbox and its queue. The test's end closes the inbox.
func New(t testing.TB) (*door.Inbox, Queue) {
	q := make(Queue, 100)
	in := door.NewFor(q.Put)
	t.Cleanup(in.Close)
	return in, q
}

// Put takes a function to run later. It waits while the queue is full, which is a test's mistake.
func (q Queue) Put(fn func()) { q <- fn }

// Run runs what is in the queue and returns how many functions that were.
func (q Queue) Run() (ran int) {
	for {
		select {
		case fn := <-q:
			fn()
			ran++
		default:
			return ran
		}
	}
}

// Until runs what is in the queue, and what comes into it, until what is waited for has come about. It looks again now and then, because a file that is written puts
// nothing into the queue. After two minutes in vain it fails the test: beside other tests, under the race detector, a picture took more than 20 s to be looked at.
func (q Queue) Until(t testing.TB, what string, come func() bool) {
	t.Helper()
	deadline := time.After(2 * time.Minute)
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for !come() {
		select {
		case fn := <-q:
			fn()
		case <-again.C:
		case <-deadline:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}
