package lynx

import (
	"context"
	"slices"
	"time"

	"caracal/core"
	"caracal/core/wavespeed"
)

// unknownClockError is by how much our clock may be wrong when the service's time was not known as the submit was sent.
const unknownClockError = 3 * time.Minute

// look finds out what became of a submit without making another. It leaves the mark at Accepted, or at Uploaded when the service had answered with a 429 and
// nothing came of the submit; everything else is OutcomeUnknown.
func (r *taskRun) look(ctx context.Context) error {
	const op = "look for the run"
	if r.mark.At.IsZero() {
		return core.Errorf(op, core.OutcomeUnknown, "nobody knows when it was submitted")
	}
	if err := r.waitOutBusy(ctx); err != nil {
		return err
	}
	r.report(core.Looking, -1, "")
	if _, within, known := r.Client.ClockOffset(); !known || within > unknownClockError {
		// Any answer tells the service's time. Without one the list is not to be had either.
		_, _ = r.Client.Balance(ctx)
	}
	began := time.Now()
	var t failureStreak
	for pause := r.pace.Poll; ; pause = min(2*pause, r.pace.PollMost) {
		saw, err := r.observe(ctx)
		saw.waited, saw.settle = time.Since(began), r.pace.Settle
		// What another account's list does not show proves nothing, and the key may have been changed just now.
		if other := r.checkAccount(ctx); other != nil {
			return other
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && t.add(err, r.pace.Settle):
			return core.Errorf(op, core.OutcomeUnknown, "%w", err)
		case err != nil:
			// There may be an answer yet.
		default:
			t.reset()
			switch do, id := saw.decide(); do {
			case adopt:
				return r.accept(id)
			case resubmit:
				return r.revertTo(core.Mark{
					Step: core.Uploaded, UploadURL: r.mark.UploadURL, Uploaded: r.mark.Uploaded, Account: r.mark.Account, Submit: core.Submit{First: firstSent(r.mark)},
				})
			case giveUp:
				return core.Errorf(op, core.OutcomeUnknown, "the service shows %d runs that can be it", saw.open)
			}
		}
		if err := core.Sleep(ctx, pause); err != nil {
			return err
		}
	}
}

// revertTo saves a mark that says that nothing came of the submit. Until it is on disk the outcome counts as unknown.
func (r *taskRun) revertTo(m core.Mark) error {
	if err := r.save(m); err != nil {
		return core.Errorf("note that nothing was made", core.OutcomeUnknown, "%w", err)
	}
	return nil
}

// waitOutBusy waits for as long as a 429 asked for, even one that another process got.
func (r *taskRun) waitOutBusy(ctx context.Context) error {
	const most = 10 * time.Minute // whatever our clock says
	d := r.mark.Submit.Rest.Sub(r.Client.Now())
	if d <= 0 || d > most {
		return nil
	}
	r.report(core.Queued, -1, "busy")
	return core.Sleep(ctx, d)
}

// An observation is what the service and the ledger show of one submit.
type observation struct {
	mine   string        // the run that was made from our own upload; empty when none is known to be
	match  string        // the run that is ours by the rule of match; empty when none is
	open   int           // how many runs may be ours
	busy   bool          // the answer was a 429, its wait is over, and if nothing came of the submit it may be sent again
	age    time.Duration // since the last submit whose run may be mistaken for ours
	waited time.Duration // since this look began
	settle time.Duration // the age from which on the list is taken to be complete
}

// An action is what a look does next.
type action int

const (
	keepLooking action = iota
	adopt              // the run is ours
	resubmit           // there is none
	giveUp             // the person decides
)

// decide says what to do about an observation, and which run to adopt. It is a pure function. Only a run that was made from our own upload is ours at first sight: any other, even if
// there is only one, may be somebody else's as long as ours may not be in the list yet.
func (s observation) decide() (do action, id string) {
	switch {
	case s.mine != "":
		return adopt, s.mine
	case s.open == 0 && s.busy:
		return resubmit, ""
	case s.age < s.settle && s.waited < 2*s.settle:
		return keepLooking, ""
	case s.match != "" && s.age >= s.settle:
		return adopt, s.match
	}
	return giveUp, ""
}

// observe asks the service, and then the ledger: whatever another job had submitted before the service showed its run is in the ledger by then.
func (r *taskRun) observe(ctx context.Context) (observation, error) {
	mine := r.postedFrom(r.task.ID, r.mark)
	submits, err := r.confusable(mine)
	if err != nil {
		return observation{}, err
	}
	listed, err := r.listAround(ctx, submits)
	if err != nil {
		return observation{}, err
	}
	if submits, err = r.confusable(mine); err != nil {
		return observation{}, err
	}
	saw := observation{busy: r.mayResubmit(mine)}
	var runs []foundRun
	for _, p := range listed {
		owned, err := r.Ledger.Owned(p.ID)
		if err != nil {
			return observation{}, err
		}
		if owned {
			continue
		}
		f, undated := foundRun{p.ID, p.Created}, p.Created.IsZero()
		possible := undated || mine.possible(f)
		image := p.Image
		if image == "" && possible {
			image = r.imageOf(ctx, p.ID)
		}
		switch {
		case image != "" && image == r.mark.UploadURL:
			saw.mine = p.ID
		case image != "" && possible:
			continue // somebody else's
		}
		if possible {
			saw.open++
		}
		if !undated { // an undated run can be anyone's, and nothing says that it is ours
			runs = append(runs, f)
		}
	}
	saw.match = match(submits, runs)[r.task.ID]
	saw.age = r.age(submits, mine)
	return saw, nil
}

