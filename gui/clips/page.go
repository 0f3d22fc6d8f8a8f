package clips

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/core/library"
	"caracal/core/library/index"
	"caracal/gui/clips/selection"
	"caracal/gui/clips/sidepanel"
	"caracal/gui/compare"
	"caracal/gui/door"
	"caracal/gui/export"
	"caracal/gui/files"
	"caracal/gui/film"
	"caracal/gui/kit"
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

// A Shelf is what the page needs of library.Library. Of its methods only Progress, Pause, Resume and Watch are called on the Fyne goroutine.
type Shelf interface {
	List(ctx context.Context, q index.Query, counted ...string) (index.Listing, error) // counted are tags
	First(ctx context.Context, q index.Query, n int) (index.Listing, error)
	Briefs(context.Context, []index.Row) (map[index.Row]core.Brief, error)
	Clip(context.Context, index.Row) (clip core.Clip, found bool, err error)
	RowOf(context.Context, core.JobID) (row index.Row, found bool, err error)
	IDs(context.Context, []index.Row) ([]core.JobID, error)
	Paths(context.Context, []index.Row) ([]string, error)
	Amend(ctx context.Context, ids []core.JobID, edit func(core.Clip) core.Marks) (library.Amendments, error)
	Tags(context.Context) ([]index.TagCount, error)
	Import(ctx context.Context, path string) (core.Clip, error)
	Delete(context.Context, ...core.JobID) error // to the bin
	Restore(context.Context, ...core.JobID) error
	Poster(ctx context.Context, id core.JobID, size image.Point) (jpeg string, err error)
	Filmstrip(core.Clip) (path string) // empty for none
	Watch(changed func()) (stop func())
	Progress() library.Progress // of a scan
	Pause()                     // a scan
	Resume()
}

var _ Shelf = (*library.Library)(nil)

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
	play   bool       // and played
	unwant func()     // forgets to give it up

	asking   *question // the answer is awaited; nil for none
	dirty    bool      // it will be out of date
	changed  time.Time // the last look at a library that had changed
	fetching bool      // what tiles show
	reading  int       // the number of the whole clip that was asked for last

	browser   *browser
	bar       *manyBar
	panel     *sidepanel.Panel
	full      *film.FullView // nil unless it is open
	exports   *export.Room
	comparing *compare.View // the one that was opened last
	list      playlist
	posters   *film.Loader
	view      *libraryView
	visible   bool
	calm      bool // nothing is to move by itself
	ends      []func()
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
		reveal: files.Reveal, board: &files.Clipboard{}, unclock: func() {}, unpause: func() {}, unwant: func() {},
	}
	p.state.Query.Stacked = !w.Settings.Get().LooseTakes
	return p
}

// Build makes the page's widgets and asks for the clips.
func (p *Page) Build() fyne.CanvasObject {
	p.posters = film.NewPosters(p.shelf.Poster, p.inbox.Run)
	p.bar = newManyBar(p)
	p.buildPanel()
	p.browser = newBrowser(p)
	p.view = newLibraryView(p.browser.view, p.panel.View(), p.host.OpenMake)
	p.ends = append(p.ends, p.shelf.Watch(func() { p.inbox.Answer(p.libraryChanged) }))
	p.reload()
	p.browser.tags.ask()
	return p.view.content
}

// Shown lets the clocks go.
func (p *Page) Shown() {
	p.visible = true
	p.refreshTimes()
	ago, reading := p.inbox.Every(agoPeriod, p.refreshTimes), p.inbox.Every(readingPeriod, p.browser.look)
	p.unclock = func() {
		ago()
		reading()
	}
	p.host.Fyne().Canvas().Focus(p.browser.grid)
	p.host.LibraryOpened()
}

// Hidden holds everything that moves.
func (p *Page) Hidden() {
	p.visible = false
	p.unclock()
	p.panel.Player.Pause()
	p.browser.glimpse.stop()
}

// Close ends what the page started.
func (p *Page) Close() {
	for _, end := range p.ends {
		end()
	}
	p.panel.Player.Close()
	p.browser.glimpse.player.Close()
	if p.comparing != nil {
		p.comparing.Close()
	}
	p.posters.Close()
	p.board.Close()
}

