package gui

import (
	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/clips"
	"caracal/gui/files"
	"caracal/gui/service"
	"caracal/gui/settings"
)

// A house is the window with its pages. What a page wants of another goes through here.
type house struct {
	*shell
	*files.Dialogs
	app      fyne.App
	studio   *core.Studio
	make     *makePage
	library  *clips.Page
	care     *tender
	home     *service.Homecoming // nil where there is no service
	pictures *picture.Store
}

var (
	_ clips.Host    = (*house)(nil)
	_ settings.Host = (*house)(nil)
)

// OpenLibrary shows the Library page.
func (h *house) OpenLibrary() { h.open(h.library) }

// OpenMake shows the Make page.
func (h *house) OpenMake() { h.open(h.make) }

// UseAgain begins another clip of the same picture and prompt.
func (h *house) UseAgain(c core.Clip) { h.make.useAgain(h.pictures.Path(c.Story.Picture), c) }

// LibraryOpened is for when the library is looked at.
func (h *house) LibraryOpened() { h.care.look() }

// Playing is for each change of the library's player.
func (h *house) Playing(playing bool) { h.care.strips.Played(playing) }

// Look changes how the window looks.
func (h *house) Look(t core.Theme) { h.app.Settings().SetTheme(themeFor(t)) }

// Apply has the studio keep to the limits, and what stands on the Make page follow them.
func (h *house) Apply(now core.Settings) {
	h.studio.SetBudget(now.Budget)
	h.studio.SetLimit(core.Lynx, core.Limit{InFlight: now.InFlight, Spacing: now.Spacing})
	h.make.ponder()
}

// FirstKey has clips made by Lynx from now on, and looks for those that the account has already.
func (h *house) FirstKey() {
	h.make.chooseEngine(core.Lynx)
	h.home.Start()
}

// BringHome looks for clips at the service. They are offered on the Make page.
func (h *house) BringHome() { h.home.LookAgain(h.OpenMake) }
