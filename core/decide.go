package core

import "context"

// Retry tries again to get a job's clip, and returns the id of the job that does so, which may be a new one. A held-up job tries at once. A job whose run the service accepted, or may
// have accepted, goes on from its mark, so that nothing is submitted a second time; so does one whose run the service does not know now, which may be for want of the right key, and
// one whose clip came and could not be shown. A job that failed for good is dismissed and its request is submitted anew, as a new job with a price of its own, which may be no more than
// atMost; see [Request.AtMost].
func (s *Studio) Retry(ctx context.Context, id JobID, atMost USD) (JobID, error) {
	const op = "retry"
	return s.carryOut(ctx, op, id, consent{atMost: atMost}, func(e Entry) (response, error) {
		switch {
		case e.Job.State == Saved:
			return doNothing, Errorf(op, Internal, "job %s has its clip", id)
		case !e.Job.State.Ended():
			return tryNow, nil
		case e.resumable():
			return resume, nil
		}
		return submitNew, nil
	})
}

// Look tries again to get a job's clip where that costs nothing: it does as Retry does, but it submits nothing anew. It is for a person who was told so, perhaps a while ago: a job that
// has its clip by now, or that failed for good, is left alone.
func (s *Studio) Look(ctx context.Context, id JobID) error {
	_, err := s.carryOut(ctx, "look", id, consent{}, func(e Entry) (response, error) {
		switch {
		case !e.Job.State.Ended():
			return tryNow, nil
		case e.Job.State != Saved && e.resumable():
			return resume, nil
		}
		return doNothing, nil
	})
	return err
}

// MakeAnyway submits the request of a job that ended without a clip once more, even if that goes over the month's budget, which the person has agreed to for this one submit, and for a
// price of atMost; see [Request.AtMost]. However often, and in however many processes, Retry, Decide and MakeAnyway are called for a job, they order one clip; a job that has found its run
// in the meantime goes on from there instead.
func (s *Studio) MakeAnyway(ctx context.Context, id JobID, atMost USD) (JobID, error) {
	return s.carryOut(ctx, "make anyway", id, consent{overBudget: true, atMost: atMost}, func(e Entry) (response, error) {
		switch {
		case !e.Job.State.Ended() || e.Job.State == Saved:
			return doNothing, nil
		case e.Job.State != Unclear && e.resumable():
			return resume, nil
		}
		return submitNew, nil
	})
}

// A Decision is what a person decides about a job whose outcome is unclear.
type Decision string

// Look looks for the outcome once more; these two are for when that is of no use.
const (
	SubmitAgain Decision = "submit again" // a second submit, which may be charged beside the first
	GiveUp      Decision = "give up"      // its price still counts as spent, because it may have been
)

// Decide carries out what the person decided about an unclear job, and returns the id of the job that goes on: a new one for SubmitAgain, which may cost atMost; see [Request.AtMost]. A
// job that has found its run in the meantime, whatever became of that, or is looking for it just now, is left alone, and a second decision about the same job changes nothing.
func (s *Studio) Decide(ctx context.Context, id JobID, d Decision, atMost USD) (JobID, error) {
	const op = "decide"
	if d != SubmitAgain && d != GiveUp {
		return "", Errorf(op, Internal, "there is no decision %q", d)
	}
	return s.carryOut(ctx, op, id, consent{atMost: atMost}, func(e Entry) (response, error) {
		switch {
		case e.Job.State != Unclear:
			return doNothing, nil
		case d == SubmitAgain:
			return submitNew, nil
		}
		return giveUp, nil
	})
}

// A response is what is done about a job when a person has decided.
type response int

const (
	doNothing response = iota
	tryNow             // a held-up run tries again at once
	resume             // an ended job goes on from its mark
	submitNew          // the request of an ended job is submitted anew, as the job that replaces it
	giveUp             // an unclear job counts as stopped
)

// A consent is what the person has agreed to for a new submit: see the fields of [Request].
type consent struct {
	overBudget bool
	atMost     USD
}

