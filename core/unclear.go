package core

import (
	"context"
	"time"
)

// An unclear job is looked for again by itself: at every start, when the service has just been reached again, and after pauses that grow from the first to the last of these.
const (
	firstPause = time.Minute
	lastPause  = time.Hour
)

// LookAgain looks once more for the outcome of every unclear job that no other process looks after, which costs nothing. It is for when the service can be reached again. It returns
// as soon as the journal has been read.
func (s *Studio) LookAgain() {
	s.mu.Lock()
	var ids []JobID
	for _, r := range s.runs {
		if r.unclear() {
			ids = append(ids, r.entry.Job.ID)
		}
	}
	s.mu.Unlock()
	for _, id := range ids {
		s.look(id)
	}
}

// unclear reports whether the run is an unclear job that is ours to look after. The caller holds mu.
func (r *run) unclear() bool {
	return r.entry.Job.State == Unclear && r.next == "" && r.cancel == nil && !r.elsewhere
}

// look lets an unclear job look for its outcome, if it is still ours to.
func (s *Studio) look(id JobID) {
	r, _, err := s.recall("look again", id)
	if err != nil {
		s.rooms.Log.Warn("cannot look for a job again", "job", id, "error", err)
	}
	if r == nil {
		return
	}
	s.mu.Lock()
	if r.unclear() && !s.closed {
		s.goOn(r)
	}
	s.mu.Unlock()
	s.schedule()
}

// lookLater looks again after a pause that is twice as long each time. The caller holds mu.
func (s *Studio) lookLater(r *run) {
	if r.later || s.closed {
		return
	}
	r.later = true
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
		r.later = false
		s.mu.Unlock()
		s.look(id)
	})
}

// settle lets a job that stands at Submitting look for its outcome and waits until it knows no more than it does then. One that was put out of sight stays there unless it finds its run.
func (s *Studio) settle(ctx context.Context, id JobID) error {
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
	r, _, err := s.reread("look for a run", id)
	if r == nil {
		return err
	}
	s.mu.Lock()
	before := r.entry.Job
	if r.entry.Job.State.Ended() && r.entry.goesOn() {
		s.goOn(r)
	}
	s.mu.Unlock()
	s.schedule()
	for {
		j, ok := s.Job(id)
		if before.Dismissed && j.State == Unclear { // it stays as the person decided
			s.change(r, func(e *Entry) { e.Job = before })
			s.forget(id)
		}
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
