// Package enginetest is the conformance suite of core.Engine. Every engine runs it, so that the Studio can treat all alike:
//
//	func TestEngine(t *testing.T) { enginetest.Run(t, newWorld) }
//
// A killed process cannot be had inside a test, but its like can: the goroutine in which Generate runs ends in the middle of a call to Save or Report, and not one
// more line of the engine's own path is executed. The mark that was durable by then is all that a new engine is given.
package enginetest

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"caracal/core"
)

// A World is what lasts beyond one process: the computer's files and the service.
type World struct {
	// Engine returns a new engine on this world, as a new process would make it.
	Engine func() core.Engine
	// Request is one that the engine can fulfil.
	Request core.Request
	// Submits counts the submits that the world has seen; nil for an engine that submits nothing.
	Submits func() int
}

// Run runs the suite. It calls newWorld for every case, with that case's t.
func Run(t *testing.T, newWorld func(t *testing.T) World) {
	t.Run("Info", func(t *testing.T) { testInfo(t, newWorld(t)) })
	t.Run("MakesAClip", func(t *testing.T) { testMakes(t, newWorld(t)) })
	t.Run("SeveralAtOnce", func(t *testing.T) { testSeveral(t, newWorld(t)) })
	t.Run("EndsWithItsContext", func(t *testing.T) { testEnds(t, newWorld) })
	t.Run("HeedsSave", func(t *testing.T) { testHeedsSave(t, newWorld) })
	t.Run("KilledInSave", func(t *testing.T) { testKilledInSave(t, newWorld) })
	t.Run("KilledInReport", func(t *testing.T) { testKilledInReport(t, newWorld) })
}

func testInfo(t *testing.T, w World) {
	info := w.Engine().Info()
	if info.ID == "" || info.Name == "" || info.Model == "" {
		t.Errorf("Info = %+v: id, name and model must be there", info)
	}
	if info.ID != w.Request.Engine {
		t.Errorf("Info.ID = %q, the request's engine is %q", info.ID, w.Request.Engine)
	}
	if info.Price < 0 || info.Limit.InFlight < 1 || info.Limit.Spacing < 0 {
		t.Errorf("Info = %+v: price and limits make no sense", info)
	}
	if info.Local && info.Price != 0 {
		t.Errorf("Info = %+v: what runs on this computer is free", info)
	}
}

func testMakes(t *testing.T, w World) {
	p := newProcess(t, w, core.Mark{Step: core.New})
	if err := p.generate(t.Context()); err != nil {
		t.Fatalf("Generate: %v", err)
	}
	checkMP4(t, p.task.Out)
	p.checkMarks(t)
	p.checkReports(t)
	if w.Submits != nil && w.Submits() != 1 {
		t.Errorf("%d submits for one clip", w.Submits())
	}

	// A task that is through already costs nothing more.
	again := newProcess(t, w, p.durable())
	again.task.Out = p.task.Out
	if err := again.generate(t.Context()); err != nil {
		t.Errorf("Generate from the last mark: %v", err)
	}
	checkMP4(t, p.task.Out)
	if w.Submits != nil && w.Submits() != 1 {
		t.Errorf("%d submits after Generate was called from the last mark", w.Submits())
	}
}

func testSeveral(t *testing.T, w World) {
	const n = 3
	engine := w.Engine()
	var wg sync.WaitGroup
	for range n {
		p := newProcess(t, w, core.Mark{Step: core.New})
		p.engine = engine
		wg.Go(func() {
			if err := p.generate(t.Context()); err != nil {
				t.Errorf("Generate: %v", err)
				return
			}
			checkMP4(t, p.task.Out)
		})
	}
	wg.Wait()
}

// testEnds ends the context at each report in turn, for as long as there are more reports.
func testEnds(t *testing.T, newWorld func(*testing.T) World) {
	for _, at := range points(t, newWorld, countReports) {
		p := newProcess(t, newWorld(t), core.Mark{Step: core.New})
		ctx, cancel := context.WithCancel(t.Context())
		p.onReport = func(n int) {
			if n == at {
				cancel()
			}
		}
		err := p.generate(ctx)
		cancel()
		switch {
		case err == nil:
			checkMP4(t, p.task.Out) // it was through before it looked
		case !errors.Is(err, context.Canceled):
			t.Errorf("context ended at report %d: Generate = %v, want context.Canceled", at, err)
		default:
			checkNothingOrWhole(t, p.task.Out)
		}
	}
}

