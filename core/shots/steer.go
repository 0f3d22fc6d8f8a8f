package shots

import (
	"context"
	"slices"

	"caracal/core"
)

// Pause sends no further row of a list until Go is called, nor what waits for its turn. What was sent goes on.
func (d *Desk) Pause(id string) error {
	return d.edit(id, func(_ *running, l *List) {
		l.hold(nil)
		l.Why = nil
	})
}

// Go takes up a list that was paused, by the person or by something that stood in its way. What is to come may cost what the engines do as the person was told just now; without being
// told, it may cost what was agreed to before.
func (d *Desk) Go(id string, told []core.Info) error {
	return d.edit(id, func(r *running, l *List) {
		for i := range l.Rows {
			if r.state(i) == ToCome {
				l.Rows[i].agree(told)
			}
		}
		l.Paused, l.Why = false, nil
	})
}

// StopUnsent takes out of a list what has not been sent. What was goes on.
func (d *Desk) StopUnsent(id string) error {
	return d.edit(id, func(r *running, l *List) {
		for i, row := range l.Rows {
			if r.state(i) == ToCome || r.jobs[row.Job].Unsent() {
				l.Rows[i].Left = true
			}
		}
		l.Paused, l.Why = false, nil
	})
}

// Retry tries again what failed: a row whose run the service took goes on from there, and any other gets a new job, which may cost what the engines do as the person was told just now;
// see Go. The other rows of a list that the person has paused, or whose price they have not agreed to, stay where they are; one that anything else has paused goes on.
func (d *Desk) Retry(ctx context.Context, id string, told []core.Info) error {
	r, err := d.get(id)
	if err != nil {
		return err
	}
	r.editing.Lock()
	defer r.editing.Unlock()
	d.mu.Lock()
	s := d.status(r)
	r.failure = nil // what came meanwhile of the jobs that are tried again
	d.mu.Unlock()
	l := s.List
	l.Rows = slices.Clone(l.Rows)
	var goOn, over []core.JobID
	for i := range l.Rows {
		row, job := &l.Rows[i], s.Jobs[i].ID
		switch {
		case s.State(i) != Failed:
			continue
		case s.resumable(i):
			goOn = append(goOn, job)
			continue
		case core.KindOf(row.Err) == core.PictureChanged: // the person has heard so
			row.Seen = seenNow(row.Picture.Path)
		}
		if job != "" {
			over = append(over, job)
			row.Job = core.NewJobID()
		}
		row.Err, row.Left, row.Again = nil, false, true
		row.agree(told)
	}
	if l.Why != nil && l.Why.Kind != core.PriceRose {
		l.Paused, l.Why = false, nil
	}
	if err := d.replace(r, l, over...); err != nil {
		return err
	}
	for _, job := range goOn {
		if _, err := d.studio.Retry(ctx, job); err != nil {
			return err
		}
	}
	return nil
}

// Dismiss puts a list that has ended out of sight, with its jobs. One that has not is left alone, and so is one with a row that is unclear, because money may hang on it.
func (d *Desk) Dismiss(id string) error {
	r, err := d.get(id)
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
	<-r.gone
	d.forget(r)
	for _, j := range s.Jobs {
		if j.ID != "" {
			d.studio.Dismiss(j.ID)
		}
	}
	return d.book.Remove(id)
}

// edit changes a list, which change may look at as it stands.
func (d *Desk) edit(id string, change func(*running, *List)) error {
	r, err := d.get(id)
	if err != nil {
		return err
	}
	r.editing.Lock()
	defer r.editing.Unlock()
	return d.change(r, func(l *List) { change(r, l) })
}

func (d *Desk) get(id string) (*running, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r := d.lookUp(id); r != nil {
		return r, nil
	}
	return nil, core.Errorf("steer shot list", core.Internal, "there is no list %s here", id)
}
