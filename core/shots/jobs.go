package shots

import (
	"slices"

	"caracal/core"
)

// findJob returns the job of a row that names id, and whether there is one: where that job was replaced, it is the last one that did so, even while the first is being looked for again.
func (d *Desk) findJob(id core.JobID) (core.Job, bool, error) {
	j, ok, err := d.studio.Find(id)
	for ok && err == nil {
		next, more, err := d.studio.Find(j.ID.Next())
		if err != nil || !more {
			return j, true, err
		}
		j = next
	}
	return j, ok, err
}

// note notes a job that was looked up for a row, unless a snapshot of it or of its replacement has come in the meantime.
func (d *Desk) note(r *running, row core.JobID, j core.Job) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if heard := r.jobs[row].ID; heard != j.ID && heard != j.ID.Next() {
		r.jobs[row] = j
		d.tell(r)
	}
}

// onJob notes a job's snapshot. It runs on the studio's goroutines.
func (d *Desk) onJob(j core.Job) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, r := range d.lists {
		i := slices.IndexFunc(r.list.Rows, func(row Row) bool { return r.isJobOf(row, j.ID) })
		if i < 0 {
			continue
		}
		row := r.list.Rows[i].Job
		if before := r.jobs[row]; !before.State.Ended() && j.State == core.Failed && core.KindOf(j.Err).Nature().AffectsAll {
			r.failure = j.Err
		}
		r.jobs[row] = j
		d.tell(r)
		r.wake()
	}
}

// isJobOf reports whether a job is that of a row: the one that the row is known to have, or the one that replaces it. The caller holds Desk.mu.
func (r *running) isJobOf(row Row, id core.JobID) bool {
	has, known := r.jobs[row.Job]
	if !known {
		return row.Job == id
	}
	return has.ID == id || has.State.Ended() && has.ID.Next() == id
}

func (r *running) wake() {
	select {
	case r.wakeUp <- struct{}{}:
	default:
	}
}
