package shots

import (
	"slices"

	"caracal/core"
)

// change edits a list, saves it and tells the watchers. The caller holds running.editing. A change that cannot be saved counts in this process all the same, which would otherwise try for
// ever what has just failed; a restart tries it again.
func (d *Desk) change(r *running, edit func(*List)) error {
	d.mu.Lock()
	r.list.Rows = slices.Clone(r.list.Rows)
	edit(&r.list)
	l := r.list
	d.tell(r)
	d.mu.Unlock()
	r.wake()
	err := d.book.Save(l)
	if err != nil {
		d.log.Error("cannot save a shot list", "error", err)
	}
	d.takeBack(r)
	return err
}

// replace saves a list that has new ids for some jobs, and only then lets it run in the place of the old one: a job that is submitted before its list is on the disk would be lost in a
// crash. The jobs that are over are put out of sight. The caller holds running.editing.
func (d *Desk) replace(r *running, l List, over ...core.JobID) error {
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
	return nil
}

// takeBack takes back from the studio the jobs of rows that the list holds back and that have not been sent. A kill in the middle leaves the rest to whoever resumes the list.
func (d *Desk) takeBack(r *running) {
	d.mu.Lock()
	var held []core.JobID
	for _, row := range r.list.Rows {
		if j := r.jobs[row.Job]; j.Unsent() && r.list.holdsBack(row) {
			held = append(held, j.ID)
		}
	}
	d.mu.Unlock()
	for _, id := range held {
		d.studio.TakeBack(id)
	}
}
