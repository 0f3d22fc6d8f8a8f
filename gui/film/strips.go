package film

import (
	"context"
	"time"

	"caracal/core"
	"caracal/gui/door"
)

// stripPause is how long nothing has been going on when filmstrips are made.
const stripPause = 500 * time.Millisecond

// fresh is how long ago a clip may have been made for it to be one that the person is about to look at.
const fresh = time.Minute

// A StripMaker has the filmstrips of the newest clips made while the computer has nothing better to do: no film plays and no draft is made. It begins when the library is
// looked at, or a clip has been made that is about to be: before that the decoder's memory is spared. All its methods are called on the UI goroutine.
type StripMaker struct {
	inbox *door.Inbox
	keep  func(context.Context) // makes those that are missing

	wanted  bool
	playing bool
	drafts  map[core.JobID]bool // that are being made
	stop    func()              // what is under way, or about to be
}

func NewStripMaker(in *door.Inbox, keep func(context.Context)) *StripMaker {
	return &StripMaker{inbox: in, keep: keep, drafts: map[core.JobID]bool{}, stop: func() {}}
}

// Looked is for when the library is looked at.
func (s *StripMaker) Looked() {
	s.wanted = true
	s.rest()
}

// Played is for each change of a player, which says whether a film plays now.
func (s *StripMaker) Played(playing bool) {
	if s.playing != playing {
		s.playing = playing
		s.rest()
	}
}

// Changed is for each change of a job.
func (s *StripMaker) Changed(j core.Job) {
	before := len(s.drafts)
	delete(s.drafts, j.ID)
	if j.State == core.Working && j.Request.Engine == core.Draft {
		s.drafts[j.ID] = true
	}
	saved := j.State == core.Saved && time.Since(j.Ended) < fresh
	s.wanted = s.wanted || saved
	if saved || len(s.drafts) != before {
		s.rest()
	}
}

// rest stops what is under way and begins again after a pause, if there is nothing else to do.
func (s *StripMaker) rest() {
	s.stop()
	if !s.wanted || s.playing || len(s.drafts) > 0 {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	unpause := s.inbox.After(stripPause, func() {
		s.inbox.Ask(func(closing context.Context) func() {
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
