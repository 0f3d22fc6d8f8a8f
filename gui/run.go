package gui

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/theme"

	"caracal/core"
	"caracal/core/program"
	"caracal/core/release"
	lists "caracal/core/shots"
	"caracal/gui/instance"
	"caracal/gui/kit"
	"caracal/gui/words"
	"caracal/resources"
)

// appID names the program to the operating system, as FyneApp.toml does.
const appID = "studio.caracal.Caracal"

// windowSize is the size at which the window opens.
var windowSize = fyne.NewSize(1280, 800)

// Parts are what the window works with. It closes none of them.
type Parts struct {
	*program.Parts // of core; Run has the studio take up what was interrupted, once the window is on the screen, and the shots after it

	Version  string             // of the program
	Releases release.Feed       // where the program was published; empty for nowhere
	Instance *instance.Instance // by which a second start raises the window
	Open     []string           // files from the command line
	Leave    func()             // ends the process, should Fyne never return
}

// Run opens the window and returns when it has been closed, by the person or by the end of ctx, and everything that it started has ended. It is called on the main
// goroutine, once.
func Run(ctx context.Context, p Parts) {
	started := time.Now()
	speak(p.Settings.Language, p.Log)
	a, w := newWindow(p.Settings)
	now := openSessions(ctx, a, w, p)
	w.Resize(windowSize)
	w.CenterOnScreen()
	// The window is on the screen before anything that may wait is asked for.
	first := now()
	a.Lifecycle().SetOnStarted(func() { first.start(p, started) })
	showUntilEnd(ctx, w, p, func() { now().end() })
}

// newWindow makes the app and its window, which has nothing in it yet.
func newWindow(set core.Settings) (fyne.App, fyne.Window) {
	setScale(set.Scale)
	a := app.NewWithID(appID)
	a.SetIcon(icon())
	a.Settings().SetTheme(themeFor(set.Theme))
	w := a.NewWindow(words.Program)
	w.SetMaster()
	withoutDepth()
	keepHeap()
	return a, w
}

// openSessions builds the session that the window opens with. Now returns that, or the one that has followed it: every widget has had its words since it was made, so that
// another language wants another house. Jobs go on meanwhile: the studio is not asked.
func openSessions(ctx context.Context, a fyne.App, w fyne.Window, p Parts) (now func() *session) {
	var current atomic.Pointer[session]
	var speakNow func(tag string)
	speakNow = func(tag string) {
		before := current.Load()
		before.end()
		speak(tag, p.Log)
		p.Settings = before.settings.Get()
		after := newSession(ctx, a, w, p, before, speakNow)
		current.Store(after)
		after.begin()
		after.goOn(before)
	}
	current.Store(newSession(ctx, a, w, p, nil, speakNow))
	return current.Load
}

// start is for when the window of a program that was started then has come to the screen: what was given to it is opened, and what was interrupted goes on.
func (s *session) start(p Parts, then time.Time) {
	clips, others := sortOut(p.Open)
	s.make.Start(others)
	s.opens.open(clips)
	s.begin()
	resume(s.shell, p.Studio, p.Shots)
	// In another language the page goes on with what was pasted, so that only a start knows that nobody needs it.
	s.care.do(func(context.Context) error {
		return (&lists.Book{Dir: p.Folders.Lists()}).RemoveUnnamed(p.Folders.Pasted(), then)
	})
	s.tellDamage(p.Damage)
}

// showUntilEnd shows the window until it has been closed or Fyne has been told to end, and ends the session. It leaves a Fyne that does not return.
func showUntilEnd(ctx context.Context, w fyne.Window, p Parts, endSession func()) {
	ended, left := make(chan struct{}), make(chan struct{})
	end := sync.OnceFunc(func() {
		p.Instance.Shut()
		endSession()
		close(ended)
	})
	var watch sync.WaitGroup
	watch.Go(func() {
		watchLeaving(ctx, ended, left, func() {
			p.Log.Error("Fyne does not return, and is left")
			end()
			p.Leave()
		})
	})
	w.SetOnClosed(end)
	w.ShowAndRun()
	close(left)
	watch.Wait()
	end() // for the ways out that close no window
}

// icon is the program's.
func icon() fyne.Resource { return fyne.NewStaticResource("caracal.svg", resources.Icon()) }

// resume has the studio take up what was interrupted, and then the lists of shots of which more is to be sent.
func resume(s *shell, st interface{ Resume() ([]core.JobID, error) }, lists interface{ Resume() error }) {
	s.inbox.Ask(func(context.Context) func() {
		_, err := st.Resume()
		if err = errors.Join(err, lists.Resume()); err == nil {
			return nil
		}
		return func() {
			s.Say(words.Explain(err).String())
		}
	})
}

// themeFor returns the look that the person chose.
func themeFor(t core.Theme) fyne.Theme {
	switch t {
	case core.DarkTheme:
		return kit.Theme{Forced: true, Variant: theme.VariantDark}
	case core.LightTheme:
		return kit.Theme{Forced: true, Variant: theme.VariantLight}
	}
	return kit.Theme{}
}
