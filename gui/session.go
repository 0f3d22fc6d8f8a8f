package gui

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/atspi"
	"caracal/gui/door"
	"caracal/gui/kit/rail"
	"caracal/gui/motion"
	"caracal/gui/service"
	"caracal/gui/words"
)

// A session is a house in the window, from when it is built until the window is closed or goes on in another language.
type session struct {
	*house
	settings *door.Settings
	opens    *opener
	folder   string // of the library
	end      func() // ends everything that the session started, and waits for it; it may be called more than once
}

// newSession builds a house. before is the session that has ended for it, nil for none, and speak is called when the person wants another language.
func newSession(ctx context.Context, a fyne.App, w fyne.Window, p Parts, before *session, speak func(tag string)) *session {
	in := door.New()
	s := newShell(w, in)
	s.fit(p.Settings.Scale)
	set := door.NewSettings(in, p.Folders.Data, p.Settings, p.Log)
	account := service.NewAccount(in, p.Keys, p.Lynx)
	if before != nil {
		account.GoOn(before.account)
	}
	h := newHouse(a, s, set, account, p, speak)
	if before != nil {
		h.home.GoOn(before.home)
	}
	opens := &opener{in, p.Library, h}
	s.add(h.make, theme.MediaPlayIcon(), words.Make(), fyne.Key1)
	s.add(h.library, theme.GridIcon(), words.Library(), fyne.Key2)
	s.add(h.prefs, theme.SettingsIcon(), words.Settings(), fyne.KeyComma)
	h.sizeKeys()
	s.fill(rail.NewLogo(icon()))

	p.Instance.OnKnock(func(paths []string) {
		in.Answer(func() {
			s.raise()
			opens.open(paths)
		})
	})
	readers := atspi.New(w, in)
	in.Ask(func(closing context.Context) func() {
		readers.Serve(closing)
		return nil
	})
	notifyWhenAway(a, in, func(away bool) {
		h.make.Away(away)
		readers.SetAway(away)
	})
	unwatch := p.Studio.Watch(in.Put)
	in.Ask(func(closing context.Context) func() {
		select {
		case <-ctx.Done():
			// Not w.Close: Fyne may have heard the same signal and stopped, and then this very goroutine would close the window, and wait for its own end.
			return a.Driver().Quit
		case <-closing.Done():
			return nil
		}
	})
	// Everything ends while Fyne's queue still stands, unless Fyne was told first to stop. Then the studio may be held at the inbox's door, which is therefore closed before the studio
	// is asked for anything.
	end := sync.OnceFunc(func() {
		p.Instance.OnKnock(nil) // whoever knocks now waits for the next session
		in.Close()
		unwatch()
		s.close()
	})
	return &session{house: h, settings: set, opens: opens, folder: p.Folders.Library, end: end}
}

// begin is for when the window is on the screen.
func (s *session) begin() {
	switch {
	case s.account.Loading():
		s.account.Load(s.home.Start)
	case s.account.HasKey():
		s.home.Start()
	}
	s.care.begin(settle(s.settings, s.folder))
	s.inbox.Ask(func(ctx context.Context) func() {
		if !motion.Less(ctx) {
			return nil
		}
		return s.calm
	})
}

// goOn shows what the person saw in the session before, in which another language was chosen.
func (s *session) goOn(before *session) {
	s.make.GoOn(before.make)
	s.shots.GoOn(before.shots)
	s.OpenSettings()
	s.prefs.GoOn(before.prefs)
}
