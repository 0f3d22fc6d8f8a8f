package settings

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/library"
	"caracal/gui/words"
)

// diagnose puts the diagnostics on the clipboard.
func (c *aboutCard) diagnose() {
	p := c.page
	size := p.host.Fyne().Canvas().Size()
	window := fmt.Sprintf("%.0f×%.0f, scale %.2f", size.Width, size.Height, p.host.Fyne().Canvas().Scale())
	source := p.account.Source()
	now := p.settings.Get()
	p.inbox.Ask(func(ctx context.Context) func() {
		u, err := p.shelf.Usage(ctx)
		if err != nil {
			return nil
		}
		return func() {
			fyne.CurrentApp().Clipboard().SetContent(diagnostics(p.version, window, source, now, u))
			p.host.Say(words.DiagnosticsCopied())
		}
	})
}

// diagnostics are for whoever helps, so they are in English, and for the public, so there is nothing of the person's in them.
func diagnostics(version, window string, key keychain.Source, s core.Settings, u library.Usage) string {
	is := func(b bool, yes, no string) string {
		if b {
			return yes
		}
		return no
	}
	build := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, b := range info.Settings {
			if b.Key == "vcs.revision" || b.Key == "-tags" || b.Key == "CGO_ENABLED" {
				build += " " + b.Key + "=" + b.Value
			}
		}
		for _, m := range info.Deps {
			if m.Path == "fyne.io/fyne/v2" {
				build += " fyne=" + m.Version
			}
		}
	}
	kept := map[keychain.Source]string{keychain.System: "in the system's keychain", keychain.Session: "for this session", keychain.Environment: "from the environment", keychain.Nowhere: "none"}
	lines := []string{
		"Caracal " + version,
		fmt.Sprintf("system: %s/%s, %d cores, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version()),
		"build:" + build,
		"window: " + window + ", desktop " + is(os.Getenv("WAYLAND_DISPLAY") != "", "wayland", is(os.Getenv("DISPLAY") != "", "x11", "own")),
		"key: " + kept[key],
		fmt.Sprintf("settings: theme %s, engine %s, aspect %s, budget %s, %d at once, %v apart, library %s, being moved %s",
			is(s.Theme == core.SystemTheme, "system", string(s.Theme)), s.Engine, s.Aspect, is(s.Budget > 0, "set", "none"), s.InFlight, s.Spacing,
			is(s.Library == "", "default", "chosen"), is(s.MovingTo != "" || s.MovedFrom != "", "yes", "no")),
		fmt.Sprintf("library: %d files, %d kB; pictures %d kB; bin %d kB; cache %d kB", u.Count, u.Clips>>10, u.Pictures>>10, u.Bin>>10, u.Cache>>10),
	}
	return strings.Join(lines, "\n") + "\n"
}
