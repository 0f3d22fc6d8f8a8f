package shots

import (
	"slices"

	"caracal/core"
)

// A RowState is how a row of a begun list stands.
type RowState string

// The states of a row. Those that end in a clip go from ToCome over Making to Saved.
const (
	ToCome  RowState = "to come" // not submitted, or taken back before anything was sent
	Making  RowState = "making"
	Saved   RowState = "saved"
	Failed  RowState = "failed"
	LeftOut RowState = "left out" // the person left it out or stopped it
	Unclear RowState = "unclear"  // see core.Unclear
)

// A Status is a snapshot of a begun list.
type Status struct {
	List List
	Jobs []core.Job // of each row; a zero Job where none was submitted
}

// State returns how row i stands.
func (s Status) State(i int) RowState { return stateOf(s.List.Rows[i], s.Jobs[i]) }

// Count returns how many rows are in a state.
func (s Status) Count(state RowState) (n int) {
	for i := range s.List.Rows {
		if s.State(i) == state {
			n++
		}
	}
	return n
}

// IDs returns the ids of the rows that are in a state.
func (s Status) IDs(state RowState) (ids []string) {
	for i, r := range s.List.Rows {
		if s.State(i) == state {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// Unsent returns how many rows [Desk.StopUnsent] would leave out.
func (s Status) Unsent() (n int) {
	for i, j := range s.Jobs {
		if s.State(i) == ToCome || j.Unsent() {
			n++
		}
	}
	return n
}

// Ended reports whether the list does nothing more by itself, and would not if it were not paused.
func (s Status) Ended() bool { return s.Count(ToCome) == 0 && s.Count(Making) == 0 }

func stateOf(r Row, j core.Job) RowState {
	unsent := j.ID == "" || takenBack(j)
	switch {
	case unsent && r.Err != nil:
		return Failed
	case unsent && r.LeftOut:
		return LeftOut
	case unsent:
		return ToCome
	case j.State == core.Saved:
		return Saved
	case j.State == core.Unclear && !j.Dismissed:
		return Unclear
	case j.State == core.Failed && !j.Dismissed:
		return Failed
	case j.State.Ended():
		return LeftOut
	}
	return Making
}

// takenBack reports whether a job ended before anything was sent, and not because of its request: another job may still make its row.
func takenBack(j core.Job) bool {
	return !j.Dismissed && !j.Step.Reached(core.Submitting) && (j.State == core.Stopped || j.State == core.Failed && core.KindOf(j.Err) == core.PriceRose)
}

// state returns how row i stands. The caller holds Desk.mu.
func (r *running) state(i int) RowState {
	row := r.list.Rows[i]
	return stateOf(row, r.jobs[row.Job])
}

// status returns a snapshot. The caller holds mu.
func (d *Desk) status(r *running) Status {
	s := Status{List: r.list, Jobs: make([]core.Job, len(r.list.Rows))}
	for i, row := range r.list.Rows {
		s.Jobs[i] = r.jobs[row.Job]
	}
	return s
}

// Lists returns snapshots of the lists that this process looks after, whether they run or have ended, oldest first.
func (d *Desk) Lists() []Status {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []Status
	for _, r := range d.lists {
		all = append(all, d.status(r))
	}
	return all
}

// Status returns a snapshot of one of Lists, and whether it is there.
func (d *Desk) Status(id string) (Status, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r := d.lookUp(id); r != nil {
		return d.status(r), true
	}
	return Status{}, false
}

// Owns reports whether a job belongs to one of the lists.
func (d *Desk) Owns(id core.JobID) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.ContainsFunc(d.lists, func(r *running) bool {
		return slices.ContainsFunc(r.list.Rows, func(row Row) bool { return row.Job == id || r.jobs[row.Job].ID == id })
	})
}

// Watch calls fn with a snapshot of a list whenever it changes, in order, until stop is called. fn must return at once and must not call the desk.
func (d *Desk) Watch(fn func(Status)) (stop func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.watched++
	n := d.watched
	d.watchers[n] = fn
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.watchers, n)
	}
}

// tell hands a snapshot to the watchers. The caller holds mu.
func (d *Desk) tell(r *running) {
	if len(d.watchers) == 0 {
		return
	}
	s := d.status(r)
	for _, fn := range d.watchers {
		fn(s)
	}
}
