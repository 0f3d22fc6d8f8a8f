package core

import (
	"context"
	"slices"
	"time"
)

// Collect brings home a clip that the service has made already, and returns the id of the job that does. Nothing is submitted and nothing is charged. Where a job is known to have the
// run, that one goes on, with its prompt and picture. Where a job of unknown outcome may have made it, that job looks first, which may take minutes. Otherwise it was made elsewhere, and a
// new job knows no more than the run's id and the account that it is of; see Mark.Account.
func (s *Studio) Collect(ctx context.Context, engine EngineID, remoteID, account string) (JobID, error) {
	const op = "collect clip"
	made, ok := s.engine(engine)
	if !ok {
		return "", Errorf(op, BadEngine, "there is no engine %q", engine)
	}
	e, known, err := s.rooms.Journal.OfRun(remoteID)
	if err == nil && !known {
		if clip, here, err := s.rooms.Shelf.HasRun(ctx, remoteID); err == nil && here { // since it was offered
			return clip.ID, nil
		}
	}
	if seeker, ok := made.(Seeker); ok && err == nil && !known {
		if err = s.offer(ctx, seeker, remoteID); err == nil {
			e, known, err = s.rooms.Journal.OfRun(remoteID)
		}
	}
	if err != nil {
		return "", Wrap(op, Internal, err)
	}
	switch {
	case !known:
		e = Entry{
			Job: Job{
				ID: NewJobID(), Request: Request{Engine: engine}, State: Waiting, Step: Accepted, RemoteID: remoteID,
				Price: made.Info().Price, Created: time.Now(),
			},
			Mark: Mark{Step: Accepted, RemoteID: remoteID, Account: account, At: time.Now()},
		}
	case !e.Job.State.Ended() || e.Job.State == Saved:
		return e.Job.ID, nil // it is on its way, or here
	default:
		e.goOn()
		s.forget(e.Job.ID)
	}
	if err := s.rooms.Journal.Put(e); err != nil {
		return "", Wrap(op, Internal, err)
	}
	if err := s.take(e); err != nil {
		return "", Wrap(op, Internal, err)
	}
	return e.Job.ID, nil
}

// offer has the jobs that may have made a run look for it.
func (s *Studio) offer(ctx context.Context, seeker Seeker, remoteID string) error {
	ids, err := seeker.Seekers(ctx, remoteID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.settle(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// Known reports whether the run's clip is in the library, or a job of this computer is bringing it home or has done so, be it as one that cannot be shown.
func (s *Studio) Known(remoteID string) bool {
	e, ok, err := s.rooms.Journal.OfRun(remoteID)
	if err == nil && ok && (!e.Job.State.Ended() || e.Job.State == Saved || KindOf(e.Job.Err) == Unplayable) {
		return true
	}
	_, ok, err = s.rooms.Shelf.HasRun(s.life, remoteID)
	return err == nil && ok
}

// Owed returns the ids of the account's runs that were charged and failed, and whose refund has not been seen. Those of which nobody knows the account are among them.
func (s *Studio) Owed(account string) ([]string, error) {
	entries, err := s.rooms.Journal.Hanging()
	if err != nil {
		return nil, Wrap("list what is owed", Internal, err)
	}
	var ids []string
	for _, e := range entries {
		if e.owed() && (e.Mark.Account == "" || e.Mark.Account == account) {
			ids = append(ids, e.Job.RemoteID)
		}
	}
	return ids, nil
}

// Paid returns how many jobs of this calendar month Spent adds up, and how many accounts they are of, as far as that is known.
func (s *Studio) Paid() (jobs, accounts int, _ error) {
	jobs, accounts, err := s.rooms.Journal.Paid(month(time.Now()))
	return jobs, accounts, Wrap("count what was paid for", Internal, err)
}

func (e Entry) owed() bool {
	return e.Job.State == Failed && e.Job.Money == Charged && e.Job.RemoteID != ""
}

// Refunded notes what the service has given back of what runs cost, by their ids.
func (s *Studio) Refunded(paid map[string]USD) error {
	const op = "note refunds"
	for id, amount := range paid {
		e, ok, err := s.rooms.Journal.OfRun(id)
		if err != nil {
			return Wrap(op, Internal, err)
		}
		if !ok || !e.owed() || amount <= e.Job.Refund {
			continue
		}
		e.Job.refund(amount)
		if err := s.rooms.Journal.Put(e); err != nil {
			return Wrap(op, Internal, err)
		}
		s.mu.Lock()
		if r := s.find(e.Job.ID); r != nil {
			r.entry.Job.refund(amount)
			s.tell(r.entry.Job)
		}
		s.mu.Unlock()
	}
	return nil
}

// refund notes how much of the price came back in all.
func (j *Job) refund(amount USD) {
	j.Refund = min(amount, j.Price)
	if j.Refund == j.Price {
		j.Money = Refunded
	}
}

// forget drops an ended job from Jobs. The journal keeps it.
func (s *Studio) forget(id JobID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.runs = slices.DeleteFunc(s.runs, func(r *run) bool { return r.entry.Job.ID == id && r.cancel == nil })
}
