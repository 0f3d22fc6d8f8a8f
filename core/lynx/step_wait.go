package lynx

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"caracal/core"
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
	patience := min(r.pace.Patience, max(0, r.pace.Patience-r.Client.now().Sub(r.mark.At)))
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
			p.Error = withoutPrompt(p.Error, r.task.Request.Prompt)
			if err := p.verdict(); err != nil {
				return err
			}
			if p.Status == Completed && len(p.Outputs) > 0 {
				r.output = p.Outputs[0]
				return r.save(core.Mark{Step: core.Made, RemoteID: r.mark.RemoteID, Account: r.mark.Account, Facts: p.Facts})
			}
			if p.Status == Completed {
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

func (r *taskRun) reportStatus(p Prediction) {
	switch p.Status {
	case Queued:
		r.report(core.Queued, -1, "")
	case Running:
		r.report(core.Making, -1, "")
	default:
		r.report(core.Making, -1, p.StatusText)
	}
}

var moderatedText = regexp.MustCompile(`(?i)sensitive|moderat|nsfw|prohibited content|content policy`)

// verdict returns the error of a run that has come to an end without a clip, and nil for any other.
func (p Prediction) verdict() error {
	const op = "make the clip"
	switch p.Status {
	case Deleted:
		return core.Errorf(op, core.Expired, "the run was deleted")
	case Cancelled:
		return core.Errorf(op, core.RemoteStopped, "the run ended as %q", p.StatusText)
	case Failed:
	default:
		return nil
	}
	kind := core.RemoteFailed
	switch {
	case p.Code == codeModerated || moderatedText.MatchString(p.Error):
		kind = core.Moderated
	case noFaceText.MatchString(p.Error):
		kind = core.NoFace
	case p.Code == codeNoCredit || noCreditText.MatchString(p.Error):
		kind = core.NoCredit
	}
	return &core.Error{Op: op, Kind: kind, Err: fmt.Errorf("the run failed, code %d: %s", p.Code, p.Error), Said: p.Error}
}
