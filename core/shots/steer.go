package shots

import (
	"context"
	"slices"

	"caracal/core"
)

// Pause has no further row of a list sent until Continue is called, not even rows that wait in the studio for their turn. Rows that were sent go on.
func (d *Desk) Pause(id string) error {
	return d.edit(id, func(_ *running, l *List) {
		l.pause(nil)
		l.Why = nil
	})
}

// Continue goes on with a list that was paused, by the person or by an error. The rows to come may cost what the engines cost according to told, which is what the person has just been
// shown; where told is empty, they may cost what was agreed to before.
func (d *Desk) Continue(id string, told []core.Info) error {
	return d.edit(id, func(r *running, l *List) {
		for i := range l.Rows {
			if r.state(i) == ToCome {
				l.Rows[i].agree(told)
			}
		}
		l.Paused, l.Why = false, nil
	})
}

// StopUnsent leaves out all rows of a list that have not been sent. Rows that were sent go on.
func (d *Desk) StopUnsent(id string) error {
	return d.edit(id, func(r *running, l *List) {
		for i, row := range l.Rows {
			if r.state(i) == ToCome || r.jobs[row.Job].Unsent() {
				l.Rows[i].LeftOut = true
			}
		}
		l.Paused, l.Why = false, nil
	})
}

// Retry tries those of the rows again, by their ids, that have failed: one whose run the service accepted goes on from there, and any other gets a new job, which may cost what told says,
// as for Continue. Rows that have failed since the person was told of these are left for the next time. Where the person has paused the list, or a price that they have not agreed to has,
// the other rows stay paused; a list that anything else has paused goes on.
func (d *Desk) Retry(ctx context.Context, id string, rows []string, told []core.Info) error {
	r, err := d.find(id)
	if err != nil {
		return err
	}
	r.editing.Lock()
	defer r.editing.Unlock()
	d.mu.Lock()
	s := d.status(r)
	r.failure = nil // it was of the jobs that are tried again
	d.mu.Unlock()
	l := s.List
	l.Rows = slices.Clone(l.Rows)
	var goOn, over []core.JobID
	for i := range l.Rows {
		row, job := &l.Rows[i], s.Jobs[i].ID
		switch {
		case s.State(i) != Failed || !slices.Contains(rows, row.ID):
			continue
		case s.resumable(i):
			goOn = append(goOn, job)
			continue
		case core.KindOf(row.Err) == core.PictureChanged: // the person knows, and wants the new picture
			row.Stamp = stampOf(row.Picture.Path)
		}
		if job != "" {
			over = append(over, job)
			row.Job = core.NewJobID()
		}
		row.Err, row.LeftOut, row.Again = nil, false, true
		row.agree(told)
	}
	if l.Why != nil && l.Why.Kind != core.PriceRose {
		l.Paused, l.Why = false, nil
	}
	if err := d.replace(r, l, over...); err != nil {
		return err
	}
	for _, job := range goOn {
		if err := d.studio.Look(ctx, job); err != nil {
			return err
		}
	}
	return nil
}

// Dismiss puts a list that has ended out of sight, with its jobs. It does nothing to a list that has not ended, nor to one with an unclear row, because money may be at stake.
func (d *Desk) Dismiss(id string) error {
	r, err := d.find(id)
	if err != nil {
		return err
	}
	d.mu.Lock()
	s := d.status(r)
	d.mu.Unlock()
	if !s.Ended() || s.Count(Unclear) > 0 {
		return nil
	}
	r.stop()
	<-r.done
	d.forget(r)
	for _, j := range s.Jobs {
		if j.ID != "" {
			d.studio.Dismiss(j.ID)
		}
	}
	return d.book.Remove(id)
}

// edit changes a list. change also gets the list as it runs, to look at.
func (d *Desk) edit(id string, change func(*running, *List)) error {
	r, err := d.find(id)
	if err != nil {
		return err
	}
	r.editing.Lock()
	defer r.editing.Unlock()
	return d.change(r, func(l *List) { change(r, l) })
}

// find returns the list that was begun under this id, or an error.
func (d *Desk) find(id string) (*running, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r := d.lookUp(id); r != nil {
		return r, nil
	}
	return nil, core.Errorf("steer shot list", core.Internal, "there is no list %s here", id)
}
