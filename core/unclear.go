package core

import (
	"context"
	"time"
)

// The outcome of an unclear job is looked for again without anybody's asking: at every start, when the service can be reached again, and after pauses that grow from the first of these
// to the last.
const (
	firstPause = time.Minute
	lastPause  = time.Hour
)

// LookAgain looks once more for the outcome of every unclear job that no other process looks after, which costs nothing. It is called when the service can be reached again, and returns
// as soon as the journal has been read.
func (s *Studio) LookAgain() {
	s.mu.Lock()
	var ids []JobID
	for _, r := range s.runs {
		if r.ownUnclear() {
			ids = append(ids, r.entry.Job.ID)
		}
	}
	s.mu.Unlock()
	for _, id := range ids {
		s.lookFor(id)
	}
}

// ownUnclear reports whether the run is an unclear job that this process looks after. The caller holds mu.
func (r *run) ownUnclear() bool {
	return r.entry.Job.State == Unclear && r.next == "" && r.cancel == nil && !r.elsewhere
}

// lookFor lets an unclear job look for its outcome, if this process still looks after it.
func (s *Studio) lookFor(id JobID) {
	r, _, err := s.unreplaced("look again", id)
	if err != nil {
		s.rooms.Log.Warn("cannot look for a job again", "job", id, "error", err)
	}
	if r == nil {
		return
	}
	s.mu.Lock()
	if r.ownUnclear() && !s.closed {
		s.requeue(r)
	}
	s.mu.Unlock()
	s.schedule()
}

// scheduleLook has the outcome looked for again after a pause that is twice as long each time. The caller holds mu.
func (s *Studio) scheduleLook(r *run) {
	if r.lookScheduled || s.closed {
		return
	}
	r.lookScheduled = true
	pause := min(lastPause, firstPause<<min(r.looks, 10))
	r.looks++
	id := r.entry.Job.ID
	s.work.Go(func() {
		timer := time.NewTimer(pause)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-s.life.Done():
			return
		}
		s.mu.Lock()
		r.lookScheduled = false
		s.mu.Unlock()
		s.lookFor(id)
	})
}

// awaitOutcome lets a job that stands at Submitting look for its outcome, and waits until it has found its run or given up. A job about which the person has decided stays as it is unless it
// finds its run.
func (s *Studio) awaitOutcome(ctx context.Context, id JobID) error {
	news := make(chan struct{}, 1)
	stop := s.Watch(func(j Job) {
		if j.ID == id {
			select {
			case news <- struct{}{}:
			default:
			}
		}
	})
	defer stop()
	r, _, err := s.refresh("look for a run", id)
	if r == nil {
		return err
	}
	s.mu.Lock()
	if j := r.entry.Job; j.State.Ended() && r.entry.resumable() {
		if j.Dismissed || j.State != Unclear {
			r.entry.Decided = &j
		}
		s.requeue(r)
	}
	s.mu.Unlock()
	s.schedule()
	for {
		j, ok := s.Job(id)
		if !ok || j.State.Ended() || j.Step.Reached(Accepted) {
			return nil
		}
		select {
		case <-news:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
