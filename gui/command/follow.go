package command

import (
	"context"
	"fmt"
	"io"
	"sync"

	"caracal/core"
)

// A follower keeps the latest snapshot of each job and writes how the work goes, a line whenever there is something new to say.
type follower struct {
	studio *core.Studio
	stop   func()

	mu    sync.Mutex
	jobs  map[core.JobID]core.Job
	said  map[core.JobID]string
	news  chan struct{} // holds one: there is something new
	voice io.Writer
}

// newFollower watches the studio's jobs from now on, until stop.
func newFollower(studio *core.Studio, voice io.Writer) *follower {
	f := &follower{studio: studio, jobs: map[core.JobID]core.Job{}, said: map[core.JobID]string{}, news: make(chan struct{}, 1), voice: voice}
	f.stop = studio.Watch(f.put)
	return f
}

// put runs on the studio's goroutines.
func (f *follower) put(j core.Job) {
	f.mu.Lock()
	f.jobs[j.ID] = j
	f.mu.Unlock()
	select {
	case f.news <- struct{}{}:
	default:
	}
}

// wait returns the jobs as soon as one of them is done, or when ctx ends.
func (f *follower) wait(ctx context.Context, done func(core.Job) bool) map[core.JobID]core.Job {
	for {
		jobs := f.snapshot()
		for _, j := range jobs {
			f.say(j)
			if done(j) {
				return jobs
			}
		}
		select {
		case <-f.news:
		case <-ctx.Done():
			return f.snapshot()
		}
	}
}

func (f *follower) snapshot() map[core.JobID]core.Job {
	f.mu.Lock()
	defer f.mu.Unlock()
	jobs := make(map[core.JobID]core.Job, len(f.jobs))
	for id, j := range f.jobs {
		jobs[id] = j
	}
	return jobs
}

// say writes how the job goes, in steps of a quarter, unless it has been said.
func (f *follower) say(j core.Job) {
	line := string(j.State)
	if j.State == core.Working && j.Progress.Phase != "" {
		line = string(j.Progress.Phase)
		if j.Progress.Done > 0 {
			line += fmt.Sprintf(" %d %%", int(j.Progress.Done*4)*25)
		}
	}
	if f.said[j.ID] != line {
		f.said[j.ID] = line
		fmt.Fprintf(f.voice, "%.8s %s\n", j.ID, line)
	}
}
