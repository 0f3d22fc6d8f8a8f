package core

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Rooms are what a Studio builds on.
type Rooms struct {
	Journal  Journal
	Shelf    Shelf
	Pictures Pictures
	Work     string       // an existing folder for the clips of running jobs
	Log      *slog.Logger // nil for none
}

// A Studio runs jobs: it turns a request into a job, runs the job's engine in a goroutine, journals every step and shelves the clip. Its methods are safe for use
// by many goroutines. Only Quote and Collect wait for the network, and none for an engine; those that write the journal or read a picture take as long as the disk does.
type Studio struct {
	rooms   Rooms
	engines []Engine

	life context.Context // ends when the studio closes
	end  context.CancelCauseFunc
	work sync.WaitGroup // one for each running job, and for each order that is being taken in

	mu            sync.Mutex
	submitDecided *sync.Cond // signals the end of a run.submitting
	closed        bool
	runs          []*run // in the order of their creation
	watchers      map[int]func(Job)
	watched       int
	running       map[EngineID]int           // jobs that hold one of Limit.InFlight
	turn          map[EngineID]chan struct{} // full while a job waits for its turn to submit
	limits        map[EngineID]Limit         // those that differ from the engine's own
	budget        USD
	orders        map[Request]*order // the latest, by what was asked for
}

// A run is a job that this process looks after. Studio.mu guards all of it but writing.
type run struct {
	writing chan struct{} // full while the entry is written to the journal, so that no older one is written over a newer; filled before Studio.mu is taken

	entry    Entry
	cancel   context.CancelCauseFunc // nil while no goroutine works on it
	retryNow chan struct{}           // has a held-up run try again now
	next     JobID                   // the job that takes its place; empty for none

	unwritten     bool // the journal does not have it as it is
	rewriting     bool // its end is written as soon as that can be done
	elsewhere     bool // another living process has it, which looks after it
	submitting    bool // a mark at Submitting is on its way to the disk; what follows may cost money
	looks         int  // how often its outcome has been looked for in vain
	lookScheduled bool // it will be looked for again by itself
}

// Why a run's context ended.
var (
	errStopped = errors.New("stopped by the person")
	errClosing = errors.New("the studio is closing")
)

// NewStudio returns a studio that owns no jobs yet. Close ends it.
func NewStudio(rooms Rooms, engines ...Engine) *Studio {
	if rooms.Log == nil {
		rooms.Log = slog.New(slog.DiscardHandler)
	}
	life, end := context.WithCancelCause(context.Background())
	s := &Studio{
		rooms: rooms, engines: engines, life: life, end: end,
		watchers: map[int]func(Job){}, running: map[EngineID]int{}, turn: map[EngineID]chan struct{}{}, limits: map[EngineID]Limit{},
		orders: map[Request]*order{},
	}
	s.submitDecided = sync.NewCond(&s.mu)
	for _, e := range engines {
		s.turn[e.Info().ID] = make(chan struct{}, 1)
	}
	return s
}

// Engines describes the engines, in the order in which they were given to NewStudio.
func (s *Studio) Engines() []Info {
	infos := make([]Info, len(s.engines))
	for i, e := range s.engines {
		infos[i] = e.Info()
	}
	return infos
}

// enqueue makes the studio look after a journalled job that is to run.
func (s *Studio) enqueue(e Entry) error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return errClosing
	}
	s.insert(e)
	s.mu.Unlock()
	s.schedule()
	return nil
}

// insert puts an entry in its place among the runs, tells the watchers and returns its run. The caller holds mu.
func (s *Studio) insert(e Entry) *run {
	at, _ := slices.BinarySearchFunc(s.runs, e, func(r *run, e Entry) int {
		// Of two that were created at the same moment the one that arrives later counts as newer.
		if r.entry.Job.Created.After(e.Job.Created) {
			return 1
		}
		return -1
	})
	r := &run{entry: e, writing: make(chan struct{}, 1), retryNow: make(chan struct{}, 1)}
	s.runs = slices.Insert(s.runs, at, r)
	s.tell(e.Job)
	return r
}

// Close ends every run where it stands and waits for the goroutines, or for ctx. What was not finished stays in the journal for the next Resume: nothing is lost,
// and nothing is told to the watchers any more. The error is ctx's.
func (s *Studio) Close(ctx context.Context) error {
	s.mu.Lock()
	s.closed = true
	clear(s.watchers)
	s.mu.Unlock()
	s.end(errClosing)

	done := make(chan struct{})
	go func() {
		s.work.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// CloseWithin is Close for a program that ends: it waits no longer than d.
func (s *Studio) CloseWithin(d time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	_ = s.Close(ctx)
}

func (s *Studio) engine(id EngineID) (Engine, bool) {
	i := slices.IndexFunc(s.engines, func(e Engine) bool { return e.Info().ID == id })
	if i < 0 {
		return nil, false
	}
	return s.engines[i], true
}

// find returns the run of a job, or nil. The caller holds mu.
func (s *Studio) find(id JobID) *run {
	i := slices.IndexFunc(s.runs, func(r *run) bool { return r.entry.Job.ID == id })
	if i < 0 {
		return nil
	}
	return s.runs[i]
}

// forget drops an ended job from Jobs. The journal keeps it.
func (s *Studio) forget(id JobID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop(id)
}

// drop is forget for a caller that holds mu.
func (s *Studio) drop(id JobID) {
	s.runs = slices.DeleteFunc(s.runs, func(r *run) bool { return r.entry.Job.ID == id && r.cancel == nil })
}
