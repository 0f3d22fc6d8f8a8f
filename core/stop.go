package core

import "context"

// Stop ends the studio's wait for a job and returns at once. A waiting job and a local one end; a run that a service has accepted goes on there and is still charged, and Retry
// fetches its clip. Stopping a job that has ended does nothing.
func (s *Studio) Stop(id JobID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.find(id); r != nil && !r.entry.Job.State.Ended() {
		s.stop(r)
	}
}

// TakeBack stops a job that is still [Job.Unsent], which then costs nothing, and reports whether it did. A job whose submit may have been sent goes on, and so does one that another
// process works on. While a mark at Submitting is on its way to the disk TakeBack waits to see whether it gets there.
func (s *Studio) TakeBack(id JobID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.find(id)
	for r != nil && r.submitting { // its turn may be found not to have come yet
		s.submitDecided.Wait()
		r = s.find(id)
	}
	if r == nil || !r.entry.Job.Unsent() {
		return false
	}
	s.stop(r)
	return true
}

// beginSubmitting reports whether a run may write its mark at Submitting, after which it can no longer be taken back.
func (s *Studio) beginSubmitting(ctx context.Context, r *run) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.submitting = ctx.Err() == nil
	return r.submitting
}

// endSubmitting says that the mark is on the disk and in the run's entry, or will not be.
func (s *Studio) endSubmitting(r *run) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.submitting = false
	s.submitDecided.Broadcast()
}

// stop ends a run that has not ended. The caller holds mu.
func (s *Studio) stop(r *run) {
	if r.cancel != nil {
		r.cancel(errStopped)
	} else if !s.closed {
		// No goroutine works on it. It gets one, because the disk may take a while.
		var ctx context.Context
		ctx, r.cancel = context.WithCancelCause(s.life)
		r.cancel(errStopped)
		s.work.Go(func() { s.finish(ctx, r, Clip{}, errStopped) })
	}
}
