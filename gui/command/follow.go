package command

import (
	"context"
	"fmt"
	"io"
	"maps"
	"sync"

	"caracal/core"
	"caracal/gui/words"
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

// await waits until there is no use in waiting for a job any longer, or for the end of ctx, and returns it. One that another process looks after is as the journal has it.
func (f *follower) await(ctx context.Context, id core.JobID) core.Job {
	if _, ours := f.studio.Job(id); !ours {
		j, _, err := f.studio.Find(id)
		if err == nil && j.ID != "" {
			fmt.Fprintf(f.voice, "%.8s %s\n", id, words.Elsewhere)
		}
		return j
	}
	for {
		for _, j := range f.snapshot() {
			f.say(j)
			if j.ID == id && settled(j) {
				return j
			}
		}
		select {
		case <-f.news:
		case <-ctx.Done():
			return f.snapshot()[id]
		}
	}
}

// settled reports whether there is no use in waiting for the job: it has ended, or something that a person must see to holds it up.
func settled(j core.Job) bool { return j.State.Ended() || j.Err != nil }

func (f *follower) snapshot() map[core.JobID]core.Job {
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.jobs)
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
