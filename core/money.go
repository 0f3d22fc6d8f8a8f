package core

import (
	"context"
	"slices"
	"time"
)

// accounts is how many of the latest jobs are looked through for what the service tells about its runs. It keeps a run for a week.
const accounts = 2000

// Collect brings home a clip that the service has made already, and returns the id of the job that does. Nothing is submitted and nothing is charged. Where the journal
// knows the run, the job that made it goes on, with its prompt and picture; otherwise it was made elsewhere, and a new job knows no more than the run's id.
func (s *Studio) Collect(_ context.Context, engine EngineID, remoteID string) (JobID, error) {
	const op = "collect clip"
	made, ok := s.engine(engine)
	if !ok {
		return "", Errorf(op, BadEngine, "there is no engine %q", engine)
	}
	entries, err := s.rooms.Journal.Recent(accounts)
	if err != nil {
		return "", Wrap(op, Internal, err)
	}
	e := Entry{
		Job: Job{
			ID: NewJobID(), Request: Request{Engine: engine}, State: Waiting, Step: Accepted, RemoteID: remoteID,
			Price: made.Info().Price, Created: time.Now(),
		},
		Mark: Mark{Step: Accepted, RemoteID: remoteID, At: time.Now()},
	}
	if i := slices.IndexFunc(entries, func(e Entry) bool { return e.Job.RemoteID == remoteID }); i >= 0 {
		e = entries[i]
		if !e.Job.State.Ended() || e.Job.State == Saved {
			return e.Job.ID, nil // it is on its way, or here
		}
		e.Job.State, e.Job.Err, e.Job.Dismissed = Waiting, nil, false
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

// Known reports whether a job of this computer has the run, is bringing it home or has done so.
func (s *Studio) Known(remoteID string) bool {
	entries, err := s.rooms.Journal.Recent(accounts)
	return err == nil && slices.ContainsFunc(entries, func(e Entry) bool {
		return e.Job.RemoteID == remoteID && (!e.Job.State.Ended() || e.Job.State == Saved)
	})
}

// Owed returns the ids of the runs that were charged and failed, and whose refund has not been seen.
func (s *Studio) Owed() ([]string, error) {
	entries, err := s.rooms.Journal.Recent(accounts)
	if err != nil {
		return nil, Wrap("list what is owed", Internal, err)
	}
	var ids []string
	for _, e := range entries {
		if e.owed() {
			ids = append(ids, e.Job.RemoteID)
		}
	}
	return ids, nil
}

// Paid returns how many jobs of this calendar month Spent adds up.
func (s *Studio) Paid() (int, error) {
	entries, err := s.rooms.Journal.Recent(accounts)
	if err != nil {
		return 0, Wrap("count what was paid for", Internal, err)
	}
	since, n := month(time.Now()), 0
	for _, e := range entries {
		if e.Job.Price > 0 && e.Job.Money.Counts() && !e.Job.Created.Before(since) {
			n++
		}
	}
	return n, nil
}

func (e Entry) owed() bool {
	return e.Job.State == Failed && e.Job.Money == Charged && e.Job.RemoteID != ""
}

// Refunded notes that the service has given back what these runs cost.
func (s *Studio) Refunded(remoteIDs ...string) error {
	const op = "note refunds"
	entries, err := s.rooms.Journal.Recent(accounts)
	if err != nil {
		return Wrap(op, Internal, err)
	}
	for _, e := range entries {
		if !e.owed() || !slices.Contains(remoteIDs, e.Job.RemoteID) {
			continue
		}
		e.Job.Money = Refunded
		if err := s.rooms.Journal.Put(e); err != nil {
			return Wrap(op, Internal, err)
		}
		s.mu.Lock()
		if r := s.find(e.Job.ID); r != nil {
			r.entry.Job.Money = Refunded
			s.tell(r.entry.Job)
		}
		s.mu.Unlock()
	}
	return nil
}

// forget drops an ended job from Jobs. The journal keeps it.
func (s *Studio) forget(id JobID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.runs = slices.DeleteFunc(s.runs, func(r *run) bool { return r.entry.Job.ID == id && r.cancel == nil })
}
