package lynx

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"caracal/core"
)

// An Engine makes clips at the service. Its fields are set before it is first used and not changed.
type Engine struct {
	Client *Client
	Ledger Ledger
	Limit  core.Limit // zero for that of core.DefaultSettings
	Pace   Pace       // zero for Standard

	price atomic.Int64 // core.USD; the last that the service told us
}

// A Ledger tells which runs belong to other jobs. The journal is one.
type Ledger interface {
	// Recent returns the entries of all jobs of this computer, newest first, at most n.
	Recent(n int) ([]core.Entry, error)
}

var _ core.Engine = (*Engine)(nil)

// Info describes the engine. The price is the published one, or what CheckPrice last heard if that is more.
func (e *Engine) Info() core.Info {
	limit := e.Limit
	if limit.InFlight < 1 {
		s := core.DefaultSettings()
		limit = core.Limit{InFlight: s.InFlight, Spacing: s.Spacing}
	}
	return core.Info{
		ID: core.Lynx, Name: "Lynx", Model: Model,
		Price: max(ListPrice, core.USD(e.price.Load())), NeedsPrompt: true, Limit: limit,
	}
}

// CheckPrice asks the service for the price, for Info.
func (e *Engine) CheckPrice(ctx context.Context) error {
	p, err := e.Client.Price(ctx)
	if err == nil {
		e.price.Store(int64(p))
	}
	return err
}

// Generate makes the clip, as core.Engine says. Its errors from Accepted on, other than the service's verdict on the run (Moderated, NoFace, RemoteFailed, RemoteStopped,
// NoCredit, Expired), are for trying again from the mark, which is free. OutcomeUnknown means that a submit could not be found out about; from that mark Generate only looks.
func (e *Engine) Generate(ctx context.Context, t *core.Task) error {
	r := &run{Engine: e, task: t, mark: t.Mark, pace: e.Pace, began: time.Now()}
	if r.pace == (Pace{}) {
		r.pace = Standard()
	}
	for ctx.Err() == nil {
		var err error
		switch r.mark.Step {
		default:
			err = r.upload(ctx)
		case core.Uploaded:
			err = r.submit(ctx)
		case core.Submitting:
			err = r.look(ctx)
		case core.Accepted:
			err = r.wait(ctx)
		case core.Made:
			err = r.fetch(ctx)
		case core.Fetched:
			if err := checkClip(t.Out); err == nil || errors.Is(err, errStrange) {
				return nil
			}
			r.mark.Step = core.Made // the file is gone, the run may still be there
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// A run is one call of Generate. Its methods are the steps; each leaves the mark further on, or returns why not.
type run struct {
	*Engine
	task *core.Task
	mark core.Mark // as it was last saved
	pace Pace

	began, sent time.Time // of this call and of its last submit, with their monotonic parts; sent is zero before it has submitted
	first, last time.Time // the least and the most that the service's clock can have shown when this call submitted; zero when nobody knows
	busy        error     // the answer to the last submit when that was a 429, until what it asked for has been done
	output      string    // the clip's address, when this call has heard it
}

// save makes the next mark durable.
func (r *run) save(m core.Mark) error {
	m.At = r.Client.now()
	if err := r.task.Save(m); err != nil {
		return err
	}
	m.At = r.Client.now() // the turn to submit may have been long in coming
	r.mark = m
	return nil
}

func (r *run) report(phase core.Phase, done float64, note string) {
	r.task.Report(core.Progress{Phase: phase, Done: done, Note: note})
}
