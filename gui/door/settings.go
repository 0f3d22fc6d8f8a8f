package door

import (
	"context"
	"log/slog"
	"sync"

	"caracal/core"
)

// Settings are the person's choices while the window is open. Changes are written to the data folder one after the other, off the Fyne goroutine.
type Settings struct {
	inbox *Inbox
	dir   string // the data folder
	log   *slog.Logger
	now   core.Settings

	writing sync.Mutex // one file at a time, and the last choice wins
	latest  core.Settings
	mu      sync.Mutex // guards latest
}

// NewSettings returns the choices as they are, which are written to the data folder dir when they change.
func NewSettings(in *Inbox, dir string, s core.Settings, log *slog.Logger) *Settings {
	return &Settings{inbox: in, dir: dir, log: log, now: s, latest: s}
}

// Get returns the choices as they are.
func (s *Settings) Get() core.Settings { return s.now }

// Change changes the choices and has them written.
func (s *Settings) Change(edit func(*core.Settings)) {
	before := s.now
	edit(&s.now)
	if s.now == before {
		return
	}
	s.mu.Lock()
	s.latest = s.now
	s.mu.Unlock()
	s.inbox.Ask(func(context.Context) func() {
		s.Write()
		return nil
	})
}

// Write writes the choices. It waits for the disk, and is for what is chosen when the inbox is closed already.
func (s *Settings) Write() {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	latest := s.latest
	s.mu.Unlock()
	if err := latest.Save(s.dir); err != nil {
		s.log.Warn("the settings were not saved", "error", err)
	}
}
