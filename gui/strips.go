package gui

import (
	"context"
	"time"

	"caracal/core"
)

// stripPause is how long nothing has been going on when filmstrips are made.
const stripPause = 500 * time.Millisecond

// A stripMaker has the filmstrips of the newest clips made while the computer has nothing better to do: no film plays and no draft is made. It begins when the library is
// looked at, or a clip has been made that is about to be: before that the decoder's memory is spared. All its methods are called on the UI goroutine.
type stripMaker struct {
	inbox *inbox
	keep  func(context.Context) // makes those that are missing

	wanted  bool
	playing bool
	drafts  map[core.JobID]bool // that are being made
	stop    func()              // what is under way, or about to be
}

func newStripMaker(in *inbox, keep func(context.Context)) *stripMaker {
	return &stripMaker{inbox: in, keep: keep, drafts: map[core.JobID]bool{}, stop: func() {}}
}

// looked is for when the library is looked at.
func (s *stripMaker) looked() {
	s.wanted = true
	s.rest()
}

// played is for each change of a player, which says whether a film plays now.
func (s *stripMaker) played(playing bool) {
	if s.playing != playing {
		s.playing = playing
		s.rest()
	}
}

// changed is for each change of a job.
func (s *stripMaker) changed(j core.Job) {
	before := len(s.drafts)
	delete(s.drafts, j.ID)
	if j.State == core.Working && j.Request.Engine == core.Draft {
		s.drafts[j.ID] = true
	}
	saved := j.State == core.Saved && time.Since(j.Ended) < justNow
	s.wanted = s.wanted || saved
	if saved || len(s.drafts) != before {
		s.rest()
	}
}

// rest stops what is under way and begins again after a pause, if there is nothing else to do.
func (s *stripMaker) rest() {
	s.stop()
	if !s.wanted || s.playing || len(s.drafts) > 0 {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	unpause := s.inbox.after(stripPause, func() {
		s.inbox.ask(func(closing context.Context) func() {
			defer context.AfterFunc(closing, cancel)()
			s.keep(ctx)
			return nil
		})
	})
	s.stop = func() {
		unpause()
		cancel()
	}
}
