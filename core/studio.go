package core

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Rooms are what a Studio builds on.
type Rooms struct {
	Journal  Journal
	Shelf    Shelf
	Pictures Pictures
	Work     string       // an existing folder for the clips of running jobs
	Log      *slog.Logger // nil for none
}

// A Studio runs jobs: it turns a request into a job, runs the job's engine in a goroutine, journals every step and shelves the clip. Its methods are safe for use
// by many goroutines. Only Quote and Collect wait for the network, and none for an engine; those that write the journal or read a picture take as long as the disk does.
type Studio struct {
	rooms   Rooms
	engines []Engine

	life context.Context // ends when the studio closes
	end  context.CancelCauseFunc
	work sync.WaitGroup // one for each running job

	mu       sync.Mutex
	decided  *sync.Cond // the end of a run.sending
	closed   bool
	runs     []*run // in the order of their creation
	watchers map[int]func(Job)
	watched  int
	running  map[EngineID]int           // jobs that hold one of Limit.InFlight
	turn     map[EngineID]chan struct{} // full while a job waits for its turn to submit
	limits   map[EngineID]Limit         // those that differ from the engine's own
	budget   USD
	orders   map[Request]*order // the latest, by what was asked for
}

// A run is a job that this process looks after. Studio.mu guards all of it.
type run struct {
	entry  Entry
	cancel context.CancelCauseFunc // nil while no goroutine works on it
	again  chan struct{}           // tells a held-up run to try again now
	next   JobID                   // the job that takes its place; empty for none

	unwritten bool // the journal does not have it as it is
	elsewhere bool // another living process has it, which looks after it
	sending   bool // a mark at Submitting is on its way to the disk: what follows may cost
	looks     int  // how often its outcome has been looked for in vain
	later     bool // it will be looked for again by itself
}

// Why a run's context ended.
var (
	errStopped = errors.New("stopped by the person")
	errClosing = errors.New("the studio is closing")
)

// NewStudio returns a studio that owns no jobs yet. Close ends it.
func NewStudio(rooms Rooms, engines ...Engine) *Studio {
	if rooms.Log == nil {
		rooms.Log = slog.New(slog.DiscardHandler)
	}
	life, end := context.WithCancelCause(context.Background())
	s := &Studio{
		rooms: rooms, engines: engines, life: life, end: end,
		watchers: map[int]func(Job){}, running: map[EngineID]int{}, turn: map[EngineID]chan struct{}{}, limits: map[EngineID]Limit{},
		orders: map[Request]*order{},
	}
	s.decided = sync.NewCond(&s.mu)
	for _, e := range engines {
		s.turn[e.Info().ID] = make(chan struct{}, 1)
	}
	return s
}

// Engines describes the engines, in the order in which they were given to NewStudio.
func (s *Studio) Engines() []Info {
	infos := make([]Info, len(s.engines))
	for i, e := range s.engines {
		infos[i] = e.Info()
	}
	return infos
}

// SetBudget sets the most that the jobs of a calendar month may cost; 0 is no budget. Jobs that were submitted already are not held back.
func (s *Studio) SetBudget(b USD) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.budget = b
}

// SetLimit replaces an engine's own Limit from now on.
func (s *Studio) SetLimit(id EngineID, l Limit) {
	s.mu.Lock()
	s.limits[id] = l
	s.mu.Unlock()
	s.schedule()
}

// Limit returns the limit that is in force for an engine, which is zero for one that is not there.
func (s *Studio) Limit(id EngineID) Limit {
	engine, ok := s.engine(id)
	if !ok {
		return Limit{}
	}
	info := engine.Info()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.limit(info)
}

// Spent returns what the jobs of this calendar month cost, or may yet cost.
func (s *Studio) Spent() (USD, error) { return s.rooms.Journal.Spent(month(time.Now())) }

// month returns the first moment of t's month, where the person lives.
func month(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, t.Location())
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

// SubmitAs is [Studio.Submit] for one who has chosen the job's id with [NewJobID] and written it down first, so as to know after a crash what has been submitted. An id that
// the journal has is not submitted again, which is no error.
func (s *Studio) SubmitAs(ctx context.Context, id JobID, r Request) error {
	const op = "submit"
	if _, ok, err := s.rooms.Journal.Find(id); err != nil || ok {
		return Wrap(op, Internal, err)
	}
	engine, ok := s.engine(r.Engine)
	if !ok {
		return Errorf(op, BadEngine, "there is no engine %q", r.Engine)
	}
	info := engine.Info()
	if err := r.Check(info); err != nil {
		return Wrap(op, BadPrompt, err)
	}
	if r.AtMost > 0 && info.Price > r.AtMost {
		return Errorf(op, PriceRose, "a clip costs %v now, and %v was agreed to", info.Price, r.AtMost)
	}
	r.AtMost = 0
	// Better to hear it now than when the clip is paid for.
	if err := s.rooms.Shelf.Ready(); err != nil {
		return Wrap(op, FolderDenied, err)
	}
	kept, err := s.rooms.Pictures.Keep(ctx, r.Picture.Path)
	if err != nil {
		return Wrap(op, PictureUnknown, err)
	}
	if r.Picture.Name != "" {
		kept.Name = r.Picture.Name
	}
	r.Picture = kept

	s.mu.Lock()
	budget, closed := s.budget, s.closed
	s.mu.Unlock()
	if closed {
		return Wrap(op, Internal, errClosing)
	}
	if r.OverBudget {
		budget, r.OverBudget = 0, false
	}
	now := time.Now()
	e := Entry{
		Job:  Job{ID: id, Request: r, State: Waiting, Step: New, Price: info.Price, Created: now},
		Mark: Mark{Step: New, At: now},
	}
	if info.Price > 0 {
		e.Job.Money = Reserved
	}
	if fresh, err := s.rooms.Journal.Reserve(e, budget, month(now)); err != nil || !fresh {
		return Wrap(op, Internal, err)
	}
	return Wrap(op, Internal, s.take(e))
}