// testHeedsSave refuses each save in turn.
func testHeedsSave(t *testing.T, newWorld func(*testing.T) World) {
	for _, at := range points(t, newWorld, countSaves) {
		w := newWorld(t)
		p := newProcess(t, w, core.Mark{Step: core.New})
		refusal := core.Errorf("save", core.DiskFull, "refused by the test")
		refused := core.Mark{}
		p.onSave = func(n int, m core.Mark) error {
			if n == at {
				refused = m
				return refusal
			}
			if n > at {
				t.Errorf("save %d of %+v after save %d was refused", n, m, at)
			}
			return nil
		}
		if err := p.generate(t.Context()); err == nil {
			t.Errorf("save %d was refused and Generate returned nil", at)
		}
		if refused.Step == core.Submitting && w.Submits != nil && w.Submits() != 0 {
			t.Errorf("submitted although the mark was not durable")
		}
	}
}

// testKilledInSave kills the process in each save in turn, just before the mark is durable and just after, and resumes it.
func testKilledInSave(t *testing.T, newWorld func(*testing.T) World) {
	for _, at := range points(t, newWorld, countSaves) {
		for _, durable := range []bool{false, true} {
			w := newWorld(t)
			p := newProcess(t, w, core.Mark{Step: core.New})
			p.onSave = func(n int, m core.Mark) error {
				if n == at {
					if durable {
						p.record(m)
					}
					runtime.Goexit()
				}
				return nil
			}
			p.kill(t.Context())
			resume(t, w, p)
		}
	}
}

// testKilledInReport kills the process in each report in turn and resumes it.
func testKilledInReport(t *testing.T, newWorld func(*testing.T) World) {
	for _, at := range points(t, newWorld, countReports) {
		w := newWorld(t)
		p := newProcess(t, w, core.Mark{Step: core.New})
		p.onReport = func(n int) {
			if n == at {
				runtime.Goexit()
			}
		}
		p.kill(t.Context())
		resume(t, w, p)
	}
}

// resume goes on with a killed process's task as the next process would: from the durable mark. The clip must come, with one submit, unless the task stood between mark and
// answer and nobody can say what happened.
func resume(t *testing.T, w World, killed *process) {
	t.Helper()
	mark := killed.durable()
	p := newProcess(t, w, mark)
	p.task.Out = killed.task.Out
	err := p.generate(t.Context())
	switch {
	case err == nil:
		checkMP4(t, p.task.Out)
	case mark.Step == core.Submitting && core.KindOf(err) == core.OutcomeUnknown:
	default:
		t.Errorf("resumed from %+v: %v", mark, err)
	}
	if w.Submits != nil && w.Submits() > 1 {
		t.Errorf("killed and resumed from %+v: %d submits", mark, w.Submits())
	}
}

// points returns the numbers, from 1, at which a run without mishap saves or reports: all of them when they are few, else the first, the last and some between.
func points(t *testing.T, newWorld func(*testing.T) World, count func(*process) int) []int {
	t.Helper()
	p := newProcess(t, newWorld(t), core.Mark{Step: core.New})
	if err := p.generate(t.Context()); err != nil {
		t.Fatalf("Generate: %v", err)
	}
	const most = 8
	n := count(p)
	if n == 0 {
		t.Fatal("a run without mishap neither saves nor reports")
	}
	var at []int
	for i := range min(n, most) {
		at = append(at, 1+i*(n-1)/max(1, min(n, most)-1))
	}
	return at
}

func countSaves(p *process) int   { return len(p.marks) }
func countReports(p *process) int { return len(p.reports) }

// checkMP4 fails unless the file is one whole MP4: its boxes follow each other to the last byte, a file type first, a movie and its data among them.
func checkMP4(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("the clip: %v", err)
		return
	}
	seen := map[string]bool{}
	for first, rest := true, b; len(rest) > 0; first = false {
		if len(rest) < 8 {
			t.Errorf("%d bytes at the end of the clip belong to no box", len(rest))
			return
		}
		size, kind := uint64(binary.BigEndian.Uint32(rest)), string(rest[4:8])
		if size == 1 && len(rest) >= 16 {
			size = binary.BigEndian.Uint64(rest[8:])
		}
		if size < 8 || size > uint64(len(rest)) || first && kind != "ftyp" {
			t.Errorf("the clip is broken at box %q of %d bytes, %d are left", kind, size, len(rest))
			return
		}
		seen[kind] = true
		rest = rest[size:]
	}
	if !seen["moov"] || !seen["mdat"] {
		t.Errorf("the clip has boxes %v and no movie", seen)
	}
}

// checkNothingOrWhole fails when there is half a clip.
func checkNothingOrWhole(t *testing.T, path string) {
	t.Helper()
	if _, err := os.Stat(path); err == nil {
		checkMP4(t, path)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range left {
		if f != path {
			t.Errorf("left behind: %s", filepath.Base(f))
		}
	}
}
