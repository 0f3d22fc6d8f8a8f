package shots

import (
	"context"
	"slices"

	"caracal/core"
)

// Pause submits no further row of a list until Go is called. What was submitted goes on.
func (d *Desk) Pause(id string) error {
	return d.edit(id, func(_ *running, l *List) { l.Paused, l.Why = true, nil })
}

// Go takes up a list that was paused, by the person or by something that stood in its way.
func (d *Desk) Go(id string) error {
	return d.edit(id, func(_ *running, l *List) { l.Paused, l.Why = false, nil })
}

// StopUnsent takes out of a list what has not been submitted. What was goes on.
func (d *Desk) StopUnsent(id string) error {
	return d.edit(id, func(r *running, l *List) {
		for i := range l.Rows {
			if r.state(i) == ToCome {
				l.Rows[i].Left = true
			}
		}
		l.Paused, l.Why = false, nil
	})
}

// Retry tries again what failed: a row whose run the service took goes on from there, and any other gets a new job, which may cost its price again. A list that is paused goes on.
func (d *Desk) Retry(ctx context.Context, id string) error {
	r, err := d.get(id)
	if err != nil {
		return err
	}
	r.hand.Lock()
	defer r.hand.Unlock()
	d.mu.Lock()
	l := r.list
	l.Rows = slices.Clone(l.Rows)
	var goOn, over []core.JobID
	for i := range l.Rows {
		row := &l.Rows[i]
		switch {
		case r.state(i) != Failed:
		case row.Err != nil:
			row.Err = nil
		case core.KindOf(r.jobs[row.Job].Err).Nature().Move == core.CheckAgain:
			goOn = append(goOn, row.Job)
		default:
			over = append(over, row.Job)
			row.Job = core.NewJobID()
		}
	}
	l.Paused, l.Why = false, nil
	r.halt = nil // what came meanwhile of the jobs that are tried again
	d.mu.Unlock()
	// A new id must be on the disk before it is submitted, or a crash would leave a job that the list does not know.
	if err := d.book.Save(l); err != nil {
		return err
	}
	d.mu.Lock()
	r.list = l
	d.tell(r)
	d.mu.Unlock()
	r.wake()
	for _, job := range over {
		d.studio.Dismiss(job)
	}
	for _, job := range goOn {
		if _, err := d.studio.Retry(ctx, job); err != nil {
			return err
		}
	}
	return nil
}

// Dismiss puts a list that has ended out of sight, with its jobs; one that has not is left alone.
func (d *Desk) Dismiss(id string) error {
	r, err := d.get(id)
	if err != nil {
		return err
	}
	d.mu.Lock()
	s := d.status(r)
	d.mu.Unlock()
	if !s.Ended() {
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
	r.hand.Lock()
	defer r.hand.Unlock()
	return d.change(r, func(l *List) { change(r, l) })
}

func (d *Desk) get(id string) (*running, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r := d.running(id); r != nil {
		return r, nil
	}
	return nil, core.Errorf("steer shot list", core.Internal, "there is no list %s here", id)
}
