package core

import (
	"slices"
)

// Jobs returns the jobs that this studio looks after or that ended lately, newest first.
func (s *Studio) Jobs() []Job {
	s.mu.Lock()
	defer s.mu.Unlock()
	jobs := make([]Job, 0, len(s.runs))
	for _, r := range slices.Backward(s.runs) {
		jobs = append(jobs, r.entry.Job)
	}
	return jobs
}

// Job returns one of Jobs, and whether it is there.
func (s *Studio) Job(id JobID) (Job, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.find(id); r != nil {
		return r.entry.Job, true
	}
	return Job{}, false
}

// Watch calls fn with a snapshot of a job whenever one changes, in order, until stop is called. fn runs on the studio's goroutines, one call at a time; it must
// return at once and must not call the studio.
func (s *Studio) Watch(fn func(Job)) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watched++
	n := s.watched
	s.watchers[n] = fn
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.watchers, n)
	}
}

// Find returns a job of any age and of any process, and whether there is one.
func (s *Studio) Find(id JobID) (Job, bool, error) {
	if j, ok := s.Job(id); ok {
		return j, true, nil
	}
	e, ok, err := s.rooms.Journal.Find(id)
	return e.Job, ok, Wrap("find job", Internal, err)
}

// History returns the latest n jobs of all processes, and those before them that have not ended or whose money is at stake, newest first, as the journal has them now. Dismissed jobs
// are left out.
func (s *Studio) History(n int) ([]Job, error) {
	entries, err := s.recentEntries(n)
	if err != nil {
		return nil, Wrap("list jobs", Internal, err)
	}
	var jobs []Job
	for _, e := range entries {
		jobs = append(jobs, e.Job)
	}
	return jobs, nil
}

// recentEntries returns the entries of History.
func (s *Studio) recentEntries(n int) (list []Entry, err error) {
	entries, err := s.rooms.Journal.Recent(n)
	for i, e := range entries {
		if !e.Job.Dismissed && (i < n || !e.Job.State.Ended() || e.Job.AtStake()) {
			list = append(list, e)
		}
	}
	return list, err
}

// RequestOf returns the request of a job of any age and of any process, and whether there is one.
func (s *Studio) RequestOf(id JobID) (r Request, found bool, err error) {
	e, found, err := s.rooms.Journal.Find(id)
	return e.Job.Request, found, Wrap("look up job", Internal, err)
}

// Typical returns how long most of an engine's last jobs took, or [Info.Usual] where there were too few to say. It waits for the disk.
func (s *Studio) Typical(id EngineID) Span {
	const enough, most = 3, 20
	took, err := s.rooms.Journal.Took(id, most)
	if err != nil || len(took) < enough {
		info, _ := InfoOf(s.Engines(), id)
		return info.Usual
	}
	slices.Sort(took)
	return Span{took[len(took)/10], took[len(took)-1-len(took)/10]}
}
