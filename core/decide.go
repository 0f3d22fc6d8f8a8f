package core

import "context"

// Stop makes the studio wait for a job no longer, and returns at once. A waiting job and a local one end; what a service has accepted goes on there, is still charged, and
// Retry fetches it. Stopping a job that has ended does nothing.
func (s *Studio) Stop(id JobID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.find(id); r != nil && !r.entry.Job.State.Ended() {
		s.stop(r)
	}
}

// TakeBack is Stop for a job that is [Job.Unsent], which then costs nothing, and reports whether it was. One that is sent goes on, and so does one that another process works on. It
// waits for the disk while that has not been decided.
func (s *Studio) TakeBack(id JobID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.find(id)
	for r != nil && r.sending { // its turn may be found not to have come yet
		s.decided.Wait()
		r = s.find(id)
	}
	if r == nil || !r.entry.Job.Unsent() {
		return false
	}
	s.stop(r)
	return true
}

// beginSending reports whether a run may write its mark at Submitting, after which it cannot be taken back any more.
func (s *Studio) beginSending(ctx context.Context, r *run) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.sending = ctx.Err() == nil
	return r.sending
}

// endSending says that the mark is on the disk and in the run's entry, or is not to be.
func (s *Studio) endSending(r *run) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.sending = false
	s.decided.Broadcast()
}

// stop ends a run that has not ended. The caller holds mu.
func (s *Studio) stop(r *run) {
	if r.cancel != nil {
		r.cancel(errStopped)
	} else if !s.closed {
		// No goroutine has it, and now this one does, because the disk may take a while.
		var ctx context.Context
		ctx, r.cancel = context.WithCancelCause(s.life)
		r.cancel(errStopped)
		s.work.Go(func() { s.finish(ctx, r, Clip{}, errStopped) })
	}
}

// Retry tries again what did not come to a clip, and returns the id of the job that does. A held-up job tries at once. A job that the service accepted, or may have accepted,
// goes on from its mark, so that nothing is submitted a second time; so does one whose run the service does not know now, because that may be for want of the right
// key, and one whose clip came and could not be shown. A job that failed for good is dismissed and its request is submitted anew, as a new job with a price of its own.
func (s *Studio) Retry(ctx context.Context, id JobID) (JobID, error) {
	const op = "retry"
	r, next, err := s.recall(op, id)
	if r == nil {
		return next, err
	}
	s.mu.Lock()
	e := r.entry
	switch {
	case r.next != "":
		next := r.next
		s.mu.Unlock()
		return next, nil
	case e.Job.State == Saved:
		s.mu.Unlock()
		return "", Errorf(op, Internal, "job %s has its clip", id)
	case !e.Job.State.Ended():
		select {
		case r.again <- struct{}{}:
		default:
		}
		s.mu.Unlock()
		return id, nil
	case e.goesOn():
		s.goOn(r)
		s.mu.Unlock()
		s.schedule()
		return id, nil
	}
	r.next = id.Next()
	s.mu.Unlock()
	return s.anew(ctx, r, false)
}

// MakeAnyway submits the request of a job that ended without a clip once more, even where that goes over the month's budget: the person's word for this one submit. Like Retry and
// Decide, it orders one clip however often and wherever it is called for the same job; a job that has found its run by then goes on from that instead.
func (s *Studio) MakeAnyway(ctx context.Context, id JobID) (JobID, error) {
	r, next, err := s.recall("make anyway", id)
	if r == nil {
		return next, err
	}
	s.mu.Lock()
	e := r.entry
	switch {
	case r.next != "":
		next := r.next
		s.mu.Unlock()
		return next, nil
	case !e.Job.State.Ended() || e.Job.State == Saved:
		s.mu.Unlock()
		return id, nil
	case e.Job.State != Unclear && e.goesOn():
		s.goOn(r)
		s.mu.Unlock()
		s.schedule()
		return id, nil
	}
	r.next = id.Next()
	s.mu.Unlock()
	return s.anew(ctx, r, true)
}

// goOn lets an ended job go on from its mark. The caller holds mu, and schedules.
func (s *Studio) goOn(r *run) {
	r.entry.goOn()
	r.elsewhere = false
	s.tell(r.entry.Job)
}

// goOn makes the entry one of a job that waits to go on from its mark. Once it has ended it submits nothing any more; see Submit.LookOnly.
func (e *Entry) goOn() {
	if e.Job.State.Ended() {
		e.Mark.Submit.LookOnly = true
	}
	j := &e.Job
	j.State, j.Err, j.Progress, j.Dismissed = Waiting, nil, Progress{}, false
}

