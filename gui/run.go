package gui

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/theme"

	"caracal/core"
	"caracal/gui/kit"
	"caracal/resources"
)

// appID names the program to the operating system, as FyneApp.toml does.
const appID = "studio.caracal.Caracal"

// Parts are what the window works with. None of them is closed by it.
type Parts struct {
	Studio   *core.Studio
	Pictures pictureOpener // opens what is dropped; the picture.Store of the studio, so that nothing is decoded twice
	Settings core.Settings
	Folders  core.Folders
	Instance *Instance // may be nil
	Open     []string  // pictures from the command line
	Log      *slog.Logger
}

// Run opens the window and returns when it has been closed, by the person or by the end of ctx, and everything that it started has ended. It is called on the main
// goroutine, once.
func Run(ctx context.Context, p Parts) {
	a := app.NewWithID(appID)
	icon := fyne.NewStaticResource("caracal.svg", resources.Icon())
	a.SetIcon(icon)
	a.Settings().SetTheme(themeFor(p.Settings.Theme))
	w := a.NewWindow("Caracal")
	w.SetMaster()

	in := newInbox()
	s := newShell(w, in)
	set := newSettings(in, p.Folders.Data, p.Settings, p.Log)
	mk := newMakePage(s, p.Studio, p.Pictures, set)
	s.add(mk, theme.MediaPlayIcon(), "Make", fyne.Key1)
	s.dropped = mk.drop
	s.fill(kit.NewLogo(icon))
	w.Resize(windowSize)
	w.CenterOnScreen()

	if p.Instance != nil {
		p.Instance.onKnock(func(pictures []string) {
			in.answer(func() {
				s.raise()
				mk.drop(pictures)
			})
		})
	}
	stop := p.Studio.Watch(in.put)
	// The window is on the screen before anything else is asked for.
	a.Lifecycle().SetOnStarted(func() { mk.start(p.Open, p.Folders.Cache) })

	in.ask(func(closing context.Context) func() {
		select {
		case <-ctx.Done():
			return a.Quit
		case <-closing.Done():
			return nil
		}
	})

	w.ShowAndRun()
	stop()
	in.close()
	s.close()
}

// windowSize is the size at which the window opens.
var windowSize = fyne.NewSize(1280, 800)

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