// carryOut does about a job what choose says, and returns the id of the job that goes on. choose sees the job's entry under the lock. A job that was replaced is left alone: the job that
// replaced it goes on. agreed is for a new submit.
func (s *Studio) carryOut(ctx context.Context, op string, id JobID, agreed consent, choose func(Entry) (response, error)) (JobID, error) {
	r, next, err := s.unreplaced(op, id)
	if r == nil {
		return next, err
	}
	s.mu.Lock()
	if r.next != "" {
		defer s.mu.Unlock()
		return r.next, nil
	}
	do, err := choose(r.entry)
	switch do {
	case tryNow:
		select {
		case r.retryNow <- struct{}{}:
		default:
		}
	case resume:
		s.requeue(r)
	case submitNew:
		r.next = id.Next()
	}
	s.mu.Unlock()
	switch {
	case err != nil:
		return "", err
	case do == resume:
		s.schedule()
	case do == submitNew:
		return s.submitAnew(ctx, r, agreed)
	case do == giveUp:
		s.change(r, func(e *Entry) { e.Job.State, e.Job.Err = Stopped, nil })
	}
	return id, nil
}

// requeue lets an ended job go on from its mark. The caller holds mu, and schedules.
func (s *Studio) requeue(r *run) {
	r.entry.requeue()
	r.elsewhere = false
	s.tell(r.entry.Job)
}

// requeue makes the entry that of a job that waits to go on from its mark. A job that had ended submits nothing more; see Submit.LookOnly.
func (e *Entry) requeue() {
	if e.Job.State.Ended() {
		e.Mark.Submit.LookOnly = true
	}
	j := &e.Job
	j.State, j.Err, j.Progress, j.Dismissed = Waiting, nil, Progress{}, false
}

// resumable reports whether an ended job without a clip has a mark to go on from. A new submit, which is paid for again, is then only for the person to ask for.
func (e Entry) resumable() bool {
	if e.Job.State == Failed && e.Mark.Step != Submitting {
		return KindOf(e.Job.Err).Nature().Remedy == CheckAgain && e.Mark.Step.Reached(Accepted)
	}
	return e.Mark.Step.Reached(Submitting)
}

// Dismiss puts an ended job out of sight. Its entry stays in the journal, for the accounts. An unclear job stays in sight, because it may have been charged: see Decide.
func (s *Studio) Dismiss(id JobID) {
	s.mu.Lock()
	r := s.find(id)
	done := r != nil && r.entry.Job.State.Ended() && r.entry.Job.State != Unclear
	s.mu.Unlock()
	if done {
		s.dismiss(r)
	}
}

// dismiss puts a job out of sight, whatever its state: the person has decided about it.
func (s *Studio) dismiss(r *run) {
	s.change(r, func(e *Entry) { e.Job.Dismissed = true })
	s.forget(s.entry(r).Job.ID)
}

// unreplaced is refresh for a job that no other has replaced. For one that was replaced it returns no run, and the job that replaced it as next.
func (s *Studio) unreplaced(op string, id JobID) (r *run, next JobID, err error) {
	if _, ok, err := s.rooms.Journal.Find(id.Next()); err != nil || ok {
		return nil, id.Next(), Wrap(op, Internal, err)
	}
	return s.refresh(op, id)
}

// refresh returns the run of a job, brought up to date from the journal unless this process is at work on it. When another process is at work on it there is no run, and next is the
// job itself. It is an error when there is no such job here.
func (s *Studio) refresh(op string, id JobID) (r *run, next JobID, err error) {
	e, ok, err := s.rooms.Journal.Find(id)
	if err != nil {
		return nil, "", Wrap(op, Internal, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r = s.find(id)
	switch {
	case r == nil && ok && e.Job.State.Ended():
		return s.insert(e), "", nil
	case r == nil:
		return nil, "", Errorf(op, Internal, "there is no job %s here", id)
	case r.cancel != nil || !r.entry.Job.State.Ended() || !ok || r.unwritten || e.Mark.Step == r.entry.Mark.Step && e.Job.State == r.entry.Job.State:
		return r, "", nil
	case !e.Job.State.Ended():
		return nil, id, nil // another process is at work on it
	}
	// Another process has taken it further.
	r.entry = e
	s.tell(e.Job)
	return r, "", nil
}

// submitAnew submits the request of an ended job once more, as the job r.next, and dismisses the old one. The caller has set r.next under the lock, so that nobody else does the
// same.
func (s *Studio) submitAnew(ctx context.Context, r *run, agreed consent) (JobID, error) {
	old := s.entry(r).Job
	old.Request.OverBudget, old.Request.AtMost = agreed.overBudget, agreed.atMost
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
