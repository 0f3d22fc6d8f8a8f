package core

import (
	"context"
	"time"
)

// An order is a request that was submitted, for as long as the same one may be a slip of the hand.
type order struct {
	id   JobID
	err  error
	done chan struct{} // closed when id and err are there
	at   time.Time     // of the last of its kind, or of its end
}

// sameOrder is how soon after a request the same one is no second order but a double-click, or a key that is held down.
const sameOrder = time.Second

// Submit checks the request, keeps a copy of its picture, reserves its price, journals the job and returns its id; the job then runs by itself. A request that comes within a
// second of one that equals it, or of that one's answer, is that one again, and gets its id: people who want two clips of the same take longer. The error is an *Error, and then
// nothing was begun and nothing will be charged.
func (s *Studio) Submit(ctx context.Context, r Request) (JobID, error) {
	o, mine := s.order(r)
	if !mine {
		select {
		case <-o.done:
			return o.id, o.err
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
	id := NewJobID()
	o.err = s.SubmitAs(ctx, id, r)
	s.mu.Lock()
	if o.err != nil {
		delete(s.orders, r) // what was refused is no order that the next could be a slip of
	} else {
		o.id, o.at = id, time.Now() // whoever pressed once more cannot have seen before that it is taken
	}
	s.mu.Unlock()
	close(o.done)
	return o.id, o.err
}

// Quote returns what a clip of the engine costs now, and asks the service first where it is for a service to say. It waits for the network, for a few seconds at most; when no answer
// comes, the last price that is known is the answer. The engine asks once more before it submits.
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

// order returns the order that the request belongs to, and whether that is a new one, which the caller carries out.
func (s *Studio) order(r Request) (_ *order, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	for other, o := range s.orders {
		if o.over() && now.Sub(o.at) >= sameOrder {
			delete(s.orders, other)
		}
	}
	if o := s.orders[r]; o != nil {
		o.at = now
		return o, false
	}
	o := &order{done: make(chan struct{}), at: now}
	s.orders[r] = o
	return o, true
}

// over reports whether the order has been carried out.
func (o *order) over() bool {
	select {
	case <-o.done:
		return true
	default:
		return false
	}
}
