package core

import (
	"context"
	"time"
)

// Submit checks the request, keeps a copy of its picture, reserves its price, journals the job and returns its id; the job then runs by itself. A request that comes within a second of an
// equal one, or of the answer to that, is taken for the same one and gets the same id: people who want two such clips take longer. The error is an *Error, and then nothing was begun
// and nothing will be charged.
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
		delete(s.orders, r) // nothing was ordered that the next request could repeat
	} else {
		o.id, o.at = id, time.Now() // until then nobody could see that the order was taken
	}
	s.mu.Unlock()
	close(o.done)
	return o.id, o.err
}

// SubmitAs is [Studio.Submit] for a caller that has chosen the job's id with [NewJobID] and written it down first, so as to know after a crash what has been submitted. A job that the
// journal has already is not submitted again, which is no error. A studio that is asked to close meanwhile waits until it has journalled the job, which then goes on at the next Resume.
func (s *Studio) SubmitAs(ctx context.Context, id JobID, r Request) error {
	const op = "submit"
	if !s.takeIn() {
		return Wrap(op, Internal, errClosing)
	}
	defer s.work.Done()
	if _, ok, err := s.rooms.Journal.Find(id); err != nil || ok {
		return Wrap(op, Internal, err)
	}
	engine, ok := s.engine(r.Engine)
	if !ok {
		return Errorf(op, BadEngine, "there is no engine %q", r.Engine)
	}
	info := engine.Info()
	if err := r.Check(info); err != nil {
		return Wrap(op, BadPrompt, err)
	}
	if r.AtMost > 0 && info.Price > r.AtMost {
		return Errorf(op, PriceRose, "a clip costs %v now, and %v was agreed to", info.Price, r.AtMost)
	}
	r.AtMost = 0
	// Better to learn that now than when the clip has been paid for.
	if err := s.rooms.Shelf.Ready(); err != nil {
		return Wrap(op, FolderDenied, err)
	}
	kept, err := s.rooms.Pictures.Keep(ctx, r.Picture.Path)
	if err != nil {
		return Wrap(op, PictureUnknown, err)
	}
	if r.Picture.Name != "" {
		kept.Name = r.Picture.Name
	}
	r.Picture = kept

	s.mu.Lock()
	budget := s.budget
	s.mu.Unlock()
	if r.OverBudget {
		budget, r.OverBudget = 0, false
	}
	now := time.Now()
	e := Entry{
		Job:  Job{ID: id, Request: r, State: Waiting, Step: New, Price: info.Price, Created: now},
		Mark: Mark{Step: New, At: now},
	}
	if info.Price > 0 {
		e.Job.Money = Reserved
	}
	if fresh, err := s.rooms.Journal.Reserve(e, budget, month(now)); err != nil || !fresh {
		return Wrap(op, Internal, err)
	}
	_ = s.enqueue(e) // a studio that closes has no more to do with it
	return nil
}

// takeIn has Close wait for an order that is being taken in, until work.Done is called, and reports whether the studio still takes any.
func (s *Studio) takeIn() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.work.Add(1)
	return true
}

// An order is a submitted request, for as long as the same request may be a double-click.
type order struct {
	id   JobID
	err  error
	done chan struct{} // closed when id and err are there
	at   time.Time     // of the last such request, or of the answer to the first
}

// doubleClick is how soon after a request, or its answer, the same request is no second order but a double-click or a key that is held down.
const doubleClick = time.Second

// order returns the order that the request belongs to, and whether it is a new one, which the caller has to carry out.
func (s *Studio) order(r Request) (_ *order, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	for other, o := range s.orders {
		if o.isDone() && now.Sub(o.at) >= doubleClick {
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

// isDone reports whether the order has been carried out.
func (o *order) isDone() bool {
	select {
	case <-o.done:
		return true
	default:
		return false
	}
}

// Keep stores a copy of the picture at path, as SubmitAs does, for a request that is to come. Errors are those of [Pictures].
func (s *Studio) Keep(ctx context.Context, path string) (Picture, error) {
	return s.rooms.Pictures.Keep(ctx, path)
}