// Keep stores a copy of the picture at path, as SubmitAs does, for a request that is to come. Errors are those of [Pictures].
func (s *Studio) Keep(ctx context.Context, path string) (Picture, error) {
	return s.rooms.Pictures.Keep(ctx, path)
}

// Resume looks after what was interrupted: every unfinished job whose process has died goes on from its mark, and what is unclear is looked for once more. Those that ended lately are
// among Jobs again, and those in which money hangs, however long ago that was. It returns the ids of the jobs that go on.
func (s *Studio) Resume() ([]JobID, error) {
	const op, recent = "resume", 100
	orphans, err := s.orphans()
	if err != nil {
		return nil, Wrap(op, Internal, err)
	}
	past, err := s.lately(recent)
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
			s.add(e).elsewhere = e.Job.State == Unclear
		}
	}
	s.mu.Unlock()

	var ids []JobID
	for _, e := range orphans {
		e.goOn()
		if err := s.take(e); err != nil {
			return ids, Wrap(op, Internal, err)
		}
		ids = append(ids, e.Job.ID)
	}
	return ids, nil
}

// orphans takes over what processes that have died left undone. An unclear job that another was submitted in place of is none, and is put out of sight, if a kill came between the two.
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
		if e.Job.State != Unclear || !replaced {
			orphans = append(orphans, e)
		} else if !e.Job.Dismissed {
			e.Job.Dismissed = true
			if err := s.rooms.Journal.Put(e); err != nil {
				return nil, err
			}
		}
	}
	return orphans, nil
}

// take makes the studio look after a journalled job that should run.
func (s *Studio) take(e Entry) error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return errClosing
	}
	s.add(e)
	s.mu.Unlock()
	s.schedule()
	return nil
}

// add puts an entry in its place among the runs, tells the watchers and returns its run. The caller holds mu.
func (s *Studio) add(e Entry) *run {
	at, _ := slices.BinarySearchFunc(s.runs, e, func(r *run, e Entry) int {
		// Of two of the same moment the later arrival is the newer.
		if r.entry.Job.Created.After(e.Job.Created) {
			return 1
		}
		return -1
	})
	r := &run{entry: e, again: make(chan struct{}, 1)}
	s.runs = slices.Insert(s.runs, at, r)
	s.tell(e.Job)
	return r
}

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

// Find returns a job of any age and of any process, and whether there is one.
func (s *Studio) Find(id JobID) (Job, bool, error) {
	if j, ok := s.Job(id); ok {
		return j, true, nil
	}
	e, ok, err := s.rooms.Journal.Find(id)
	return e.Job, ok, Wrap("find job", Internal, err)
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

// Close ends every run where it stands and waits for the goroutines, or for ctx. What was not finished stays in the journal for the next Resume: nothing is lost,
// and nothing is told to the watchers any more. The error is ctx's.
func (s *Studio) Close(ctx context.Context) error {
	s.mu.Lock()
	s.closed = true
	clear(s.watchers)
	s.mu.Unlock()
	s.end(errClosing)

	done := make(chan struct{})
	go func() {
		s.work.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// CloseWithin is Close for a program that ends: it waits no longer than d.
func (s *Studio) CloseWithin(d time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	_ = s.Close(ctx)
}

func (s *Studio) engine(id EngineID) (Engine, bool) {
	i := slices.IndexFunc(s.engines, func(e Engine) bool { return e.Info().ID == id })
	if i < 0 {
		return nil, false
	}
	return s.engines[i], true
}

// find returns the run of a job, or nil. The caller holds mu.
func (s *Studio) find(id JobID) *run {
	i := slices.IndexFunc(s.runs, func(r *run) bool { return r.entry.Job.ID == id })
	if i < 0 {
		return nil
	}
	return s.runs[i]
}

// tell hands a snapshot to the watchers. The caller holds mu, which keeps the snapshots in order.
func (s *Studio) tell(j Job) {
	for _, fn := range s.watchers {
		fn(j)
	}
}
