package core

// entry returns a copy of the run's entry.
func (s *Studio) entry(r *run) Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return r.entry
}

// change edits the run's entry, journals it and tells the watchers. Only the goroutine that runs the job may call it, or, when none does, whoever carries out a person's decision.
func (s *Studio) change(r *run, edit func(*Entry)) { s.setEntry(r, s.journal(r, edit)) }

// journal edits the run's entry, journals it and returns it. A journal that cannot be written does not stop the job: every step that could cost money or lose a clip has been saved by
// save, and a later start finds the job at that mark.
func (s *Studio) journal(r *run, edit func(*Entry)) Entry {
	e := s.entry(r)
	edit(&e)
	err := s.rooms.Journal.Put(e)
	if err != nil {
		s.rooms.Log.Error("cannot journal a job", "job", e.Job.ID, "error", err)
	}
	s.mu.Lock()
	r.unwritten = err != nil
	s.mu.Unlock()
	return e
}

// setEntry replaces the run's entry and tells the watchers.
func (s *Studio) setEntry(r *run, e Entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.entry = e
	s.tell(e.Job)
}

// report shows progress, which is not journalled.
func (s *Studio) report(r *run, p Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.entry.Job.Progress = p
	s.tell(r.entry.Job)
}

// tell hands a snapshot to the watchers. The caller holds mu, which keeps the snapshots in order.
func (s *Studio) tell(j Job) {
	for _, fn := range s.watchers {
		fn(j)
	}
}
