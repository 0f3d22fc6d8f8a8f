package lynx

import (
	"context"
	"time"

	"caracal/core"
	"caracal/core/wavespeed"
)

// wait asks for the run until the service has the clip. An error of the asking says nothing about the run: when it lasts it is returned, so that the job tries again later.
func (r *taskRun) wait(ctx context.Context) error {
	const op = "wait for the clip"
	var t failureStreak
	pause := r.pace.Poll
	if !r.sent {
		pause = 0 // the run was accepted a while ago
	}
	began := time.Now()
	patience := min(r.pace.Patience, max(0, r.pace.Patience-r.Client.Now().Sub(r.mark.At)))
	r.report(core.Queued, -1, "")
	for {
		if err := core.Sleep(ctx, pause); err != nil {
			return err
		}
		p, err := r.Client.Result(ctx, r.mark.RemoteID)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			if err := p.Verdict(r.task.Request.Prompt); err != nil {
				return err
			}
			if p.Status == wavespeed.Completed && len(p.Outputs) > 0 {
				r.output = p.Outputs[0]
				return r.save(core.Mark{Step: core.Made, RemoteID: r.mark.RemoteID, Account: r.mark.Account, Facts: p.Facts})
			}
			if p.Status == wavespeed.Completed {
				err = core.Errorf(op, core.RemoteFailed, "the run is said to be complete and has no clip")
			}
		}
		if err != nil {
			lasts := t.add(err, r.pace.Grace)
			if lasts || t.kind == core.KeyRefused && t.tries > 1 { // the person is told soon; whoever runs the job tries again by itself
				return err
			}
			pause = t.pause(err, r.pace.Poll, r.pace.PollMost)
			continue
		}
		t.reset()
		r.reportStatus(p)
		if time.Since(began) >= patience {
			return core.Errorf(op, core.StillRunning, "the run is %q for longer than usual", p.StatusText)
		}
		pause = min(r.pace.PollMost, max(r.pace.Poll, pause+pause/8))
	}
}

func (r *taskRun) reportStatus(p wavespeed.Prediction) {
	switch p.Status {
	case wavespeed.Queued:
		r.report(core.Queued, -1, "")
	case wavespeed.Running:
		r.report(core.Making, -1, "")
	default:
		r.report(core.Making, -1, p.StatusText)
	}
}
