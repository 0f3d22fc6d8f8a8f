// Package activitytest plays the studio for tests of what shows its jobs.
package activitytest

import (
	"context"
	"slices"
	"sync"
	"time"

	"caracal/core"
)

// A Studio takes requests and runs nothing: the test says what becomes of the jobs. In this month it has made six clips for $3.00.
type Studio struct {
	mu        sync.Mutex
	infos     []core.Info
	accounts  int
	asked     core.USD
	takes     time.Duration
	jobs      []core.Job // newest first
	refusal   error
	submitted []core.Request
	stopped   []core.JobID
	retried   []core.JobID
	looked    []core.JobID
	decided   []core.Decision
	agreed    []core.USD // the most that each order may cost
}

// New returns a studio without jobs.
func New(infos ...core.Info) *Studio { return &Studio{infos: infos} }

// Draft is what the engine says of itself that is on this computer.
func Draft() core.Info { return core.Info{ID: core.Draft, Name: "Draft", Local: true} }

// Lynx is what the engine says of itself that is paid for.
func Lynx() core.Info {
	return core.Info{ID: core.Lynx, Name: "Lynx", Price: core.Dollar / 2, NeedsPrompt: true}
}

// SetJobs says which jobs there are, newest first.
func (s *Studio) SetJobs(jobs ...core.Job) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.jobs = jobs
}

// Takes says how long jobs take.
func (s *Studio) Takes(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.takes = d
}

// Refuse has every order refused with err, but for those that may go over the budget; nil for none.
func (s *Studio) Refuse(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refusal = err
}

// Submitted returns the requests that were taken.
func (s *Studio) Submitted() []core.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.submitted)
}

// Stopped returns the jobs that were stopped.
func (s *Studio) Stopped() []core.JobID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.stopped)
}

// Retried returns the jobs that were tried again.
func (s *Studio) Retried() []core.JobID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.retried)
}

// Looked returns the jobs that were looked for again.
func (s *Studio) Looked() []core.JobID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.looked)
}

// Decided returns what was decided about jobs.
func (s *Studio) Decided() []core.Decision {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.decided)
}

// Agreed returns the most that each order that was taken may cost.
func (s *Studio) Agreed() []core.USD {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.agreed)
}

// Engines is the studio's.
func (s *Studio) Engines() []core.Info {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.infos)
}

// Jobs is the studio's.
func (s *Studio) Jobs() []core.Job {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.jobs)
}

// Submit is the studio's.
func (s *Studio) Submit(_ context.Context, r core.Request) (core.JobID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refusal != nil && !r.OverBudget {
		return "", s.refusal
	}
	s.submitted, s.agreed = append(s.submitted, r), append(s.agreed, r.AtMost)
	j := core.Job{ID: core.NewJobID(), Request: r, State: core.Waiting, Created: time.Now()}
	s.jobs = slices.Insert(slices.Clone(s.jobs), 0, j)
	return j.ID, nil
}

// Stop is the studio's.
func (s *Studio) Stop(id core.JobID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = append(s.stopped, id)
}

// Dismiss is the studio's.
func (s *Studio) Dismiss(id core.JobID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.jobs = slices.DeleteFunc(slices.Clone(s.jobs), func(j core.Job) bool { return j.ID == id })
}

// Retry is the studio's.
func (s *Studio) Retry(_ context.Context, id core.JobID, atMost core.USD) (core.JobID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refusal != nil {
		return "", s.refusal
	}
	s.retried, s.agreed = append(s.retried, id), append(s.agreed, atMost)
	return id, nil
}

// Look is the studio's.
func (s *Studio) Look(_ context.Context, id core.JobID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.looked = append(s.looked, id)
	return nil
}

// Decide is the studio's.
func (s *Studio) Decide(_ context.Context, id core.JobID, d core.Decision, atMost core.USD) (core.JobID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.decided, s.agreed = append(s.decided, d), append(s.agreed, atMost)
	return id, nil
}

// Typical is the studio's.
func (s *Studio) Typical(core.EngineID) core.Span {
	s.mu.Lock()
	defer s.mu.Unlock()
	return core.Span{Low: s.takes, High: s.takes}
}

// Paid is the studio's.
func (s *Studio) Paid() (clips, accounts int, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return 6, max(1, s.accounts), nil
}

// Accounts says of how many accounts the month's clips are.
func (s *Studio) Accounts(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accounts = n
}

// Quote is the studio's.
func (s *Studio) Quote(_ context.Context, id core.EngineID) (price core.USD) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.infos {
		if info := &s.infos[i]; info.ID == id {
			if s.asked > 0 && !info.Local {
				info.Price = s.asked
			}
			price = info.Price
		}
	}
	return price
}

// Asks says what the service asks for a clip from now on, when it is asked.
func (s *Studio) Asks(p core.USD) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = p
}

// MakeAnyway is the studio's: the job's request is taken, over the budget, and the job gone.
func (s *Studio) MakeAnyway(ctx context.Context, id core.JobID, atMost core.USD) (core.JobID, error) {
	for _, j := range s.Jobs() {
		if j.ID == id {
			s.Dismiss(id)
			j.Request.OverBudget, j.Request.AtMost = true, atMost
			return s.Submit(ctx, j.Request)
		}
	}
	return id, nil
}

// Spent is the studio's.
func (s *Studio) Spent() (core.USD, error) { return 3 * core.Dollar, nil }
