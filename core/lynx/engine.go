package lynx

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/wavespeed"
)

// listPrice is the published price of one clip. The service's own estimate counts only when it is higher.
const listPrice = 50 * core.Cent

// An Engine makes clips at the service. Its fields are set before it is first used and not changed.
type Engine struct {
	Client *wavespeed.Client
	Ledger Ledger
	Limit  core.Limit // zero for that of core.DefaultSettings
	Pace   Pace       // zero for Standard

	price atomic.Int64 // core.USD; the last that the service told us
}

// A Ledger tells what other jobs of this computer, in whatever process, have submitted. The journal is one.
type Ledger interface {
	// Unknown returns the entries of the engine's jobs that stand at Submitting, whatever their state.
	Unknown(core.EngineID) ([]core.Entry, error)
	// Owned reports whether a job has the run.
	Owned(remoteID string) (bool, error)
}

var (
	_ core.Engine  = (*Engine)(nil)
	_ core.Pricer  = (*Engine)(nil)
	_ core.Claimer = (*Engine)(nil)
)

// Info describes the engine. The price is the published one, or what CheckPrice last heard if that is more.
func (e *Engine) Info() core.Info {
	limit := e.Limit
	if limit.InFlight < 1 {
		s := core.DefaultSettings()
		limit = core.Limit{InFlight: s.InFlight, Spacing: s.Spacing}
	}
	return core.Info{
		ID: core.Lynx, Name: "Lynx", Model: wavespeed.Model,
		Price: max(listPrice, core.USD(e.price.Load())), NeedsPrompt: true, Limit: limit,
		// The service tells of 5 to 12 s for each second of a clip; the picture's way there and the clip's way here come to that.
		Usual: core.Span{Low: 30 * time.Second, High: 60 * time.Second},
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
// NoCredit, Expired), are for trying again from the mark, which is free. OutcomeUnknown means that it could not be found out what became of a submit; from that mark Generate only looks.
func (e *Engine) Generate(ctx context.Context, t *core.Task) error {
	r := &taskRun{Engine: e, task: t, mark: t.Mark, pace: e.Pace, began: time.Now()}
	if r.pace == (Pace{}) {
		r.pace = Standard()
	}
	for ctx.Err() == nil {
		err := r.checkAccount(ctx)
		if err != nil {
			return err
		}
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
			if err := clipfile.CheckWhole(t.Out); err == nil || errors.Is(err, clipfile.ErrStrange) {
				return nil
			}
			r.mark.Step = core.Made // the file is gone, and the run may still be there
		}
		if err != nil {
			return r.blameAccount(err)
		}
	}
	return ctx.Err()
}

// A taskRun is one call of Generate. Its methods are the steps; each moves the mark on, or returns why it cannot.
type taskRun struct {
	*Engine
	task *core.Task
	mark core.Mark // as it was last saved
	pace Pace

	began  time.Time         // of this call, with its monotonic part
	sent   bool              // this call has submitted
	tried  int               // how many submits of this call got a 429
	images map[string]string // the addresses of the pictures of other runs, by the run's id, as far as the service tells them
	output string            // the clip's address, once this call knows it
}

// save makes the next mark durable.
func (r *taskRun) save(m core.Mark) error {
	m.At = r.Client.Now()
	if err := r.task.Save(m); err != nil {
		return err
	}
	m.At = r.Client.Now() // the turn to submit may have been long in coming
	r.mark = m
	return nil
}

func (r *taskRun) report(phase core.Phase, done float64, note string) {
	r.task.Report(core.Progress{Phase: phase, Done: done, Note: note})
}