// goesOn reports whether an ended job without a clip has a mark to go on from, so that paying again must be a request of the person's own.
func (e Entry) goesOn() bool {
	if e.Job.State == Failed && e.Mark.Step != Submitting {
		return KindOf(e.Job.Err).Nature().Move == CheckAgain && e.Mark.Step.Reached(Accepted)
	}
	return e.Mark.Step.Reached(Submitting)
}

// A Decision is what a person says of a job whose outcome is unclear.
type Decision string

// Look for the outcome once more with Retry; these two are for when that is no use.
const (
	SubmitAgain Decision = "submit again" // a second submit, which may be charged beside the first
	GiveUp      Decision = "give up"      // it stays counted as spent, because it may have been
)

// Decide carries out what the person decided about an unclear job, and returns the id of the job that goes on: a new one for SubmitAgain. A job that has found its run by then, or is
// looking for it just now, is left alone, and a second word on the same job changes nothing.
func (s *Studio) Decide(ctx context.Context, id JobID, d Decision) (JobID, error) {
	const op = "decide"
	if d != SubmitAgain && d != GiveUp {
		return "", Errorf(op, Internal, "there is no decision %q", d)
	}
	r, next, err := s.recall(op, id)
	if r == nil {
		return next, err
	}
	s.mu.Lock()
	j := r.entry.Job
	switch {
	case r.next != "":
		next := r.next
		s.mu.Unlock()
		return next, nil
	case !j.State.Ended() || j.State == Saved:
		s.mu.Unlock()
		return id, nil
	case j.State != Unclear:
		s.mu.Unlock()
		return "", Errorf(op, Internal, "job %s is not unclear", id)
	case d == SubmitAgain:
		r.next = id.Next()
		s.mu.Unlock()
		return s.anew(ctx, r, false)
	}
	s.mu.Unlock()
	s.change(r, func(e *Entry) { e.Job.State, e.Job.Err = Stopped, nil })
	return id, nil
}

// Dismiss puts an ended job out of sight. Its entry stays in the journal, for the accounts. An unclear one is left where it is, because it may have been charged: see Decide.
func (s *Studio) Dismiss(id JobID) {
	s.mu.Lock()
	r := s.find(id)
	done := r != nil && r.entry.Job.State.Ended() && r.entry.Job.State != Unclear
	s.mu.Unlock()
	if done {
		s.dismiss(r)
	}
}

// dismiss is Dismiss for a job in whatever state, about which the person has said a word.
func (s *Studio) dismiss(r *run) {
	s.change(r, func(e *Entry) { e.Job.Dismissed = true })
	s.forget(s.entry(r).Job.ID)
}

// recall is reread for a job that no other has taken the place of; else it returns no run but next.
func (s *Studio) recall(op string, id JobID) (r *run, next JobID, err error) {
	if _, ok, err := s.rooms.Journal.Find(id.Next()); err != nil || ok {
		return nil, id.Next(), Wrap(op, Internal, err)
	}
	return s.reread(op, id)
}

// reread returns the run of a job, as the journal has it now when nobody here is at work on it. It has no run but the job as next when another process is at work on it, and neither when
// there is no such job here, which is an error.
func (s *Studio) reread(op string, id JobID) (r *run, next JobID, err error) {
	e, ok, err := s.rooms.Journal.Find(id)
	if err != nil {
		return nil, "", Wrap(op, Internal, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r = s.find(id)
	switch {
	case r == nil && ok && e.Job.State.Ended():
		return s.add(e), "", nil
	case r == nil:
		return nil, "", Errorf(op, Internal, "there is no job %s here", id)
	case r.cancel != nil || !r.entry.Job.State.Ended() || !ok || r.unwritten || e.Mark.Step == r.entry.Mark.Step && e.Job.State == r.entry.Job.State:
		return r, "", nil
	case !e.Job.State.Ended():
		return nil, id, nil // another process is at it
	}
	// Another process has come further with it.
	r.entry = e
	s.tell(e.Job)
	return r, "", nil
}

// anew submits the request of an ended job once more, as the job r.next, and dismisses the old one. overBudget is Request.OverBudget. The caller has set r.next under the lock, by
// which it alone does so.
func (s *Studio) anew(ctx context.Context, r *run, overBudget bool) (JobID, error) {
	old := s.entry(r).Job
	old.Request.OverBudget = overBudget
	next := old.ID.Next()
	if err := s.SubmitAs(ctx, next, old.Request); err != nil {
		s.mu.Lock()
		r.next = ""
		s.mu.Unlock()
		return "", err
	}
	s.dismiss(r)
	return next, nil
}
