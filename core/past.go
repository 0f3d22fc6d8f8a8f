package core

import "slices"

// Past returns the latest n jobs of all processes and those in which money hangs, however long ago that was, newest first, as the journal has them now. What was dismissed is left out.
func (s *Studio) Past(n int) ([]Job, error) {
	const op = "list jobs"
	entries, err := s.rooms.Journal.Recent(n)
	if err != nil {
		return nil, Wrap(op, Internal, err)
	}
	hanging, err := s.rooms.Journal.Hanging()
	if err != nil {
		return nil, Wrap(op, Internal, err)
	}
	slices.Reverse(hanging)
	seen := map[JobID]bool{}
	var jobs []Job
	for _, e := range append(entries, hanging...) { // what hangs beyond the latest is older than they are
		if !seen[e.Job.ID] && !e.Job.Dismissed {
			jobs = append(jobs, e.Job)
		}
		seen[e.Job.ID] = true
	}
	return jobs, nil
}

// Ordered returns the request of a job, and false when there is no such job in the journal of this computer.
func (s *Studio) Ordered(id JobID) (r Request, found bool, err error) {
	e, found, err := s.rooms.Journal.Find(id)
	return e.Job.Request, found, Wrap("look up job", Internal, err)
}
