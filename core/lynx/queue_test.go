package lynx_test

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
	"caracal/core/journal"
	"caracal/core/lynx"
	"caracal/core/lynx/lynxtest"
)

// An evening's queue, with the real studio and the real journal, a service that breaks all the time, and a window that is closed and opened again every quarter of an hour: every
// click is one submit and one clip, in the service's own pace.
func TestAQueueOfManyClips(t *testing.T) {
	const clips = 50
	limit := core.Limit{InFlight: 2, Spacing: 30 * time.Second}
	inWorld(t, lynxtest.Options{Balance: 100 * core.Dollar}, func(t *testing.T, w *world) {
		faults := []lynxtest.Fault{
			lynxtest.Say(500, ``), lynxtest.Cut(), lynxtest.Say(200, lynxtest.HTML), lynxtest.CutAt(0.5), pass, pass,
		}
		for i := range 40 * clips {
			for _, at := range []lynxtest.Endpoint{lynxtest.Result, lynxtest.List, lynxtest.Ticket, lynxtest.Put, lynxtest.Media} {
				w.Break(at, 1, faults[i%len(faults)])
			}
		}
		for i := range clips {
			f := pass
			if i%5 == 2 {
				f = lynxtest.After(lynxtest.Cut())
			}
			w.Break(lynxtest.Submit, 1, f)
		}

		shelf, data := &shelf{clips: map[core.JobID]core.Clip{}}, t.TempDir()
		for session := 0; len(shelf.saved()) < clips; session++ {
			if session > 60 {
				t.Fatalf("%d clips after %d sessions", len(shelf.saved()), session)
			}
			jobs, err := journal.Open(data)
			if err != nil {
				t.Fatal(err)
			}
			engine := &lynx.Engine{Client: w.client, Ledger: jobs, Limit: limit}
			studio := core.NewStudio(core.Rooms{Journal: jobs, Shelf: shelf, Pictures: kept{}, Work: w.dir}, engine)
			if _, err := studio.Resume(); err != nil {
				t.Fatal(err)
			}
			for session == 0 && len(studio.Jobs()) < clips {
				time.Sleep(time.Second) // else it is a slip of the hand
				if _, err := studio.Submit(t.Context(), request()); err != nil {
					t.Fatal(err)
				}
			}
			time.Sleep(15 * time.Minute)
			for _, j := range studio.Jobs() {
				if j.State != core.Waiting && j.State != core.Working && j.State != core.Saved {
					t.Errorf("a job is %s: %v", j.State, j.Err)
				}
			}
			if err := studio.Close(context.Background()); err != nil {
				t.Error(err)
			}
			if err := jobs.Close(); err != nil {
				t.Error(err)
			}
		}
		if w.Submits() != clips || len(w.Runs()) != clips {
			t.Errorf("%d submits and %d runs for %d clicks", w.Submits(), len(w.Runs()), clips)
		}
		runs := w.Runs()
		for i := 1; i < len(runs); i++ {
			if gap := runs[i].Created.Sub(runs[i-1].Created); gap < limit.Spacing {
				t.Errorf("submits %d and %d are %v apart", i-1, i, gap)
			}
		}
		tasks := map[string]bool{}
		for _, c := range shelf.saved() {
			tasks[c.Story.Task] = true
		}
		if len(tasks) != clips {
			t.Errorf("%d clips are of %d runs", clips, len(tasks))
		}
		synctest.Wait()
	})
}

func pass(w http.ResponseWriter, r *http.Request, h http.HandlerFunc) { h(w, r) }

// A shelf is a library without a folder.
type shelf struct {
	mu    sync.Mutex
	clips map[core.JobID]core.Clip
}

func (s *shelf) Ready() error { return nil }

func (s *shelf) Add(_ context.Context, path string, c core.Clip) (core.Clip, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clips[c.ID] = c
	return c, os.Remove(path)
}

func (s *shelf) Has(id core.JobID) (core.Clip, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.clips[id]
	return c, ok, nil
}

func (s *shelf) HasRun(context.Context, string) (core.Clip, bool, error) {
	return core.Clip{}, false, nil
}

func (s *shelf) saved() []core.Clip {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []core.Clip
	for _, c := range s.clips {
		all = append(all, c)
	}
	return all
}

// kept is a store that has the pictures already.
type kept struct{}

func (kept) Keep(_ context.Context, path string) (core.Picture, error) {
	return core.Picture{Path: path, Name: filepath.Base(path), SHA256: "00"}, nil
}
