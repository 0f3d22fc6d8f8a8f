package core

import (
	"context"
	"time"
)

// Collect brings home a clip that the service has made already, and returns the id of the job that does so. Nothing is submitted and nothing is charged. When a job is known to have the
// run, that job goes on, with its prompt and picture. When jobs of unknown outcome may have made the run, they look for it first, which may take minutes. Otherwise the run was made
// elsewhere, and a new job knows no more than its id and the account that it belongs to; see Mark.Account.
func (s *Studio) Collect(ctx context.Context, engine EngineID, remoteID, account string) (JobID, error) {
	const op = "collect clip"
	made, ok := s.engine(engine)
	if !ok {
		return "", Errorf(op, BadEngine, "there is no engine %q", engine)
	}
	e, known, err := s.rooms.Journal.FindRun(remoteID)
	if err == nil && !known {
		if clip, here, err := s.rooms.Shelf.HasRun(ctx, remoteID); err == nil && here { // it has come since it was offered
			return clip.ID, nil
		}
	}
	if seeker, ok := made.(Claimer); ok && err == nil && !known {
		if err = s.offerRun(ctx, seeker, remoteID); err == nil {
			e, known, err = s.rooms.Journal.FindRun(remoteID)
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
		e.requeue()
		s.forget(e.Job.ID)
	}
	if err := s.rooms.Journal.Put(e); err != nil {
		return "", Wrap(op, Internal, err)
	}
	if err := s.enqueue(e); err != nil {
		return "", Wrap(op, Internal, err)
	}
	return e.Job.ID, nil
}

// offerRun has the jobs that may have made a run look for it.
func (s *Studio) offerRun(ctx context.Context, seeker Claimer, remoteID string) error {
	ids, err := seeker.Claimants(ctx, remoteID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.awaitOutcome(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// Known reports whether the run's clip is in the library, or a job of this computer is bringing it home or has brought it home as one that cannot be shown.
func (s *Studio) Known(remoteID string) bool {
	e, ok, err := s.rooms.Journal.FindRun(remoteID)
	if err == nil && ok && (!e.Job.State.Ended() || e.Job.State == Saved || KindOf(e.Job.Err) == Unplayable) {
		return true
	}
	_, ok, err = s.rooms.Shelf.HasRun(s.life, remoteID)
	return err == nil && ok
}
