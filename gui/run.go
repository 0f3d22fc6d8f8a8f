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
	setScale(p.Settings.Scale)
	a := app.NewWithID(appID)
	a.SetIcon(icon())
	a.Settings().SetTheme(themeFor(p.Settings.Theme))
	w := a.NewWindow(words.Program)
	w.SetMaster()
	withoutDepth()
	keepHeap()

	var now atomic.Pointer[session]
	// Every widget has had its words since it was made, so that another language wants another house. Jobs go on meanwhile: the studio is not asked.
	var speakNow func(tag string)
	speakNow = func(tag string) {
		before := now.Load()
		before.end()
		speak(tag, p.Log)
		p.Settings = before.settings.Get()
		after := newSession(ctx, a, w, p, before, speakNow)
		now.Store(after)
		after.begin()
		after.goOn(before)
	}
	first := newSession(ctx, a, w, p, nil, speakNow)
	now.Store(first)
	w.Resize(windowSize)
	w.CenterOnScreen()
	// The window is on the screen before anything that may wait is asked for.
	a.Lifecycle().SetOnStarted(func() {
		clips, others := sortOut(p.Open)
		first.make.Start(others)
		first.opens.open(clips)
		first.begin()
		resume(first.shell, p.Studio, p.Shots)
		// In another language the page goes on with what was pasted, so that only a start knows that nobody needs it.
		first.care.do(func(context.Context) error {
			return (&lists.Book{Dir: p.Folders.Lists()}).RemoveUnnamed(p.Folders.Pasted(), started)
		})
		first.tellDamage(p.Damage)
	})
	ended, left := make(chan struct{}), make(chan struct{})
	end := sync.OnceFunc(func() {
		p.Instance.Shut()
		now.Load().end()
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
