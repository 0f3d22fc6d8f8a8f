package gui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/gui/door"
	"caracal/gui/words"
)

// justNow is how long ago a job may have ended for its notification to be news.
const justNow = time.Minute

// notifyWhenAway tells the person by a notification of the system that a clip is ready, while the window is not in front: once until it has been there, because a list may have many. The
// words are fixed, because some systems do not treat others safely. tell hears when the window goes and comes.
func notifyWhenAway(a fyne.App, in *door.Inbox, tell func(away bool)) {
	away, told := false, false
	a.Lifecycle().SetOnEnteredForeground(func() { away, told = false, false; tell(away) })
	a.Lifecycle().SetOnExitedForeground(func() { away = true; tell(away) })
	in.Listen(func(j core.Job) {
		if !away || told || j.State != core.Saved || time.Since(j.Ended) > justNow {
			return
		}
		told = true
		in.Ask(func(context.Context) func() { // it waits for the system's answer
			a.SendNotification(fyne.NewNotification(words.Program, words.ClipReady()))
			return nil
		})
	})
}
