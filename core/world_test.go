package core_test

import (
	"cmp"
	"context"
	"errors"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
)

// A world is what outlasts a studio in these tests: the disk, in memory, so that its failures can be called up. The real rooms have tests of their own, and the whole
// program is killed for real in gui/e2e.
type world struct {
	mu        sync.Mutex
	entries   []core.Entry
	owner     map[core.JobID]int // the process that put the entry last
	alive     map[int]bool
	clips     map[core.JobID]core.Clip
	submitted map[core.EngineID]time.Time // the last time that a job was marked at Submitting
	shelfErr  error                       // what the shelf answers
	fullDisk  error                       // what the journal answers
	slowDisk  time.Duration
	slowTurn  time.Duration // how long it takes to find out whose turn to submit it is
	slowCopy  time.Duration // of a picture
	work      string        // the folder for the clips of running jobs
}

func newWorld() *world {
	return &world{owner: map[core.JobID]int{}, alive: map[int]bool{}, clips: map[core.JobID]core.Clip{}, submitted: map[core.EngineID]time.Time{}}
}

func (w *world) set(edit func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	edit()
}

// A process is one studio on a world.
type process struct {
	*core.Studio
	world *world
	id    int
	work  string // the folder for the clips of running jobs
}

// start begins a process with the given engines. The test's end closes it.
func (w *world) start(t *testing.T, engines ...core.Engine) *process {
	t.Helper()
	w.set(func() { w.work = cmp.Or(w.work, t.TempDir()) })
	p := &process{world: w, work: w.work}
	w.set(func() { p.id = len(w.alive) + 1; w.alive[p.id] = true })
	p.Studio = core.NewStudio(core.Rooms{Journal: p, Shelf: p, Pictures: p, Work: p.work}, engines...)
	t.Cleanup(p.die)
	return p
}

// die ends the process's goroutines and its ownership of jobs.
func (p *process) die() {
	_ = p.Close(context.Background())
	p.world.set(func() { p.world.alive[p.id] = false })
}

// find and replace are for tests that look behind the studio.
func (w *world) find(id core.JobID) (core.Entry, bool, error) { return (&process{world: w}).Find(id) }

func (w *world) replace(e core.Entry) {
	for i := range w.entries {
		if w.entries[i].Job.ID == e.Job.ID {
			w.entries[i] = e
		}
	}
}

func (p *process) Put(e core.Entry) error {
	var wait time.Duration
	p.world.set(func() { wait = p.world.slowDisk })
	time.Sleep(wait)
	p.world.mu.Lock()
	defer p.world.mu.Unlock()
	return p.put(e)
}

func (p *process) put(e core.Entry) error {
	w := p.world
	if w.fullDisk != nil {
		return w.fullDisk
	}
	w.owner[e.Job.ID] = p.id
	for i := range w.entries {
		if w.entries[i].Job.ID == e.Job.ID {
			w.entries[i] = e
			return nil
		}
	}
	w.entries = append(w.entries, e)
	return nil
}

func (p *process) Reserve(e core.Entry, budget core.USD, since time.Time) (bool, error) {
	var wait time.Duration
	p.world.set(func() { wait = p.world.slowDisk })
	time.Sleep(wait)
	p.world.mu.Lock()
	defer p.world.mu.Unlock()
	if slices.ContainsFunc(p.world.entries, func(old core.Entry) bool { return old.Job.ID == e.Job.ID }) {
		return false, nil
	}
	if budget > 0 && p.spent(since)+e.Job.Price > budget {
		return false, core.Errorf("reserve", core.OverBudget, "over by some")
	}
	return true, p.put(e)
}

func (p *process) Adopt() (adopted []core.Entry, _ error) {
	p.world.set(func() {
		for _, e := range p.world.entries {
			if (!e.Job.State.Ended() || e.Job.State == core.Unclear) && !p.world.alive[p.world.owner[e.Job.ID]] {
				p.world.owner[e.Job.ID] = p.id
				adopted = append(adopted, e)
			}
		}
	})
	return adopted, nil
}

