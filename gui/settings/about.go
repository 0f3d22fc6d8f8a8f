package settings

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/library"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// An aboutCard says which version this is, what it sends, what it contains, and puts what helps to find a fault on the clipboard.
type aboutCard struct {
	page  *Page
	card  *kit.Panel
	newer *kit.Button
}

func newAboutCard(p *Page) *aboutCard {
	c := &aboutCard{page: p}
	c.newer = kit.NewButton(words.LookForNewer(), nil, c.look)
	c.newer.Hidden = p.releases == ""
	buttons := container.New(layout.NewRowWrapLayoutWithCustomPadding(8, 8),
		kit.NewButton(words.ShortcutsButton(), nil, p.host.ShowShortcuts),
		kit.NewButton(words.SentButton(), nil, c.sends),
		kit.NewButton(words.NoticesButton(), nil, c.notices),
		kit.NewButton(words.CopyDiagnostics(), nil, c.diagnose),
		c.newer)
	c.card = kit.NewCard(container.New(&kit.Column{Gap: 8},
		&kit.Text{Text: words.Version(p.version), Fit: kit.Cut},
		kit.NewSmall(words.Licence()),
		buttons,
		kit.NewSmall(words.AboutDiagnostics())))
	return c
}

// sends says what leaves this computer, and when.
func (c *aboutCard) sends() {
	column := container.New(&kit.Column{Gap: kit.Gap})
	for _, s := range words.WhatIsSent(c.page.releases != "") {
		column.Add(&kit.Text{Text: s.When, Bold: true, Fit: kit.Wrap})
		column.Add(&kit.Text{Text: s.What, Fit: kit.Wrap})
	}
	c.show(words.SentTitle(), column)
}

// look asks whether there is a newer version.
func (c *aboutCard) look() {
	p := c.page
	c.newer.Disable()
	p.inbox.Ask(func(ctx context.Context) func() {
		newer, err := p.releases.Newer(ctx, p.version)
		return func() {
			c.newer.Enable()
			switch {
			case err != nil:
				p.host.Say(words.Explain(err).String())
			case newer == nil:
				p.host.Say(words.Newest())
			default:
				p.host.Offer(words.Newer(newer.Version, p.version), words.OpenVersionPage(), func() { c.visit(newer.Page) })
			}
		}
	})
}

// visit opens a page of the web.
func (c *aboutCard) visit(page string) {
	u, err := url.Parse(page)
	if err == nil {
		err = fyne.CurrentApp().OpenURL(u)
	}
	if err != nil {
		c.page.host.Say(words.Explain(err).String())
	}
}

// notices lists what others made that is in the program.
func (c *aboutCard) notices() {
	var names []string
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			names = append(names, m.Path+" "+m.Version)
		}
	}
	column := container.New(&kit.Column{Gap: kit.Gap},
		&kit.Text{Text: words.MadeByOthers(), Fit: kit.Wrap})
	if path := noticesFile(); path != "" {
		column.Add(container.NewHBox(kit.NewButton(words.ShowLicences(), nil, func() { c.page.folder.look(path) })))
	} else {
		column.Add(kit.NewSmall(words.LicencesElsewhere()))
	}
	column.Add(&kit.Text{Text: strings.Join(names, "\n"), SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Wrap})
	c.show(words.NoticesTitle(), column)
}

// noticesFile returns where the package of this program has put the licences; empty for nowhere.
func noticesFile() string {
	exe, err := os.Executable()
	if err != nil {
		return ""
	}
	if exe, err = filepath.EvalSymlinks(exe); err != nil {
		return ""
	}
	for _, rel := range []string{"../share/doc/caracal/copyright", "NOTICES.txt", "../Resources/NOTICES.txt"} {
		path := filepath.Join(filepath.Dir(exe), filepath.FromSlash(rel))
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
}

// show opens a dialog with a column that scrolls.
func (c *aboutCard) show(title string, column *fyne.Container) {
	w := c.page.host.Fyne()
	d := kit.Dialog(title, words.Close(), container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, kit.Gap), column)), w)
	c.page.host.Show(d)
	d.Resize(fyne.NewSize(560, w.Canvas().Size().Height*0.75))
}

// diagnose puts the diagnostics on the clipboard.
func (c *aboutCard) diagnose() {
	p := c.page
	size := p.host.Fyne().Canvas().Size()
	window := fmt.Sprintf("%.0f×%.0f, scale %.2f", size.Width, size.Height, p.host.Fyne().Canvas().Scale())
	source := keychain.Nowhere
	if p.account != nil {
		source = p.account.Source()
	}
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
