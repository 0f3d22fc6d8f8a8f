package core

import (
	"os"
	"slices"
	"time"
)

// Resume takes up what was interrupted: every unfinished job whose process has died goes on from its mark, and unclear outcomes are looked for once more. Jobs that ended lately are
// among Jobs again, and so are those whose money is at stake, however long ago they ended. It returns the ids of the jobs that go on.
func (s *Studio) Resume() ([]JobID, error) {
	const op, recent = "resume", 100
	orphans, err := s.orphans()
	if err != nil {
		return nil, Wrap(op, Internal, err)
	}
	past, err := s.recentEntries(recent)
	if err != nil {
		return nil, Wrap(op, Internal, err)
	}
	ours := map[JobID]bool{}
	for _, e := range orphans {
		ours[e.Job.ID] = true
	}
	s.mu.Lock()
	for _, e := range slices.Backward(past) {
		if e.Job.State.Ended() && !ours[e.Job.ID] && s.find(e.Job.ID) == nil {
			s.insert(e).elsewhere = e.Job.State == Unclear
		}
	}
	s.mu.Unlock()

	var ids []JobID
	for _, e := range orphans {
		e.requeue()
		if err := s.enqueue(e); err != nil {
			return ids, Wrap(op, Internal, err)
		}
		ids = append(ids, e.Job.ID)
	}
	return ids, nil
}

// orphans adopts the jobs that dead processes left unfinished or unclear, and returns them. A job that was replaced, and is unclear or was never sent, is not among them; where a kill came
// before it was put out of sight, that is done now. Nor is one that was never sent and whose end is only noted.
func (s *Studio) orphans() ([]Entry, error) {
	adopted, err := s.rooms.Journal.Adopt()
	if err != nil {
		return nil, err
	}
	var orphans []Entry
	for _, e := range adopted {
		_, replaced, err := s.rooms.Journal.Find(e.Job.ID.Next())
		if err != nil {
			return nil, err
		}
		note := s.endNote(e.Job.ID)
		_, noNote := os.Stat(note)
		switch {
		case noNote == nil && !e.Mark.Step.Reached(Submitting):
			e.endUnsent()
		case !replaced:
			orphans = append(orphans, e)
			continue
		case e.Job.State == Unclear && e.Job.Dismissed:
			continue
		case e.Job.State == Unclear:
		case e.Mark.Step.Reached(Submitting):
			e.Mark.Submit.LookOnly = true // the job that replaced it is what is paid for now
			orphans = append(orphans, e)
			continue
		default: // only what has ended is replaced, but the journal could not take its end
			e.endUnsent()
		}
		e.Job.Dismissed = e.Job.Dismissed || replaced
		if err := s.rooms.Journal.Put(e); err != nil {
			return nil, err
		}
		_ = os.Remove(note)
	}
	return orphans, nil
}

// endUnsent makes the entry that of a job that was stopped before anything was sent.
func (e *Entry) endUnsent() {
	e.Job.State, e.Job.Ended = Stopped, time.Now()
	e.releasePrice()
}
