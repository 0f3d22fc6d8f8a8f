package core

// Past returns the latest n jobs of all processes, and those before them that have not ended or in which money hangs, newest first, as the journal has them now. What was dismissed is left
// out.
func (s *Studio) Past(n int) ([]Job, error) {
	entries, err := s.lately(n)
	if err != nil {
		return nil, Wrap("list jobs", Internal, err)
	}
	var jobs []Job
	for _, e := range entries {
		jobs = append(jobs, e.Job)
	}
	return jobs, nil
}

// lately returns the entries of Past.
func (s *Studio) lately(n int) (list []Entry, err error) {
	entries, err := s.rooms.Journal.Recent(n)
	for i, e := range entries {
		if !e.Job.Dismissed && (i < n || !e.Job.State.Ended() || e.Job.Hangs()) {
			list = append(list, e)
		}
	}
	return list, err
}

// Ordered returns the request of a job, and false when there is no such job in the journal of this computer.
func (s *Studio) Ordered(id JobID) (r Request, found bool, err error) {
	e, found, err := s.rooms.Journal.Find(id)
	return e.Job.Request, found, Wrap("look up job", Internal, err)
}
