package gui

import (
	"context"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/core/library"
	"caracal/core/picture"
	lists "caracal/core/shots"
	"caracal/gui/activity"
	"caracal/gui/clips"
	"caracal/gui/create"
	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/film"
	"caracal/gui/service"
	"caracal/gui/settings"
	"caracal/gui/shots"
)

// A house is the window with its pages. What a page wants of another goes through here.
type house struct {
	*shell
	*files.Dialogs
	app      fyne.App
	studio   *core.Studio
	pictures *picture.Store
	shelf    *library.Library
	care     *caretaker
	account  *service.Account
	home     *service.Homecoming
	activity *activity.Column
	make     *create.Page
	shots    *shots.Page
	library  *clips.Page
	prefs    *settings.Page
	speak    func(tag string)
}

var (
	_ activity.Host = (*house)(nil)
	_ clips.Host    = (*house)(nil)
	_ create.Host   = (*house)(nil)
	_ settings.Host = (*house)(nil)
	_ shots.Host    = (*house)(nil)
)

// OpenLibrary shows the Library page.
func (h *house) OpenLibrary() { h.open(h.library) }

// OpenMake shows the Make page.
func (h *house) OpenMake() { h.open(h.make) }

// HasKey reports whether there is a key for the service.
func (h *house) HasKey() bool { return h.account.HasKey() }

// LacksKey reports whether there is none, as far as the keychain has answered.
func (h *house) LacksKey() bool { return !h.account.HasKey() && !h.account.Loading() }

// OpenSettings shows the Settings page.
func (h *house) OpenSettings() { h.open(h.prefs) }

// Play shows the clip of a job in the library and plays it.
func (h *house) Play(id core.JobID) { h.library.Play(id) }

// Limit returns how fast the studio may go with an engine now.
func (h *house) Limit(id core.EngineID) core.Limit { return h.studio.Limit(id) }

// ShowClip shows a clip in the library.
func (h *house) ShowClip(id core.JobID) { h.library.Show(id) }

// Take begins a clip of the first picture among these files.
func (h *house) Take(paths []string) { h.make.Drop(paths) }

// UseAgain begins another clip of each of these, with the same picture, prompt, frame and aspect.
func (h *house) UseAgain(engine core.EngineID, again ...core.Clip) {
	var templates []create.Template
	for _, c := range again {
		templates = append(templates, create.Template{Clip: c, Picture: h.pictures.Path(c.Story.Picture)})
	}
	h.make.UseAgain(engine, templates...)
}

// OnePicture makes a single clip of a picture.
func (h *house) OnePicture(path string) { h.make.Use(path) }

// Engines returns the engines that there are.
func (h *house) Engines() []core.Info { return h.studio.Engines() }

// Spent returns what clips have cost in this month.
func (h *house) Spent() core.USD { return h.activity.Spent() }

// Typical returns how long most jobs of an engine take.
func (h *house) Typical(id core.EngineID) core.Span {
	return h.activity.Typical(id)
}

// ListsChanged is for each change of a list that was begun.
func (h *house) ListsChanged() { h.make.JobsChanged() }

// ChoosePicture lets the person choose another picture.
func (h *house) ChoosePicture() { h.make.Choose() }

// ChooseFolder lets the person choose a folder of pictures.
func (h *house) ChooseFolder() { h.make.ChooseFolder() }

// Refused says why the studio did not do what was asked.
func (h *house) Refused(about core.JobID, err error) { h.make.Refused(about, err) }

// JobsChanged is for each change of what the jobs are at.
func (h *house) JobsChanged() { h.make.JobsChanged() }

// JobEnded is for each job that has come to its end.
func (h *house) JobEnded() { h.make.JobEnded() }

// LibraryOpened is for when the library is looked at.
func (h *house) LibraryOpened() { h.care.look() }

// Playing is for each change of the library's player.
func (h *house) Playing(playing bool) { h.care.strips.played(playing) }

// Look changes how the window looks.
func (h *house) Look(t core.Theme) { h.app.Settings().SetTheme(themeFor(t)) }

// Speak has the window go on in another language.
func (h *house) Speak(tag string) { h.speak(tag) }

// calm lets nothing move by itself from now on.
func (h *house) calm() {
	h.make.Calm()
	h.library.Calm()
}

// Apply has the studio and the library keep to the limits, and what is said of the budget follow them.
func (h *house) Apply(now core.Settings) {
	h.studio.SetBudget(now.Budget)
	h.studio.SetLimit(core.Lynx, core.Limit{InFlight: now.InFlight, Spacing: now.Spacing})
	h.shelf.LimitPreviews(now.Previews)
	h.activity.Recount()
}

// FirstKey has clips made by Lynx from now on, and looks for those that the account has already.
func (h *house) FirstKey() {
	h.make.ChooseEngine(core.Lynx)
	h.home.Start()
}

// KeyOpened looks for clips and refunds, as a start does where the keychain opens at once.
func (h *house) KeyOpened() { h.home.Start() }

// BringHome looks for clips at the service. They are offered on the Make page.
func (h *house) BringHome() { h.home.LookAgain(h.OpenMake) }

// newHouse makes the pages and gives each what it works with. Nothing is read or begun before the shell opens them.
func newHouse(a fyne.App, s *shell, set *door.Settings, account *service.Account, p Parts, speak func(tag string)) *house {
	in := s.inbox
	h := &house{shell: s, Dialogs: files.NewDialogs(s, in), app: a, studio: p.Studio, account: account, pictures: p.Pictures, shelf: p.Library, care: newCaretaker(in, p.Library, p.Decoder, p.Log), speak: speak}
	h.home = service.NewHomecoming(s, in, p.Lynx.Client, p.Studio)
	cards := shots.NewCards(h, in, p.Shots, p.Studio.Engines, p.Studio.Quote)
	used := past{p.Studio, p.Library}
	h.shots = shots.New(h, shots.Parts{
		Inbox: in, Desk: p.Shots, Book: &lists.Book{Dir: p.Folders.Lists()}, Engines: p.Studio.Engines, Quote: p.Studio.Quote, Settings: set, Past: used, Open: picture.Open,
	}, cards)
	h.activity = activity.New(h, in, p.Studio, set, h.home, cards)
	h.make = create.New(h, create.Parts{
		Inbox: in, Studio: p.Studio, Pictures: p.Pictures, Account: account, Activity: h.activity, Shots: h.shots, Past: used, Settings: set, Cache: p.Folders.Cache, Own: p.Folders.Pasted(),
	})
	h.library = clips.New(h, clips.Parts{Inbox: in, Shelf: p.Library, Decoder: film.FromMedia(p.Decoder), Exporter: p.Exporter, Settings: set})
	h.prefs = settings.New(h, in, settings.Parts{
		Settings: set, Folders: p.Folders, Account: account, Book: p.Journal, Shelf: p.Library, Version: p.Version, Releases: p.Releases,
	})
	account.Watch(h.shots.Recount)
	account.Replaced(func() {
		in.Ask(func(context.Context) func() { // jobs wait for the key of the account that paid for them
			p.Studio.LookAgain()
			return func() {}
		})
	})
	return h
}
