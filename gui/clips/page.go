package clips

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/gui/clips/selection"
	"caracal/gui/clips/sidepanel"
	"caracal/gui/compare"
	"caracal/gui/door"
	"caracal/gui/export"
	"caracal/gui/files"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/stills"
	"caracal/gui/words"
)

// A Host is the window around the page, with what the page wants of the others.
type Host interface {
	kit.Window
	files.Chooser
	OpenLibrary()         // shows this page
	OpenMake()            // shows the page where clips are made
	Engines() []core.Info // there are
	// UseAgain begins another clip of each of these, with the same picture, prompt, frame and aspect, made by an engine. Nothing is made before the person says so.
	UseAgain(core.EngineID, ...core.Clip)
	LibraryOpened() // the page has been opened
	Playing(bool)   // after each change of the player: whether a film plays
}

const (
	changePause = 500 * time.Millisecond // between two looks at a library that changes all the time, as in a first scan
	agoPeriod   = 30 * time.Second       // how often "8 minutes ago" is brought up to date
)

// A Page shows the clips that there are. At the left they are searched and chosen, at the right the one that is chosen is played.
type Page struct {
	host     Host
	inbox    *door.Inbox
	shelf    Shelf
	decoder  film.Decoder
	settings *door.Settings
	reveal   func(ctx context.Context, path string) error // files.Reveal
	board    clipboard

	state  selection.Model
	wanted core.JobID // to be chosen as soon as it is found
	playIt bool       // and played
	unwait func()     // forgets to give it up
	binned binning

	asking   *question // the answer is awaited; nil for none
	dirty    bool      // it will be out of date
	changed  time.Time // the last look at a library that had changed
	fetching bool      // what tiles show
	reading  *reading  // the whole clip that was asked for last; nil when it is shown

	browser   *browser
	bar       *manyBar
	panel     *sidepanel.Panel
	full      *film.FullView // nil unless it is open
	exports   *export.Room
	comparing *compare.View // the one that was opened last
	playlist  playlist
	posters   *stills.Loader
	view      *libraryView
	visible   bool
	calm      bool   // nothing is to move by itself
	unwatch   func() // hears of no more changes of the library
	unclock   func()
	unpause   func() // forgets a look that waits for changePause
}

// Parts are what the page works with.
type Parts struct {
	Inbox    *door.Inbox
	Shelf    Shelf
	Decoder  film.Decoder
	Exporter export.Exporter
	Settings *door.Settings
}

// New returns the page; nothing is read or begun before it is built.
func New(host Host, w Parts) *Page {
	p := &Page{
		host: host, inbox: w.Inbox, shelf: w.Shelf, decoder: w.Decoder, settings: w.Settings, exports: export.New(host, w.Inbox, w.Exporter),
		reveal: files.Reveal, board: &files.Clipboard{}, unclock: func() {}, unpause: func() {}, unwait: func() {},
	}
	p.state.Query.Stacked = !w.Settings.Get().LooseTakes
	return p
}

// Build makes the page's widgets and asks for the clips.
func (p *Page) Build() fyne.CanvasObject {
	p.posters = stills.NewPosters(p.shelf.Poster, p.inbox.Run)
	p.bar = newManyBar(p)
	p.buildPanel()
	p.browser = newBrowser(p)
	p.view = newLibraryView(p.browser.view, p.panel.View(), p.host.OpenMake)
	p.unwatch = p.shelf.Watch(func() { p.inbox.Answer(p.libraryChanged) })
	p.reload()
	p.browser.tags.ask()
	return p.view.content
}

// Shown lets the clocks go.
func (p *Page) Shown() {
	p.visible = true
	p.refreshTimes()
	ago, scan := p.inbox.Every(agoPeriod, p.refreshTimes), p.inbox.Every(scanPeriod, p.browser.look)
	p.unclock = func() {
		ago()
		scan()
	}
	p.host.Fyne().Canvas().Focus(p.browser.grid)
	p.host.LibraryOpened()
}

// Hidden holds everything that moves.
func (p *Page) Hidden() {
	p.visible = false
	p.unclock()
	p.panel.Player.Pause()
	p.browser.glimpse.Stop()
}

// Close ends what the page started.
func (p *Page) Close() {
	p.unwatch()
	p.panel.Player.Close()
	p.browser.glimpse.Player.Close()
	if p.comparing != nil {
		p.comparing.Close()
	}
	p.posters.Close()
	p.board.Close()
}

// Calm lets nothing move by itself from now on.
func (p *Page) Calm() {
	p.calm = true
	if p.browser != nil {
		p.browser.glimpse.Stop()
	}
}

// TypedKey takes the keys that no widget has taken.
func (p *Page) TypedKey(e *fyne.KeyEvent) {
	if !p.state.HasLead {
		return
	}
	switch e.Name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.remove()
	case fyne.KeyH:
		p.favour()
	case fyne.KeyT:
		p.openTags()
	case fyne.KeyC:
		p.compare()
	case fyne.KeyS:
		p.turnStack(p.state.Place)
	case fyne.KeyEscape:
		p.clearMany()
	case fyne.KeyReturn, fyne.KeyEnter:
		p.panel.Player.Toggle()
	case fyne.KeySpace:
		if p.state.Many() {
			p.playSelected()
		} else {
			p.panel.Player.Toggle()
		}
	default:
		p.panel.Key(e.Name)
	}
}

// refreshTimes brings what depends on the time of day up to date.
func (p *Page) refreshTimes() {
	p.browser.grid.Refresh()
	if c := p.panel.Clip(); c.ID != "" {
		p.panel.Update(c, time.Now())
	}
}

// complain says what went wrong.
func (p *Page) complain(err error) {
	if said := words.Explain(err).String(); said != "" {
		p.host.Say(said)
	}
}
