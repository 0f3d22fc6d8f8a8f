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
			continue // journalled by a version that had it; it waits for one that has it again
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

// limit returns the limit that is in force. The caller holds mu.
func (s *Studio) limit(info Info) Limit {
	if l, ok := s.limits[info.ID]; ok {
		return l
	}
	return info.Limit
}

// wait blocks until the engine may submit again, counted from its last submit in this process or in any other. The journal is asked because a restart
// must not make the service think worse of us.
func (s *Studio) wait(ctx context.Context, info Info) error {
	last, err := s.rooms.Journal.LastSubmit(info.ID)
	if err != nil {
		return err
	}
	s.mu.Lock()
	if t := s.turn[info.ID]; t.After(last) {
		last = t
	}
	spacing, now := s.limit(info).Spacing, time.Now()
	next := last.Add(spacing)
	// A clock that was set back would otherwise hold every job until it has caught up.
	if next.Before(now) || next.Sub(now) > spacing*time.Duration(len(s.runs)+1) {
		next = now
	}
	s.turn[info.ID] = next
	s.mu.Unlock()

	timer := time.NewTimer(time.Until(next))
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}
