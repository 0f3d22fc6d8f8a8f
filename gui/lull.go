package gui

import (
	"context"
	"time"

	"caracal/core"
	"caracal/gui/door"
)

// lullPause is how long nothing has been going on when the work begins.
const lullPause = 500 * time.Millisecond

// fresh is how long ago a clip may have been made for it to be one that the person is about to look at.
const fresh = time.Minute

// A lull has something done while the computer has nothing better to do: no film plays and no draft is made. It begins when that is wanted, as when the library is looked at, or when a clip
// has been made that is about to be looked at: before that the decoder's memory is spared. All its methods are called on the Fyne goroutine.
type lull struct {
	inbox *door.Inbox
	work  func(context.Context) // does what is not done yet; it is begun again after each stop

	wanted  bool
	playing bool
	drafts  map[core.JobID]bool // that are being made
	stop    func()              // what is under way, or about to be
}

// newLull returns a lull in which work is done.
func newLull(in *door.Inbox, work func(context.Context)) *lull {
	return &lull{inbox: in, work: work, drafts: map[core.JobID]bool{}, stop: func() {}}
}

// want is for when the work is wanted from now on, as when the library is looked at.
func (l *lull) want() {
	l.wanted = true
	l.rest()
}

// played is for each change of a player, which says whether a film plays now.
func (l *lull) played(playing bool) {
	if l.playing != playing {
		l.playing = playing
		l.rest()
	}
}

// changed is for each change of a job.
func (l *lull) changed(j core.Job) {
	before := len(l.drafts)
	delete(l.drafts, j.ID)
	if j.State == core.Working && j.Request.Engine == core.Draft {
		l.drafts[j.ID] = true
	}
	saved := j.State == core.Saved && time.Since(j.Ended) < fresh
	l.wanted = l.wanted || saved
	if saved || len(l.drafts) != before {
		l.rest()
	}
}

// rest stops what is under way and begins again after a pause, if there is nothing else to do.
func (l *lull) rest() {
	l.stop()
	if !l.wanted || l.playing || len(l.drafts) > 0 {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	unpause := l.inbox.After(lullPause, func() {
		l.inbox.Ask(func(closing context.Context) func() {
			defer context.AfterFunc(closing, cancel)()
			l.work(ctx)
			return nil
		})
	})
	l.stop = func() {
		unpause()
		cancel()
	}
}
