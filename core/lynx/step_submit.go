package lynx

import (
	"context"
	"time"

	"caracal/core"
)

// uploadLasts is for how long an uploaded picture is used. The service keeps it for 7 days.
const uploadLasts = 24 * time.Hour

// upload brings the picture to the service. It is free, so it is tried for a while.
func (r *run) upload(ctx context.Context) error {
	r.report(core.Reading, -1, "")
	picture, err := readPicture(ctx, r.task.Request)
	if err != nil {
		return err
	}
	r.report(core.Uploading, -1, "")
	var t trouble
	for {
		url, err := r.Client.Upload(ctx, picture)
		if err == nil {
			return r.save(core.Mark{Step: core.Uploaded, UploadURL: url})
		}
		switch core.KindOf(err) {
		case core.ServiceDown, core.Offline, core.Busy:
		default:
			return err
		}
		if t.met(err, r.pace.Upload) {
			return err
		}
		if err := sleep(ctx, t.rest(err, r.pace.Poll, r.pace.PollMost)); err != nil {
			return err
		}
	}
}

// submit orders the clip. It leaves the mark at Accepted, at Submitting for look to find out, or at New when the picture must be uploaded again first.
func (r *run) submit(ctx context.Context) error {
	if age := r.Client.now().Sub(r.mark.At); r.mark.UploadURL == "" || age.Abs() > uploadLasts {
		r.mark = core.Mark{Step: core.New}
		return nil
	}
	uploaded := r.mark
	submitting := core.Mark{Step: core.Submitting, UploadURL: uploaded.UploadURL}
	if r.busy != nil {
		if err := r.rest(ctx); err != nil {
			return err
		}
		// The service had time to show what it may have accepted after all.
		if found, err := r.candidates(ctx); err != nil || len(found.ids) > 0 {
			return r.save(submitting)
		}
	}
	r.report(core.Sending, -1, "")
	if err := r.save(submitting); err != nil {
		return err
	}
	r.noteSubmit()
	// Whoever stops waiting now must still learn what became of it.
	p, outcome, err := r.Client.Submit(context.WithoutCancel(ctx), Order{
		Prompt: r.task.Request.Prompt, Image: uploaded.UploadURL, Aspect: r.task.Request.Aspect,
	})
	switch outcome {
	case Accepted:
		return r.accept(p.ID)
	case NotAccepted:
		// The no is what counts, also where the mark cannot be taken back: then a later look finds nothing, and the person decides.
		_ = r.save(uploaded)
		return err
	}
	if core.KindOf(err) == core.Busy {
		r.busy = err
	}
	return nil
}

// noteSubmit notes when the submit that follows is sent.
func (r *run) noteSubmit() {
	r.busy, r.sent = nil, time.Now()
	earliest, latest, known := r.Client.serviceNow()
	if known && r.first.IsZero() {
		r.first = earliest
	}
	r.last = latest
}

// rest does what a 429 asked for, unless they have come for too long.
func (r *run) rest(ctx context.Context) error {
	if time.Since(r.began) >= r.pace.Patience {
		return r.busy
	}
	r.report(core.Queued, -1, "busy")
	if d := asked(r.busy); d > 0 {
		return sleep(ctx, d)
	}
	return sleep(ctx, r.pace.Busy)
}

// accept saves the id of the run. While that is not on disk the outcome is unknown to whoever comes next, and so it is called that.
func (r *run) accept(id string) error {
	if err := r.save(core.Mark{Step: core.Accepted, RemoteID: id}); err != nil {
		return core.Errorf("note the run", core.OutcomeUnknown, "%w", err)
	}
	return nil
}
