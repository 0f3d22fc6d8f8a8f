package shots

import (
	"context"
	"time"

	"caracal/core"
)

// elsewherePause is how often the journal is asked about a job that another process runs.
const elsewherePause = 5 * time.Second

// run submits the rows of a list one by one, as many at a time as their engines make, until ctx ends.
func (d *Desk) run(ctx context.Context, r *running) {
	for ctx.Err() == nil {
		if d.step(ctx, r) {
			continue
		}
		var timer <-chan time.Time
		if d.worksElsewhere(r) {
			timer = time.After(elsewherePause)
		}
		select {
		case <-r.wakeUp:
		case <-timer:
			d.refresh(r)
		case <-ctx.Done():
		}
	}
}

// step submits a row, or pauses the list, and reports whether there was anything to do.
func (d *Desk) step(ctx context.Context, r *running) bool {
	r.editing.Lock()
	defer r.editing.Unlock()
	i, why := d.next(r)
	switch {
	case why != nil:
		d.change(r, func(l *List) { l.pause(why) })
	case i >= 0:
		d.submit(ctx, r, i)
	default:
		return false
	}
	return true
}

// next returns the row to submit now, or -1 for none; why is set when no more rows may be submitted.
func (d *Desk) next(r *running) (i int, why *core.Error) {
	limits := d.limits()
	d.mu.Lock()
	defer d.mu.Unlock()
	why, r.failure = r.failure, nil
	for _, j := range r.jobs {
		if !j.State.Ended() {
			limits[j.Request.Engine]--
		}
	}
	for i, row := range r.list.Rows {
		if r.state(i) == ToCome && r.list.sends(row) && (why != nil || limits[row.Engine] > 0) {
			return i, why
		}
	}
	return -1, nil
}

// limits returns how many jobs of each engine a list may have in the studio.
func (d *Desk) limits() map[core.EngineID]int {
	limits := map[core.EngineID]int{}
	for _, e := range d.studio.Engines() {
		// One more than run at once, so that the engine never waits for us.
		limits[e.ID] = max(1, d.studio.Limit(e.ID).InFlight) + 1
	}
	return limits
}

// HeldUp reports whether a list gets no further until something is seen to: every row in the making is held up, and none is to be sent beside them.
func (d *Desk) HeldUp(s Status) bool {
	limits := d.limits()
	for i, j := range s.Jobs {
		if s.State(i) != Making {
			continue
		}
		if j.Err == nil {
			return false
		}
		limits[j.Request.Engine]--
	}
	for i, row := range s.List.Rows {
		if s.State(i) == ToCome && s.List.sends(row) && limits[row.Engine] > 0 {
			return false
		}
	}
	return s.Count(Making) > 0
}

// submit gives row i to the studio. An error that is about the row is noted in it; any other pauses the list.
func (d *Desk) submit(ctx context.Context, r *running, i int) {
	d.mu.Lock()
	l, before := r.list, r.jobs[r.list.Rows[i].Job]
	d.mu.Unlock()
	request, err := l.Request(i)
	request.AtMost = l.Rows[i].Agreed
	switch {
	case err != nil:
	case before.ID == "":
		request.Picture, err = l.Rows[i].picture()
	default: // the row's job was taken back: the studio takes no id twice, and has the picture
		request.Picture = before.Request.Picture
		l = l.Edit(l.Rows[i].ID, func(r *Row) { r.Job = core.NewJobID() })
		err = d.replace(r, l, before.ID)
	}
	if err == nil {
		err = d.studio.SubmitAs(ctx, l.Rows[i].Job, request)
	}
	if ctx.Err() != nil {
		return
	}
	if err == nil {
		// The studio may have had the job from before a crash, and then tells nothing.
		j, ok, findErr := d.studio.Find(l.Rows[i].Job)
		if ok {
			d.note(r, j.ID, j)
			return
		}
		err = core.Errorf("submit shot", core.Internal, "the studio does not know the job: %w", findErr)
	}
	why := core.AsError("submit shot", err)
	d.change(r, func(l *List) {
		if rowFailed(why.Kind) {
			l.Rows[i].Err = why
		} else {
			l.pause(why)
		}
	})
}

// rowFailed reports whether an error of this kind is about one row, so that the next may do better.
func rowFailed(k core.Kind) bool {
	about := k.Nature().About
	return about == core.AboutRequest || about == core.AboutPicture
}

// worksElsewhere reports whether another process runs a job of the list.
func (d *Desk) worksElsewhere(r *running) bool {
	for _, id := range d.unfinished(r) {
		if _, ours := d.studio.Job(id); !ours {
			return true
		}
	}
	return false
}

// refresh looks up in the journal how the unfinished jobs stand.
func (d *Desk) refresh(r *running) {
	for _, id := range d.unfinished(r) {
		if j, ok, err := d.findJob(id); ok && err == nil {
			d.onJob(j)
		}
	}
}

func (d *Desk) unfinished(r *running) (ids []core.JobID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, j := range r.jobs {
		if !j.State.Ended() {
			ids = append(ids, j.ID)
		}
	}
	return ids
}