// ask changes what is searched for.
func (p *Page) ask(q index.Query) {
	if p.state.Query != q {
		p.forget()
		p.state.Query = q
		p.browser.showQuery(q)
		p.reload()
	}
}

// searchFor searches for words with each key.
func (p *Page) searchFor(text string) {
	p.browser.offers.Offer()
	q := p.state.Query
	q.Text = text
	p.ask(q)
}

// libraryChanged looks again, at once or as soon as the pause is over.
func (p *Page) libraryChanged() {
	p.unpause()
	wait := changePause - time.Since(p.changed)
	look := func() {
		p.changed = time.Now()
		p.reload()
		p.browser.tags.ask()
	}
	if wait <= 0 {
		look()
	} else {
		p.unpause = p.inbox.After(wait, look)
	}
}

// choose lets the clip at i lead, and shows it in the panel.
func (p *Page) choose(i int, play bool) {
	many := p.state.Many()
	p.state.Choose(i)
	p.browser.grid.Mark(i)
	if many {
		p.selectionChanged()
	}
	p.read(play)
}

// read reads the whole clip that leads, and shows it.
func (p *Page) read(play bool) { p.readThen(play, func() {}) }

// readThen is read, and goes on when the clip is shown.
func (p *Page) readThen(play bool, then func()) {
	p.reading++
	number, row := p.reading, p.state.Lead
	p.inbox.Ask(func(ctx context.Context) func() {
		c, found, err := p.shelf.Clip(ctx, row)
		return func() {
			switch {
			case number != p.reading: // the person has gone on
			case err != nil:
				p.complain(err)
			case found:
				p.show(c, play)
				then()
			}
		}
	})
}

// show shows the clip that leads in the panel. One that is shown already goes on as it is.
func (p *Page) show(c core.Clip, play bool) {
	p.reading++
	if now := p.panel.Clip(); c.ID == now.ID && c.Path == now.Path && c.Deleted.Equal(now.Deleted) && p.panel.Player.State().Err == nil {
		p.panel.Update(c, time.Now())
		p.tellFull()
		if play {
			p.panel.Player.Play()
		}
		return
	}
	p.panel.Show(c, film.NewClip(p.decoder, c, func() string { return p.shelf.Filmstrip(c) }), play && p.visible, p.decoder.Ready())
	p.tellFull()
	p.posters.Load(p.panel, string(c.ID), p.panel.PosterSize())
}

// chosenByHand is choose for a tap or a key.
func (p *Page) chosenByHand(i int) {
	if i < p.state.Len() {
		p.forget()
		p.choose(i, !p.calm)
	}
}

// Calm lets nothing move by itself from now on.
func (p *Page) Calm() {
	p.calm = true
	if p.browser != nil {
		p.browser.glimpse.stop()
	}
}

// openFolder opens the file manager where a clip is.
func (p *Page) openFolder(path string) {
	p.inbox.Ask(func(ctx context.Context) func() {
		err := p.reveal(ctx, path)
		if err == nil || ctx.Err() != nil {
			return nil
		}
		return func() { p.host.Say(words.ClipNotLocated(path)) }
	})
}

// remove moves what is selected to the bin, with a way back, or brings it back.
func (p *Page) remove() {
	if !p.state.HasLead {
		return
	}
	rows, bin := p.state.SelectedRows(), p.state.List.Query.Bin
	p.inbox.Ask(func(ctx context.Context) func() {
		ids, err := p.shelf.IDs(ctx, rows)
		return func() {
			switch {
			case err != nil:
				p.complain(err)
			case bin:
				p.change(p.shelf.Restore, ids, func() { p.host.Say(words.Restored()) })
			default:
				p.change(p.shelf.Delete, ids, func() {
					p.host.OfferUndo(words.Binned(), func() {
						p.change(p.shelf.Restore, ids, func() { p.wanted = ids[0] })
					})
				})
			}
		}
	})
}

// change has the library do something with clips, and looks at it again.
func (p *Page) change(do func(context.Context, ...core.JobID) error, ids []core.JobID, done func()) {
	p.inbox.Ask(func(ctx context.Context) func() {
		err := do(ctx, ids...)
		return func() {
			if err == nil {
				done()
			} else {
				p.complain(err)
			}
			p.reload()
		}
	})
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