func (p *process) Recent(n int) (recent []core.Entry, _ error) {
	p.world.set(func() {
		for i, e := range slices.Backward(p.world.entries) {
			if i >= len(p.world.entries)-n || !e.Job.State.Ended() || atStake(e) {
				recent = append(recent, e)
			}
		}
	})
	return recent, nil
}

func (p *process) Find(id core.JobID) (found core.Entry, ok bool, _ error) {
	p.world.set(func() {
		for _, e := range p.world.entries {
			if e.Job.ID == id {
				found, ok = e, true
			}
		}
	})
	return found, ok, nil
}

func (p *process) FindRun(remoteID string) (found core.Entry, ok bool, _ error) {
	p.world.set(func() {
		for _, e := range p.world.entries {
			if e.Job.RemoteID == remoteID {
				found, ok = e, true
			}
		}
	})
	return found, ok, nil
}

func atStake(e core.Entry) bool {
	return e.Job.State.Ended() && e.Job.State != core.Saved && e.Job.Counts() > 0
}

func (p *process) AtStake() (list []core.Entry, _ error) {
	p.world.set(func() {
		for _, e := range p.world.entries {
			if atStake(e) {
				list = append(list, e)
			}
		}
	})
	return list, nil
}

func (p *process) Prompts(context.Context, int) (list []core.UsedPrompt, _ error) {
	p.world.set(func() {
		for _, e := range p.world.entries {
			list = append(list, core.UsedPrompt{Text: e.Job.Request.Prompt, Used: e.Job.Created})
		}
	})
	return core.MergePrompts(list), nil
}

func (p *process) Spent(since time.Time) (sum core.USD, _ error) {
	p.world.set(func() { sum = p.spent(since) })
	return sum, nil
}

func (p *process) Paid(since time.Time) (jobs, accounts int, _ error) {
	p.world.set(func() {
		of := map[string]bool{}
		for _, e := range p.world.entries {
			if e.Job.Counts() > 0 && !e.Job.Created.Before(since) {
				jobs++
				of[e.Mark.Account] = true
			}
		}
		delete(of, "")
		accounts = len(of)
	})
	return jobs, accounts, nil
}

func (p *process) spent(since time.Time) (sum core.USD) {
	for _, e := range p.world.entries {
		if !e.Job.Created.Before(since) {
			sum += e.Job.Counts()
		}
	}
	return sum
}

func (p *process) PutInTurn(e core.Entry, spacing time.Duration) (turn time.Time, _ error) {
	var slow time.Duration
	p.world.set(func() { slow = p.world.slowTurn })
	time.Sleep(slow)
	p.world.mu.Lock()
	defer p.world.mu.Unlock()
	if last := p.world.submitted[e.Job.Request.Engine]; e.Mark.At.Sub(last).Abs() < spacing {
		return last.Add(spacing), nil
	}
	if err := p.put(e); err != nil {
		return time.Time{}, err
	}
	p.world.submitted[e.Job.Request.Engine] = e.Mark.At
	return time.Time{}, nil
}

func (p *process) Took(core.EngineID, int) (took []time.Duration, _ error) {
	p.world.set(func() {
		for _, e := range p.world.entries {
			if e.Job.State == core.Saved {
				took = append(took, e.Job.Ended.Sub(e.Job.Started))
			}
		}
	})
	return took, nil
}

func (p *process) Ready() (err error) {
	p.world.set(func() { err = p.world.shelfErr })
	return err
}

func (p *process) Add(_ context.Context, path string, c core.Clip) (core.Clip, error) {
	p.world.mu.Lock()
	defer p.world.mu.Unlock()
	if p.world.shelfErr != nil {
		return core.Clip{}, p.world.shelfErr
	}
	if old, ok := p.world.clips[c.ID]; ok {
		return old, nil
	}
	if err := os.Remove(path); err != nil {
		return core.Clip{}, core.WrapFile("add clip", err)
	}
	c.Path = "/library/" + string(c.ID) + ".mp4"
	p.world.clips[c.ID] = c
	return c, nil
}

