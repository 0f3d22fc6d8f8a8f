package lynx

import (
	"context"
	"time"

	"caracal/core"
)

// Around a submit, in the service's time: where the run that it may have made is looked for. What this call submitted itself was not there before, give or take what
// the service's clocks differ by; the clock behind an old mark may have been off.
const (
	lookBefore    = 10 * time.Second
	lookBeforeOld = 3 * time.Minute
	lookAfter     = 10 * time.Minute
)

// look finds out what became of a submit without making another. It leaves the mark at Accepted, or at Uploaded when the service had asked for patience and
// nothing came of it; everything else is OutcomeUnknown.
func (r *run) look(ctx context.Context) error {
	const op = "look for the run"
	r.report(core.Looking, -1, "")
	if r.mark.At.IsZero() {
		return core.Errorf(op, core.OutcomeUnknown, "nobody knows when it was submitted")
	}
	if _, known := r.Client.serviceTime(r.mark.At); !known {
		// Any answer tells the service's time. Without one the list is not to be had either.
		_, _ = r.Client.Balance(ctx)
	}
	began := time.Now()
	unsettled := min(r.pace.Settle, max(0, r.pace.Settle-r.sinceSubmit())) // the list may not be complete for so long
	var t trouble
	for pause := r.pace.Poll; ; pause = min(2*pause, r.pace.PollMost) {
		found, err := r.candidates(ctx)
		waited := time.Since(began)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && t.met(err, r.pace.Settle):
			return core.Errorf(op, core.OutcomeUnknown, "%w", err)
		case err != nil:
			// There may be an answer yet.
		case len(found.ids) == 1 && !found.contested:
			return r.accept(found.ids[0])
		case len(found.ids) == 0 && r.busy != nil:
			return r.save(core.Mark{Step: core.Uploaded, UploadURL: r.mark.UploadURL})
		case len(found.ids) == 0 && waited >= unsettled:
			return core.Errorf(op, core.OutcomeUnknown, "the service shows no run that can be it")
		case len(found.ids) > 0 && waited >= unsettled && (!found.contested || waited >= r.pace.Settle):
			return core.Errorf(op, core.OutcomeUnknown, "the service shows %d runs that can be it, or another job's", len(found.ids))
		default:
			t.over()
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
}

// sinceSubmit returns how long ago the last submit was.
func (r *run) sinceSubmit() time.Duration {
	if !r.sent.IsZero() {
		return time.Since(r.sent)
	}
	return r.Client.now().Sub(r.mark.At)
}

// Candidates are the runs that a submit may have made.
type candidates struct {
	ids       []string
	contested bool // by another job, whose submit has no known outcome yet either
}

// candidates asks the service, and then the ledger: whatever another job had submitted before the service showed its run is in the ledger by then.
func (r *run) candidates(ctx context.Context) (candidates, error) {
	since, until := r.window()
	listed, err := r.Client.Predictions(ctx, since, until)
	if err != nil {
		return candidates{}, err
	}
	const everything = 1 << 20
	entries, err := r.Ledger.Recent(everything)
	if err != nil {
		return candidates{}, err
	}
	var found, certain candidates
	taken := map[string]bool{}
	for _, e := range entries {
		taken[e.Mark.RemoteID] = true
		found.contested = found.contested || r.rival(e)
	}
	for _, p := range listed {
		switch {
		case taken[p.ID]:
		case p.Image == "":
			found.ids = append(found.ids, p.ID)
		case p.Image == r.mark.UploadURL:
			certain.ids = append(certain.ids, p.ID)
		}
	}
	if len(certain.ids) > 0 {
		return certain, nil
	}
	return found, nil
}

// window returns the span of the service's time in which the run was created if there is one.
func (r *run) window() (since, until time.Time) {
	if r.first.IsZero() {
		at, _ := r.Client.serviceTime(r.mark.At)
		return at.Add(-lookBeforeOld), at.Add(lookAfter)
	}
	return r.first.Add(-lookBefore), r.last.Add(lookAfter)
}

// rival reports whether the entry is of another job that may have made a run at about the same time and does not know.
func (r *run) rival(e core.Entry) bool {
	return e.Job.ID != r.task.ID && e.Job.Request.Engine == core.Lynx && e.Mark.Step == core.Submitting && e.Job.State != core.Failed &&
		e.Mark.At.Sub(r.mark.At).Abs() < lookBeforeOld+lookAfter
}
