package settings

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

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
