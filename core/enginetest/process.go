package enginetest

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"caracal/core"
)

// A process is one run of one engine on one task, with a record of what it saved and reported.
type process struct {
	engine core.Engine
	task   *core.Task

	onSave   func(n int, m core.Mark) error // n counts from 1; a mark whose save returns nil is durable
	onReport func(n int)

	mu      sync.Mutex
	last    core.Mark // the durable one
	marks   []core.Mark
	saves   int
	reports []core.Progress
	late    bool // reported after Generate had returned
	done    bool
}

func newProcess(t *testing.T, w World, mark core.Mark) *process {
	t.Helper()
	p := &process{engine: w.Engine(), last: mark}
	p.task = &core.Task{
		ID: core.NewJobID(), Request: w.Request, Mark: mark, Out: filepath.Join(t.TempDir(), "clip.mp4"),
		Save: p.save, Report: p.report,
	}
	return p
}

// generate runs the engine to its end in a goroutine of its own.
func (p *process) generate(ctx context.Context) error {
	err := make(chan error, 1)
	go func() {
		err <- p.engine.Generate(ctx, p.task)
	}()
	defer func() {
		p.mu.Lock()
		p.done = true
		p.mu.Unlock()
	}()
	return <-err
}

// kill runs the engine until it is killed by onSave or onReport, or ends before that. Its context ends too, as everything does with a process.
func (p *process) kill(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		// How it ends says nothing: it may well be through.
		_ = p.engine.Generate(ctx, p.task)
	}()
	<-gone
}

func (p *process) save(m core.Mark) error {
	p.mu.Lock()
	p.saves++
	n := p.saves
	p.mu.Unlock()
	if p.onSave != nil {
		if err := p.onSave(n, m); err != nil {
			return err
		}
	}
	p.record(m)
	return nil
}

// record makes a mark durable.
func (p *process) record(m core.Mark) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = m
	p.marks = append(p.marks, m)
}

func (p *process) durable() core.Mark {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.last
}

func (p *process) report(progress core.Progress) {
	p.mu.Lock()
	p.reports = append(p.reports, progress)
	n := len(p.reports)
	p.late = p.late || p.done
	p.mu.Unlock()
	if p.onReport != nil {
		p.onReport(n)
	}
}

// checkMarks fails unless the steps came in order and the last is Fetched.
func (p *process) checkMarks(t *testing.T) {
	t.Helper()
	last := core.New
	for _, m := range p.marks {
		if !m.Step.Reached(last) {
			t.Errorf("step %q was saved after %q", m.Step, last)
		}
		if m.Step.Reached(core.Accepted) && p.submits() && m.RemoteID == "" {
			t.Errorf("step %q was saved without the id of the run", m.Step)
		}
		last = m.Step
	}
	if last != core.Fetched {
		t.Errorf("the last step is %q, want %q", last, core.Fetched)
	}
}

// submits reports whether the process was seen to submit.
func (p *process) submits() bool {
	for _, m := range p.marks {
		if m.Step == core.Submitting {
			return true
		}
	}
	return false
}

// checkReports fails unless there were reports, in range, that never go back within a phase, and none after the end.
func (p *process) checkReports(t *testing.T) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.reports) == 0 {
		t.Error("nothing was reported")
	}
	if p.late {
		t.Error("a report came after Generate had returned")
	}
	var last core.Progress
	for _, r := range p.reports {
		if r.Phase == "" || r.Done > 1 || r.Done < 0 && last.Phase == r.Phase && last.Done >= 0 {
			t.Errorf("report %+v after %+v", r, last)
		}
		if r.Phase == last.Phase && r.Done >= 0 && r.Done < last.Done {
			t.Errorf("progress went back from %v to %v while %s", last.Done, r.Done, r.Phase)
		}
		last = r
	}
}
