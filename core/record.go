package core

import (
	"os"
	"path/filepath"
	"time"
)

// entry returns a copy of the run's entry.
func (s *Studio) entry(r *run) Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return r.entry
}

// change edits the run's entry, journals it and tells the watchers. Only the goroutine that runs the job may call it, or, when none does, whoever carries out a person's decision.
func (s *Studio) change(r *run, edit func(*Entry)) {
	r.writing <- struct{}{}
	defer func() { <-r.writing }()
	e := s.journal(r, edit)
	s.mu.Lock()
	defer s.mu.Unlock()
	r.entry = e
	s.tell(e.Job)
	if r.unwritten && e.Job.State.Ended() && !e.Job.Dismissed { // a word about its end; that it is out of sight costs nothing
		s.writeLater(r)
	}
}

// journal edits the run's entry, journals it and returns it. A journal that cannot be written does not stop the job: every step that could cost money or lose a clip has been saved by
// save, and a later start finds the job at that mark. The caller has filled writing, and empties it when the run has the entry.
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

// rewriteAfter is how long the journal is left alone when it could not take the end of a job.
const rewriteAfter = 5 * time.Second

// writeLater has the end of a job journalled as soon as that can be done, at the latest when the studio closes: to a later start a job without an end is one to go on with, and it would pay
// for what the person was told was over. Until then a note says so of a job that was never sent, for a start that comes first. The caller holds mu.
func (s *Studio) writeLater(r *run) {
	if r.rewriting {
		return
	}
	r.rewriting = true
	note, unsent := s.endNote(r.entry.Job.ID), r.entry.Job.State != Saved && !r.entry.Mark.Step.Reached(Submitting)
	s.work.Go(func() {
		if unsent {
			if err := os.WriteFile(note, nil, 0o600); err != nil {
				s.rooms.Log.Warn("cannot note the end of a job", "error", err)
			}
		}
		ticker := time.NewTicker(rewriteAfter)
		defer ticker.Stop()
		for closing := false; !closing; {
			select {
			case <-ticker.C:
			case <-s.life.Done():
				closing = true
			}
			if s.rewrite(r) {
				_ = os.Remove(note)
				return
			}
		}
	})
}

// endNote is the file that says that a job has ended, which the journal could not take. It is empty: a disk that is full takes such a file as a rule.
func (s *Studio) endNote(id JobID) string { return filepath.Join(s.rooms.Work, string(id)+".ended") }

// rewrite journals the end of a job, and reports whether there is nothing left to write: the journal has it, or the job has gone on.
func (s *Studio) rewrite(r *run) bool {
	r.writing <- struct{}{}
	defer func() { <-r.writing }()
	s.mu.Lock()
	e := r.entry
	r.rewriting = r.unwritten && e.Job.State.Ended()
	due := r.rewriting
	s.mu.Unlock()
	if !due {
		return true
	}
	if s.rooms.Journal.Put(e) != nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r.unwritten, r.rewriting = false, false
	return true
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
