package gui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/kit"
)

// A settingsPage is where the choices are made that hold for the whole program.
type settingsPage struct {
	shell    *shell
	settings *door.Settings
	folders  core.Folders
	look     func(core.Theme)    // changes how the window looks
	apply    func(core.Settings) // gives the studio its new limits
	reveal   func(ctx context.Context, path string) error

	account   *account // nil where there is no service
	book      accountBook
	firstKey  func()
	bringHome func()
}

var _ page = (*settingsPage)(nil)

// newSettingsPage returns the page.
func newSettingsPage(s *shell, set *door.Settings, folders core.Folders) *settingsPage {
	return &settingsPage{
		shell: s, settings: set, folders: folders, look: func(core.Theme) {}, apply: func(core.Settings) {}, reveal: files.Reveal,
		firstKey: func() {}, bringHome: func() {},
	}
}

// Build makes the page's widgets.
func (p *settingsPage) Build() fyne.CanvasObject {
	column := container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap))
	if p.account != nil {
		column.Add(kit.NewHeading("Lynx on WaveSpeedAI"))
		column.Add(newServiceCard(p.shell, p.account, p.firstKey, p.bringHome).card)
		column.Add(kit.NewHeading("Money"))
		column.Add(newMoneyCard(p.shell, p.settings, p.apply, p.book).card)
	}
	column.Add(kit.NewHeading("Library"))
	column.Add(newFolderCard(p.shell, p.settings, p.folders.Library, p.reveal).card)
	column.Add(kit.NewHeading("Look"))
	column.Add(p.themes())
	return container.NewVScroll(kit.Inset(container.New(narrowLayout{}, column)))
}

// themes lets the person choose between dark and light.
func (p *settingsPage) themes() fyne.CanvasObject {
	themes := []core.Theme{core.SystemTheme, core.DarkTheme, core.LightTheme}
	choice := kit.NewSwitch(len(themes), func(i int) {
		p.settings.Change(func(s *core.Settings) { s.Theme = themes[i] })
		p.look(themes[i])
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
func (p *settingsPage) Shown() {}

// Hidden is the shell's.
func (p *settingsPage) Hidden() {}

// Close is the shell's.
func (p *settingsPage) Close() {}

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