func (p *process) Has(id core.JobID) (c core.Clip, ok bool, _ error) {
	p.world.set(func() { c, ok = p.world.clips[id] })
	return c, ok, nil
}

func (p *process) HasRun(_ context.Context, remoteID string) (found core.Clip, ok bool, _ error) {
	p.world.set(func() {
		for _, c := range p.world.clips {
			if c.Story.Task == remoteID {
				found, ok = c, true
			}
		}
	})
	return found, ok, nil
}

func (p *process) Keep(_ context.Context, path string) (core.Picture, error) {
	if path == "" {
		return core.Picture{}, core.Errorf("keep picture", core.PictureMissing, "no such file")
	}
	var wait time.Duration
	p.world.set(func() { wait = p.world.slowCopy })
	time.Sleep(wait)
	return core.Picture{Path: path, Name: path, SHA256: "of " + path}, nil
}

// A scripted engine does what the test says.
type scripted struct {
	info core.Info
	play func(ctx context.Context, t *core.Task) error
}

func (e scripted) Info() core.Info                                  { return e.info }
func (e scripted) Generate(ctx context.Context, t *core.Task) error { return e.play(ctx, t) }

// free and paid are engines as Draft and Lynx are, with a script for their run.
func free(play func(context.Context, *core.Task) error) scripted {
	return scripted{core.Info{ID: core.Draft, Name: "Draft", Model: "test/free", Local: true, Limit: core.Limit{InFlight: 2}}, play}
}

func paid(play func(context.Context, *core.Task) error) scripted {
	return scripted{core.Info{
		ID: core.Lynx, Name: "Lynx", Model: "test/paid", Price: core.Dollar / 2, NeedsPrompt: true,
		Limit: core.Limit{InFlight: 2, Spacing: 30 * time.Second},
	}, play}
}

// make writes a clip.
func makeClip(_ context.Context, t *core.Task) error {
	return os.WriteFile(t.Out, []byte("clip"), 0o600)
}

// submit plays a paid run: mark, submit, accepted, and whatever comes then.
func submit(submits *int, then func(ctx context.Context, t *core.Task) error) func(context.Context, *core.Task) error {
	return func(ctx context.Context, t *core.Task) error {
		if !t.Mark.Step.Reached(core.Submitting) {
			if err := t.Save(core.Mark{Step: core.Submitting}); err != nil {
				return err
			}
			*submits++
			if err := t.Save(core.Mark{Step: core.Accepted, RemoteID: "r1"}); err != nil {
				return err
			}
		}
		return then(ctx, t)
	}
}

var errBroken = errors.New("broken by the test")

func draft(prompt string) core.Request {
	return core.Request{Picture: core.Picture{Path: "cat.jpg"}, Prompt: prompt, Aspect: core.Wide, Engine: core.Draft}
}

func lynx(prompt string) core.Request {
	return core.Request{Picture: core.Picture{Path: "face.jpg"}, Prompt: prompt, Aspect: core.Tall, Engine: core.Lynx}
}

// mustSubmit submits a request that must be taken.
func mustSubmit(t *testing.T, p *process, r core.Request) core.JobID {
	t.Helper()
	id, err := p.Submit(t.Context(), r)
	if err != nil {
		t.Fatalf("Submit: %v", err)
	}
	return id
}

// wantJob waits until everything stands still and checks where the job is.
func wantJob(t *testing.T, p *process, id core.JobID, state core.State, kind core.Kind) core.Job {
	t.Helper()
	synctest.Wait()
	j, ok := p.Job(id)
	if !ok {
		t.Fatalf("there is no job %s", id)
	}
	if j.State != state || j.Err == nil && kind != "" || j.Err != nil && j.Err.Kind != kind {
		t.Errorf("the job is %s with error %v, want %s with kind %q", j.State, j.Err, state, kind)
	}
	return j
}
