package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/kit"
	"caracal/gui/service"
)

// A Host is the window around the page, with what the page wants of the rest of the program.
type Host interface {
	kit.Window
	files.Chooser
	Look(core.Theme)     // changes how the window looks
	Apply(core.Settings) // has the limits kept from now on
	FirstKey()           // there is a key now, after there was none
	BringHome()          // looks for finished clips that are not on this computer, and offers them
}

// A Page is where the choices are made that hold for the whole program.
type Page struct {
	host     Host
	inbox    *door.Inbox
	settings *door.Settings
	folders  core.Folders
	account  *service.Account
	book     AccountBook
	reveal   func(ctx context.Context, path string) error // files.Reveal
}

// New returns the page; nothing is read or begun before it is built. account and book are nil where there is no service.
func New(h Host, in *door.Inbox, set *door.Settings, folders core.Folders, account *service.Account, book AccountBook) *Page {
	return &Page{host: h, inbox: in, settings: set, folders: folders, account: account, book: book, reveal: files.Reveal}
}

// Build makes the page's widgets.
func (p *Page) Build() fyne.CanvasObject {
	column := container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap))
	if p.account != nil {
		column.Add(kit.NewHeading("Lynx on WaveSpeedAI"))
		column.Add(service.NewCard(p.host, p.account, p.host.FirstKey, p.host.BringHome).View())
		column.Add(kit.NewHeading("Money"))
		column.Add(newMoneyCard(p.host, p.inbox, p.settings, p.book).card)
	}
	column.Add(kit.NewHeading("Library"))
	column.Add(newFolderCard(p.host, p.inbox, p.settings, p.folders.Library, p.reveal).card)
	column.Add(kit.NewHeading("Look"))
	column.Add(p.themes())
	return container.NewVScroll(kit.Inset(container.New(narrowLayout{}, column)))
}

// themes lets the person choose between dark and light.
func (p *Page) themes() fyne.CanvasObject {
	themes := []core.Theme{core.SystemTheme, core.DarkTheme, core.LightTheme}
	choice := kit.NewSwitch(len(themes), func(i int) {
		p.settings.Change(func(s *core.Settings) { s.Theme = themes[i] })
		p.host.Look(themes[i])
	})
	choice.SetChoice(0, "System", "as this computer has it")
	choice.SetChoice(1, "Dark", "easy on the eyes")
	choice.SetChoice(2, "Light", "for bright rooms")
	for i, t := range themes {
		if t == p.settings.Get().Theme {
			choice.Choose(i)
		}
	}
	return choice
}

// Shown is the shell's.
func (p *Page) Shown() {}

// Hidden is the shell's.
func (p *Page) Hidden() {}

// Close is the shell's.
func (p *Page) Close() {}

// narrowLayout keeps a column at a width that is easy to read.
type narrowLayout struct{}

var _ fyne.Layout = narrowLayout{}

// Layout is Fyne's.
func (narrowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(min(size.Width, 620), size.Height))
	}
}

// MinSize is Fyne's.
func (narrowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize()
}
