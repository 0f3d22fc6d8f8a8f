package core

import (
	"context"
	"time"
)

// SetBudget sets the most that the jobs of a calendar month may cost; 0 is no budget. Jobs that were submitted already are not held back.
func (s *Studio) SetBudget(b USD) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.budget = b
}

// Quote returns what a clip of the engine costs now. Where a service sets the price it is asked first, which takes a few seconds at most; without an answer the last known price is
// returned. The engine asks once more before it submits.
func (s *Studio) Quote(ctx context.Context, id EngineID) USD {
	const patience = 5 * time.Second
	engine, ok := s.engine(id)
	if !ok {
		return 0
	}
	if p, ok := engine.(Pricer); ok {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		if err := p.CheckPrice(ctx); err != nil {
			s.rooms.Log.Info("the price could not be asked", "engine", id, "error", err)
		}
	}
	return engine.Info().Price
}

// Spent returns what the jobs of this calendar month cost, or may yet cost.
func (s *Studio) Spent() (USD, error) { return s.rooms.Journal.Spent(month(time.Now())) }

// Paid returns how many jobs Spent adds up, and to how many accounts they belong, as far as that is known.
func (s *Studio) Paid() (jobs, accounts int, _ error) {
	jobs, accounts, err := s.rooms.Journal.Paid(month(time.Now()))
	return jobs, accounts, Wrap("count what was paid for", Internal, err)
}

// month returns the first moment of t's month, where the person lives.
func month(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, t.Location())
}

// Owed returns the ids of the account's runs that were charged and failed, and whose refund has not been seen. Runs of an unknown account are among them.
func (s *Studio) Owed(account string) ([]string, error) {
	entries, err := s.rooms.Journal.AtStake()
	if err != nil {
		return nil, Wrap("list what is owed", Internal, err)
	}
	var ids []string
	for _, e := range entries {
		if e.refundable() && (e.Mark.Account == "" || e.Mark.Account == account) {
			ids = append(ids, e.Job.RemoteID)
		}
	}
	return ids, nil
}

func (e Entry) refundable() bool {
	return e.Job.State == Failed && e.Job.Money == Charged && e.Job.RemoteID != ""
}

// Refunded notes what the service has paid back for runs, by their ids.
func (s *Studio) Refunded(paid map[string]USD) error {
	const op = "note refunds"
	for id, amount := range paid {
		e, ok, err := s.rooms.Journal.FindRun(id)
		if err != nil {
			return Wrap(op, Internal, err)
		}
		if !ok || !e.refundable() || amount <= e.Job.Refund {
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

// refund notes how much of the price has come back in all.
func (j *Job) refund(amount USD) {
	j.Refund = min(amount, j.Price)
	if j.Refund == j.Price {
		j.Money = Refunded
	}
}
