package lynx

import (
	"context"
	"slices"
	"time"

	"caracal/core"
)

// offClock is by how much our clock may be off where nothing tells: the service's time was not known when the submit was sent.
const offClock = 3 * time.Minute

// look finds out what became of a submit without making another. It leaves the mark at Accepted, or at Uploaded when the service had asked for patience and
// nothing came of it; everything else is OutcomeUnknown.
func (r *run) look(ctx context.Context) error {
	const op = "look for the run"
	if r.mark.At.IsZero() {
		return core.Errorf(op, core.OutcomeUnknown, "nobody knows when it was submitted")
	}
	if err := r.rest(ctx); err != nil {
		return err
	}
	r.report(core.Looking, -1, "")
	if _, within, known := r.Client.ahead(); !known || within > offClock {
		// Any answer tells the service's time. Without one the list is not to be had either.
		_, _ = r.Client.Balance(ctx)
	}
	began := time.Now()
	var t trouble
	for pause := r.pace.Poll; ; pause = min(2*pause, r.pace.PollMost) {
		saw, err := r.see(ctx)
		saw.waited, saw.settle = time.Since(began), r.pace.Settle
		// What another account's list does not show proves nothing, and the key may have been changed just now.
		if other := r.check(ctx); other != nil {
			return other
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && t.met(err, r.pace.Settle):
			return core.Errorf(op, core.OutcomeUnknown, "%w", err)
		case err != nil:
			// There may be an answer yet.
		default:
			t.over()
			switch do, id := saw.decide(); do {
			case take:
				return r.accept(id)
			case sendAgain:
				return r.takeBack(core.Mark{
					Step: core.Uploaded, UploadURL: r.mark.UploadURL, Uploaded: r.mark.Uploaded, Account: r.mark.Account, Submit: core.Submit{First: r.firstSent()},
				})
			case giveUp:
				return core.Errorf(op, core.OutcomeUnknown, "the service shows %d runs that can be it", saw.open)
			}
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
}

// takeBack saves the mark that says that nothing came of the submit. While that is not on disk nobody knows.
func (r *run) takeBack(m core.Mark) error {
	if err := r.save(m); err != nil {
		return core.Errorf("note that nothing was made", core.OutcomeUnknown, "%w", err)
	}
	return nil
}

// rest waits for as long as a 429 asked for, also when another process heard it.
func (r *run) rest(ctx context.Context) error {
	const most = 10 * time.Minute // whatever our clock says
	d := r.mark.Submit.Rest.Sub(r.Client.now())
	if d <= 0 || d > most {
		return nil
	}
	r.report(core.Queued, -1, "busy")
	return sleep(ctx, d)
}

// A sight is what a look at the service and the ledger shows of one submit.
type sight struct {
	mine   string        // the run that was made from our own upload; empty when none is known to be
	match  string        // the run that is ours by the rule of match; empty when none is
	open   int           // how many runs may be ours
	busy   bool          // the answer was a 429, what that asked for has been done, and where nothing came of it, it may be sent again
	age    time.Duration // since the last submit whose run may be mixed up with ours
	waited time.Duration // since this look began
	settle time.Duration // the age from which on the list is taken to be complete
}

// A step of a look.
type doing int

const (
	keepLooking doing = iota
	take              // the run is ours
	sendAgain         // there is none
	giveUp            // the person decides
)

// decide says what to do about what is seen, and which run to take. It is a pure function. Only what was made from our own upload is ours at first sight: a run that is alone may be
// somebody else's as long as ours may not be in the list yet.
func (s sight) decide() (do doing, id string) {
	switch {
	case s.mine != "":
		return take, s.mine
	case s.open == 0 && s.busy:
		return sendAgain, ""
	case s.age < s.settle && s.waited < 2*s.settle:
		return keepLooking, ""
	case s.match != "" && s.age >= s.settle:
		return take, s.match
	}
	return giveUp, ""
}

// see asks the service, and then the ledger: whatever another job had submitted before the service showed its run is in the ledger by then.
func (r *run) see(ctx context.Context) (sight, error) {
	mine := r.posted(r.task.ID, r.mark)
	submits, err := r.unknown(mine)
	if err != nil {
		return sight{}, err
	}
	since, until := mine.earliest, mine.latest
	for _, p := range submits {
		if p.earliest.Before(since) {
			since = p.earliest
		}
		if p.latest.After(until) {
			until = p.latest
		}
	}
	listed, err := r.Client.Predictions(ctx, since.Add(-time.Second), until.Add(late+time.Second)) // filters have whole seconds
	if err != nil {
		return sight{}, err
	}
	if submits, err = r.unknown(mine); err != nil {
		return sight{}, err
	}
	saw := sight{busy: r.maySendAgain(mine)}
	var runs []found
	for _, p := range listed {
		owned, err := r.Ledger.Owned(p.ID)
		if err != nil {
			return sight{}, err
		}
		if owned {
			continue
		}
		f, undated := found{p.ID, p.Created}, p.Created.IsZero()
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
		if !undated { // else it can be anyone's, and nothing speaks for us
			runs = append(runs, f)
		}
	}
	saw.match = match(submits, runs)[r.task.ID]
	saw.age = r.age(submits, mine)
	return saw, nil
}

// maySendAgain reports whether the submit got a 429 and may be sent again once nothing is found of it. Not after the job has ended, when people are told that to look is free, and not
// when the service may have forgotten a run.
func (r *run) maySendAgain(mine posted) bool {
	const believed = Kept / 2
	now, known := r.Client.serviceTime(r.Client.now())
	s := r.mark.Submit
	return !s.Busy.IsZero() && !s.LookOnly && known && now.Sub(mine.earliest).Abs() < believed
}

// imageOf returns the picture's address as a run was given it, where the service tells that of the run itself and not in its list. It is asked once for each run.
func (r *run) imageOf(ctx context.Context, id string) string {
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

// age returns how long ago the last submit was that may have made a run that is mixed up with ours.
func (r *run) age(submits []posted, mine posted) time.Duration {
	last := mine.middle()
	for _, s := range stretches(submits, nil) {
		if slices.ContainsFunc(s.submits, func(p posted) bool { return p.job == mine.job }) {
			for _, p := range s.submits {
				if p.middle().After(last) {
					last = p.middle()
				}
			}
		}
	}
	now, _ := r.Client.serviceTime(r.Client.now())
	return now.Sub(last)
}

// unknown returns mine and the submits of other jobs of the account whose outcome nobody knows and that may be mixed up with it, directly or through others.
func (r *run) unknown(mine posted) ([]posted, error) {
	entries, err := r.Ledger.Unknown(core.Lynx)
	if err != nil {
		return nil, err
	}
	submits := []posted{mine}
	for grown := true; grown; {
		grown = false
		entries = slices.DeleteFunc(entries, func(e core.Entry) bool {
			if e.Job.ID == r.task.ID || e.Mark.Account != "" && r.mark.Account != "" && e.Mark.Account != r.mark.Account {
				return true
			}
			p := r.posted(e.Job.ID, e.Mark)
			if !slices.ContainsFunc(submits, p.near) {
				return false
			}
			submits, grown = append(submits, p), true
			return true
		})
	}
	return submits, nil
}

// middle is when it was sent as far as anyone can say in one number.
func (p posted) middle() time.Time { return p.latest.Add(-p.latest.Sub(p.earliest) / 2) }

// near reports whether a run may fit both.
func (p posted) near(q posted) bool {
	return !p.earliest.After(q.latest.Add(late)) && !q.earliest.After(p.latest.Add(late))
}

// posted returns what a mark at Submitting tells of its submit.
func (e *Engine) posted(id core.JobID, m core.Mark) posted {
	ahead, within := m.Submit.Ahead, m.Submit.Error
	if within == 0 {
		ahead, _, _ = e.Client.ahead()
		within = offClock
	}
	first := m.At
	if !m.Submit.First.IsZero() {
		first = m.Submit.First
	}
	p := posted{job: id, at: m.At.Round(0), earliest: first.Round(0).Add(ahead - within), latest: m.At.Round(0).Add(ahead + within)}
	if !m.Submit.Busy.IsZero() {
		p.heard = m.Submit.Busy.Round(0).Add(ahead + within)
	}
	return p
}

// firstSent returns when the first submit of the job was sent.
func (r *run) firstSent() time.Time {
	if !r.mark.Submit.First.IsZero() {
		return r.mark.Submit.First
	}
	return r.mark.At
}
