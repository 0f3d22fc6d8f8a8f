package core

import (
	"context"
	"time"
)

// schedule starts as many waiting jobs as the engines' limits allow, oldest first.
func (s *Studio) schedule() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	for _, r := range s.runs {
		if r.entry.Job.State != Waiting || r.cancel != nil {
			continue
		}
		engine, ok := s.engine(r.entry.Job.Request.Engine)
		if !ok {
			continue // a version that had the engine journalled the job, which waits for one that has it again
		}
		info := engine.Info()
		if s.running[info.ID] >= max(1, s.limit(info).InFlight) {
			continue
		}
		s.running[info.ID]++
		var ctx context.Context
		ctx, r.cancel = context.WithCancelCause(s.life)
		s.work.Go(func() { s.run(ctx, r, engine) })
	}
}

// release gives back a run's place among its engine's jobs in flight.
func (s *Studio) release(id EngineID) {
	s.mu.Lock()
	s.running[id]--
	s.mu.Unlock()
	s.schedule()
}

// inTurn calls put, which writes that a job is about to submit, when it is the job's turn. While it is not, because of a job of this process or another, put writes nothing and returns
// when to call it again. Jobs of this process have their turns in the order in which they came.
func (s *Studio) inTurn(ctx context.Context, info Info, put func(spacing time.Duration) (turn time.Time, err error)) error {
	select {
	case s.turn[info.ID] <- struct{}{}:
		defer func() { <-s.turn[info.ID] }()
	case <-ctx.Done():
	}
	for ctx.Err() == nil {
		s.mu.Lock()
		spacing := s.limit(info).Spacing
		s.mu.Unlock()
		turn, err := put(spacing)
		if err != nil || turn.IsZero() {
			return err
		}
		timer := time.NewTimer(time.Until(turn))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
		}
	}
	return ctx.Err()
}

// SetLimit replaces an engine's own Limit from now on.
func (s *Studio) SetLimit(id EngineID, l Limit) {
	s.mu.Lock()
	s.limits[id] = l
	s.mu.Unlock()
	s.schedule()
}

// Limit returns the limit that is in force for an engine, which is zero for one that is not there.
func (s *Studio) Limit(id EngineID) Limit {
	engine, ok := s.engine(id)
	if !ok {
		return Limit{}
	}
	info := engine.Info()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.limit(info)
}

// limit returns the limit that is in force. The caller holds mu.
func (s *Studio) limit(info Info) Limit {
	if l, ok := s.limits[info.ID]; ok {
		return l
	}
	return info.Limit
}
