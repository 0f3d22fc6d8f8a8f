package settings

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/release"
	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/kit"
	"caracal/gui/kit/choices"
	"caracal/gui/kit/fonts"
	"caracal/gui/service"
	"caracal/gui/words"
)

// A Host is the window around the page, with what the page wants of the rest of the program.
type Host interface {
	kit.Window
	files.Chooser
	Look(core.Theme)     // changes how the window looks
	Scale(float64)       // changes how large everything in it is, against how the system has it
	Speak(tag string)    // goes on in another language, with a page of its own for these settings; empty for the system's
	Apply(core.Settings) // has the limits kept from now on
	FirstKey()           // the person has put a key in, after there was none
	KeyOpened()          // the keychain, which was locked at first, has given the key
	ShowShortcuts()      // shows what can be done by keys
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
	shelf    Shelf
	version  string
	releases release.Feed

	scroll    *container.Scroll
	size      *choices.Picks
	money     *moneyCard // nil until the page is built
	languages *languageCard
	folder    *folderCard
	storage   *storageCard
	measuring bool
}

// Parts are what the page works with.
type Parts struct {
	Settings *door.Settings
	Folders  core.Folders
	Account  *service.Account
	Book     AccountBook
	Shelf    Shelf
	Version  string       // of the program
	Releases release.Feed // where the program was published; empty for nowhere
}

// New returns the page; nothing is read or begun before it is built.
func New(h Host, in *door.Inbox, p Parts) *Page {
	return &Page{host: h, inbox: in, settings: p.Settings, folders: p.Folders, account: p.Account, book: p.Book, shelf: p.Shelf, version: p.Version, releases: p.Releases}
}

// Build makes the page's widgets.
func (p *Page) Build() fyne.CanvasObject {
	column := container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap))
	column.Add(kit.NewHeading(words.ServiceTitle()))
	column.Add(service.NewCard(p.host, p.account, p.host.FirstKey, p.host.KeyOpened, p.host.BringHome).View())
	column.Add(kit.NewHeading(words.MoneyTitle()))
	p.money = newMoneyCard(p.host, p.inbox, p.settings, p.book)
	column.Add(p.money.card)
	p.folder = newFolderCard(p.host, p.inbox, p.settings, p.folders.Library, files.Reveal)
	p.storage = newStorageCard(p.host, p.inbox, p.settings, p.shelf, p.folders, p.measure)
	column.Add(kit.NewHeading(words.Library()))
	column.Add(p.folder.card)
	column.Add(kit.NewHeading(words.LookTitle()))
	column.Add(p.themes())
	column.Add(p.sizes())
	column.Add(kit.NewHeading(words.LanguageTitle()))
	p.languages = newLanguageCard(p.host, p.inbox, p.settings, fonts.CanWrite)
	column.Add(p.languages.card)
	column.Add(kit.NewHeading(words.StorageTitle()))
	column.Add(p.storage.card)
	column.Add(kit.NewHeading(words.AboutTitle()))
	column.Add(newAboutCard(p).card)
	p.scroll = container.NewVScroll(kit.Inset(container.New(narrowLayout{}, column)))
	return kit.UnderWheel(p.scroll, p.scroll.Scrolled)
}

// themes lets the person choose between dark and light.
func (p *Page) themes() fyne.CanvasObject {
	themes := []core.Theme{core.SystemTheme, core.DarkTheme, core.LightTheme}
	choice := choices.NewSwitch(len(themes), func(i int) {
		p.settings.Change(func(s *core.Settings) { s.Theme = themes[i] })
		p.host.Look(themes[i])
	})
	for i, t := range themes {
		name, about := words.Theme(t)
		choice.SetChoice(i, name, about)
		if t == p.settings.Get().Theme {
			choice.Choose(i)
		}
	}
	return choice
}

// sizes lets the person choose how large everything is.
func (p *Page) sizes() fyne.CanvasObject {
	texts := make([]string, len(scales()))
	for i, size := range scales() {
		texts[i] = words.Percent(size)
	}
	p.size = choices.NewPicks(texts, p.resize)
	p.size.Choose(p.sizeNow())
	return container.New(layout.NewCustomPaddedHBoxLayout(kit.Gap), container.NewCenter(&kit.Text{Text: words.SizeOfEverything()}), container.NewCenter(p.size))
}

// scales are how large everything can be, against how the system has it.
func scales() []float64 { return []float64{core.LeastScale, 1, 1.25, 1.5, 1.75, core.MostScale} }

// sizeNow returns which of the scales is chosen, or the next larger one for what was written into the file by hand.
func (p *Page) sizeNow() int {
	now := cmp.Or(p.settings.Get().Scale, 1)
	return slices.IndexFunc(scales(), func(scale float64) bool { return scale >= now })
}

func (p *Page) resize(to int) {
	p.settings.Change(func(s *core.Settings) { s.Scale = scales()[to] })
	p.host.Scale(scales()[to])
}

// Enlarge makes everything larger by so many steps, smaller for fewer than none, and as large as the system has it for none.
func (p *Page) Enlarge(steps int) {
	to := slices.Index(scales(), 1)
	if steps != 0 {
		to = min(max(p.sizeNow()+steps, 0), len(scales())-1)
	}
	p.resize(to)
	if p.size != nil { // the page has been opened
		p.size.Choose(to)
	}
}

// GoOn shows the languages where they were on a page that is closed, so that the one that was chosen stays under the pointer however long the words above it are now.
func (p *Page) GoOn(from *Page) {
	before, offset := from.languages.card.Position().Y, from.scroll.Offset.Y
	hold := func() { p.scroll.ScrollToOffset(fyne.NewPos(0, offset+p.languages.card.Position().Y-before)) }
	hold()
	p.inbox.Run(hold) // how high texts are is known only once they have been laid out
}

// Shown has everything measured: nobody looks at how much it is but here.
func (p *Page) Shown() { p.measure() }

// measure finds out how much the library and the cache take, and says it.
func (p *Page) measure() {
	if p.measuring {
		return
	}
	p.measuring = true
	p.inbox.Ask(func(ctx context.Context) func() {
		u, err := p.shelf.Usage(ctx)
		return func() {
			p.measuring = false
			if err == nil {
				p.folder.measured(u)
				p.storage.measured(u)
			}
		}
	})
}

// Hidden takes over what was typed: a shortcut leads to another page while an entry has the keyboard.
func (p *Page) Hidden() { p.money.read() }

// Close takes over what was typed in the last moment.
func (p *Page) Close() {
	if p.money != nil { // else the page was never seen
		p.money.close()
	}
}

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