// listAround returns the runs that the service shows of the time in which any of the submits may have made one.
func (r *taskRun) listAround(ctx context.Context, submits []postedSubmit) ([]wavespeed.Prediction, error) {
	since, until := submits[0].earliest, submits[0].latest
	for _, p := range submits {
		if p.earliest.Before(since) {
			since = p.earliest
		}
		if p.latest.After(until) {
			until = p.latest
		}
	}
	return r.Client.Predictions(ctx, since.Add(-time.Second), until.Add(possibleWithin+time.Second)) // filters have whole seconds
}

// mayResubmit reports whether the submit got a 429 and may be sent again if no run of it is found. It may not after the job has ended, when people are told that looking is free, nor
// when the service may have forgotten a run.
func (r *taskRun) mayResubmit(mine postedSubmit) bool {
	const believed = wavespeed.Retention / 2
	now, known := r.Client.ServiceTime(r.Client.Now())
	s := r.mark.Submit
	return !s.Busy.IsZero() && !s.LookOnly && known && now.Sub(mine.earliest).Abs() < believed
}

// imageOf returns the address of a run's picture, for a service that tells it of a single run and not in its list. The service is asked once for each run.
func (r *taskRun) imageOf(ctx context.Context, id string) string {
	image, asked := r.images[id]
	if asked {
		return image
	}
	p, err := r.Client.Result(ctx, id)
	if err != nil {
		return ""
	}
	if r.images == nil {
		r.images = map[string]string{}
	}
	r.images[id] = p.Image
	return p.Image
}

// age returns how long ago the last submit was sent whose run may be mistaken for ours.
func (r *taskRun) age(submits []postedSubmit, mine postedSubmit) time.Duration {
	last := mine.middle()
	for _, s := range stretches(submits, nil) {
		if slices.ContainsFunc(s.submits, func(p postedSubmit) bool { return p.job == mine.job }) {
			for _, p := range s.submits {
				if p.middle().After(last) {
					last = p.middle()
				}
			}
		}
	}
	now, _ := r.Client.ServiceTime(r.Client.Now())
	return now.Sub(last)
}

// confusable returns mine and those submits of unknown outcome of other jobs of the account whose runs may be mistaken for its run, directly or through others.
func (r *taskRun) confusable(mine postedSubmit) ([]postedSubmit, error) {
	entries, err := r.Ledger.Unknown(core.Lynx)
	if err != nil {
		return nil, err
	}
	submits := []postedSubmit{mine}
	for grown := true; grown; {
		grown = false
		entries = slices.DeleteFunc(entries, func(e core.Entry) bool {
			if e.Job.ID == r.task.ID || e.Mark.Account != "" && r.mark.Account != "" && e.Mark.Account != r.mark.Account {
				return true
			}
			p := r.postedFrom(e.Job.ID, e.Mark)
			if !slices.ContainsFunc(submits, p.mayShareRun) {
				return false
			}
			submits, grown = append(submits, p), true
			return true
		})
	}
	return submits, nil
}

// middle is the best single guess at when it was sent.
func (p postedSubmit) middle() time.Time { return p.latest.Add(-p.latest.Sub(p.earliest) / 2) }

// mayShareRun reports whether both may have made the same run.
func (p postedSubmit) mayShareRun(q postedSubmit) bool {
	return !p.earliest.After(q.latest.Add(possibleWithin)) && !q.earliest.After(p.latest.Add(possibleWithin))
}

// postedFrom returns what a mark at Submitting tells of its submit.
func (e *Engine) postedFrom(id core.JobID, m core.Mark) postedSubmit {
	ahead, within := m.Submit.Ahead, m.Submit.Error
	if within == 0 {
		ahead, _, _ = e.Client.ClockOffset()
		within = unknownClockError
	}
	p := postedSubmit{job: id, at: m.At.Round(0), earliest: firstSent(m).Round(0).Add(ahead - within), latest: m.At.Round(0).Add(ahead + within)}
	if !m.Submit.Busy.IsZero() {
		p.busyAt = m.Submit.Busy.Round(0).Add(ahead + within)
	}
	return p
}

// firstSent returns when the first submit of a job was sent, by its mark at Submitting.
func firstSent(m core.Mark) time.Time {
	if !m.Submit.First.IsZero() {
		return m.Submit.First
	}
	return m.At
}
