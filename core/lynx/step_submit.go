package lynx

import (
	"context"
	"time"

	"caracal/core"
	"caracal/core/wavespeed"
)

// uploadLasts is for how long an uploaded picture is used. The service keeps it for 7 days.
const uploadLasts = 24 * time.Hour

// upload brings the picture to the service. That is free, so it is tried again for a while.
func (r *taskRun) upload(ctx context.Context) error {
	r.report(core.Reading, -1, "")
	picture, err := readPicture(ctx, r.task.Request)
	if err != nil {
		return err
	}
	r.report(core.Uploading, -1, "")
	var t failureStreak
	for {
		url, err := r.Client.Upload(ctx, picture)
		if err == nil {
			return r.save(core.Mark{
				Step: core.Uploaded, UploadURL: url, Uploaded: r.Client.Now(), Account: r.Client.Account(), Submit: core.Submit{First: r.mark.Submit.First},
			})
		}
		if !core.KindOf(err).Nature().Transient {
			return err
		}
		if t.add(err, r.pace.Upload) {
			return err
		}
		if err := core.Sleep(ctx, t.pause(err, r.pace.Poll, r.pace.PollMost)); err != nil {
			return err
		}
	}
}

// submit orders the clip. It leaves the mark at Accepted, at Submitting for look to find out, or at New when the picture must be uploaded again first.
func (r *taskRun) submit(ctx context.Context) error {
	if age := r.Client.Now().Sub(r.mark.Uploaded); r.mark.UploadURL == "" || age.Abs() > uploadLasts {
		r.mark = core.Mark{Step: core.New, Submit: core.Submit{First: r.mark.Submit.First}}
		return nil
	}
	if r.tried > 0 && time.Since(r.began) >= r.pace.Patience {
		return core.Errorf("submit", core.Busy, "the service has asked for patience %d times", r.tried)
	}
	// An old price is better than none. Any answer also tells the service's time, by which the run can be told from others if it has to be looked for.
	_ = r.CheckPrice(ctx)
	if now := r.Info().Price; r.task.Price > 0 && now > r.task.Price {
		return core.Errorf("submit", core.PriceRose, "a clip costs %v now and not %v", now, r.task.Price)
	}
	uploaded := r.mark
	if may, err := r.markSubmitting(ctx, uploaded); !may {
		return err
	}
	r.sent = true
	// Whoever stops waiting now must still learn what became of it.
	p, outcome, err := r.Client.Submit(context.WithoutCancel(ctx), wavespeed.Order{
		Prompt: r.task.Request.Prompt, Image: uploaded.UploadURL, Aspect: r.task.Request.Aspect,
	})
	switch {
	case outcome == wavespeed.Accepted:
		return r.accept(p.ID)
	case outcome == wavespeed.NotAccepted:
		if err := r.revertTo(uploaded); err != nil {
			return err
		}
		return err
	case core.KindOf(err) == core.Busy:
		r.tried++
		return r.noteBusy(err)
	}
	return nil
}

// markSubmitting saves the mark at Submitting when it is the job's turn, and reports whether the order may be sent now. Where it may not, nothing has been sent.
func (r *taskRun) markSubmitting(ctx context.Context, uploaded core.Mark) (may bool, err error) {
	r.report(core.Sending, -1, "")
	ahead, within, _ := r.Client.ClockOffset()
	submitting := core.Mark{
		Step: core.Submitting, UploadURL: uploaded.UploadURL, Uploaded: uploaded.Uploaded, Account: r.Client.Account(),
		Submit: core.Submit{First: uploaded.Submit.First, Ahead: ahead, Error: within},
	}
	if err := r.save(submitting); err != nil {
		return false, err
	}
	if r.Client.Account() != submitting.Account { // it has changed while the job waited for its turn
		return false, r.revertTo(uploaded)
	}
	if _, now, _ := r.Client.ClockOffset(); within > 0 && now > within+time.Second {
		// Our clock was set while the job waited for its turn. Whoever looks for the run after a kill must know what it showed when the submit was sent.
		_, _ = r.Client.Balance(ctx)
		m := r.mark
		m.Submit.Ahead, m.Submit.Error, _ = r.Client.ClockOffset()
		if err := r.save(m); err != nil {
			if back := r.revertTo(uploaded); back != nil {
				return false, back
			}
			return false, err
		}
	}
	return true, nil
}

// noteBusy adds to the mark what a 429 said, for whoever looks next. Where that cannot be saved, the outcome of the submit is unknown like any other.
func (r *taskRun) noteBusy(busy error) error {
	wait := wavespeed.RequestedWait(busy)
	if wait == 0 {
		wait = r.pace.Busy
	}
	m := r.mark
	m.Submit.Busy = r.Client.Now()
	m.Submit.Rest = m.Submit.Busy.Add(wait)
	if err := r.task.Save(m); err != nil {
		return core.Errorf("note the answer", core.OutcomeUnknown, "%w", err)
	}
	r.mark = m
	return nil
}

// accept saves the id of the run. Where that cannot be saved, the outcome is unknown to the next process, and so it is called unknown here.
func (r *taskRun) accept(id string) error {
	if err := r.save(core.Mark{Step: core.Accepted, RemoteID: id, Account: r.mark.Account}); err != nil {
		return core.Errorf("note the run", core.OutcomeUnknown, "%w", err)
	}
	return nil
}
