package clips

import (
	"context"
	"errors"
	"image"
	"image/jpeg"
	"os"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/core/library"
	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A Host is the window around the page, with what the page wants of the others.
type Host interface {
	kit.Window
	OpenLibrary()       // shows this page
	OpenMake()          // shows the page where clips are made
	UseAgain(core.Clip) // begins another clip of the same picture and prompt
	LibraryOpened()     // the page has been opened
	Playing(bool)       // after each change of the player: whether a film plays
}

// A Shelf is what the page needs of library.Library. None of its methods is called on the UI goroutine.
type Shelf interface {
	Find(context.Context, library.Query) ([]core.Clip, error)
	Count(context.Context, library.Query) (library.Counts, error)
	Delete(context.Context, ...core.JobID) error // to the bin
	Restore(context.Context, ...core.JobID) error
	Poster(ctx context.Context, id core.JobID, size image.Point) (jpeg string, err error)
	Filmstrip(core.Clip) (path string) // empty for none
	Watch(changed func()) (stop func())
}

var _ Shelf = (*library.Library)(nil)

const (
	firstClips  = 200                    // that are asked for before the rest, so that something is seen at once
	searchPause = 150 * time.Millisecond // in typing, before the library is searched
	agoPeriod   = 30 * time.Second       // how often "8 minutes ago" is brought up to date
)

// posterBox is the size within which posters are kept on disk: enough for a tile, and for the panel, on a fine screen.
var posterBox = image.Pt(720, 720)

// A Page shows the clips that there are. At the left they are searched and chosen, at the right the one that is chosen is played.
type Page struct {
	host    Host
	inbox   *door.Inbox
	shelf   Shelf
	decoder film.Decoder
	reveal  func(ctx context.Context, path string) error // files.Reveal

	query  library.Query
	counts library.Counts
	clips  []core.Clip
	chosen core.JobID // empty for none
	place  int        // the index that the chosen clip had last
	wanted core.JobID // to be chosen as soon as it is found
	play   bool       // and played

	loading bool // an answer is awaited
	dirty   bool // it will be out of date
	loaded  bool // there has been an answer

	browser *browser
	panel   *sidePanel
	full    *film.FullView // nil unless it is open
	posters *film.Loader
	view    *libraryView
	visible bool
	ends    []func()
	unclock func()
	unpause func() // forgets a search that waits for a pause in typing
}

// New returns the page; nothing is read or begun before it is built.
func New(host Host, in *door.Inbox, shelf Shelf, decoder film.Decoder) *Page {
	return &Page{host: host, inbox: in, shelf: shelf, decoder: decoder, reveal: files.Reveal, unclock: func() {}, unpause: func() {}}
}

// Build makes the page's widgets and asks for the clips.
func (p *Page) Build() fyne.CanvasObject {
	p.posters = film.NewLoader(p.poster, p.inbox.Run)
	p.panel = newSidePanel(p.inbox.Run, p.enlarge, func() { p.host.UseAgain(p.panel.clip) }, p.openFolder, p.remove)
	p.panel.player.OnChange = p.playerChanged
	p.panel.screen.OnTapped = func() {
		p.panel.player.Toggle()
		p.host.Fyne().Canvas().Unfocus() // so that the arrow keys step through the frames
	}
	p.browser = newBrowser(p)
	p.view = newLibraryView(p.browser.view, p.panel.view, p.host.OpenMake)
	p.ends = append(p.ends, p.shelf.Watch(func() { p.inbox.Answer(p.reload) }))
	p.reload()
	return p.view.content
}

// Shown lets the clocks go.
func (p *Page) Shown() {
	p.visible = true
	p.refreshTimes()
	p.unclock = p.inbox.Every(agoPeriod, p.refreshTimes)
	p.host.Fyne().Canvas().Focus(p.browser.grid)
	p.host.LibraryOpened()
}

// Hidden holds everything that moves.
func (p *Page) Hidden() {
	p.visible = false
	p.unclock()
	p.panel.player.Pause()
}

// Close ends what the page started.
func (p *Page) Close() {
	for _, end := range p.ends {
		end()
	}
	p.panel.player.Close()
	p.posters.Close()
}

// Show chooses a clip, whatever is searched for.
func (p *Page) Show(id core.JobID) { p.want(id, false) }

// Play chooses a clip and plays it.
func (p *Page) Play(id core.JobID) { p.want(id, true) }

func (p *Page) want(id core.JobID, play bool) {
	p.host.OpenLibrary()
	p.wanted, p.play = id, play
	if i := p.index(id); i >= 0 {
		p.arrive()
		return
	}
	p.browser.showAll()
}

// ask changes what is searched for.
func (p *Page) ask(q library.Query) {
	p.unpause()
	p.query = q
	p.browser.showQuery(q)
	p.reload()
}

// searchFor searches for words as soon as the person pauses in typing.
func (p *Page) searchFor(text string) {
	p.unpause()
	p.unpause = p.inbox.After(searchPause, func() {
		q := p.query
		q.Text = text
		if q != p.query {
			p.ask(q)
		}
	})
}

// reload asks the library again. One question is under way at a time; what comes in the meantime makes it ask once more.
func (p *Page) reload() {
	if p.loading {
		p.dirty = true
		return
	}
	p.loading, p.dirty = true, false
	q, all := p.query, len(p.clips) > firstClips // a list that is already long must not become short in between
	p.inbox.Ask(func(ctx context.Context) func() {
		part := q
		if !all {
			part.Limit = firstClips
		}
		clips, counts, err := p.find(ctx, part)
		return func() { p.answered(q, part, clips, counts, err) }
	})
}

// find runs on a goroutine of the inbox.
func (p *Page) find(ctx context.Context, q library.Query) ([]core.Clip, library.Counts, error) {
	counts, err := p.shelf.Count(ctx, q)
	if err != nil {
		return nil, counts, err
	}
	if q.Bin { // the chips count what is outside of it
		outside, err := p.shelf.Count(ctx, library.Query{Text: q.Text})
		if err != nil {
			return nil, counts, err
		}
		counts.All, counts.Engines, counts.Aspects = outside.All, outside.Engines, outside.Aspects
	}
	clips, err := p.shelf.Find(ctx, q)
	return clips, counts, err
}

// answered takes the clips for q, of which part was asked for.
func (p *Page) answered(q, part library.Query, clips []core.Clip, counts library.Counts, err error) {
	p.loading = false
	if q != p.query { // the person has gone on to search for something else
		p.reload()
		return
	}
	if err != nil {
		p.complain(err)
		return
	}
	p.loaded, p.counts, p.clips = true, counts, clips
	if part.Limit > 0 && len(clips) == part.Limit && counts.Found > len(clips) {
		p.loadRest(q, len(clips))
	}
	p.arrive()
	if p.dirty && !p.loading {
		p.reload()
	}
}

// complain says what went wrong.
func (p *Page) complain(err error) {
	if what, next := words.Explain(err); what != "" {
		p.host.Say(what + " " + next)
	}
}

// loadRest asks for the clips after the first ones.
func (p *Page) loadRest(q library.Query, have int) {
	p.loading = true
	rest := q
	rest.Offset = have
	p.inbox.Ask(func(ctx context.Context) func() {
		clips, err := p.shelf.Find(ctx, rest)
		return func() {
			p.loading = false
			if err == nil && q == p.query && len(p.clips) == have {
				p.clips = append(p.clips, clips...)
				p.arrive()
			}
			if q != p.query || p.dirty {
				p.reload()
			}
		}
	})
}

// arrive shows the clips as they are now, and sees to it that one of them is chosen: the one that was wanted, the one that was chosen before, or the one in its place.
func (p *Page) arrive() {
	p.browser.showCounts(p.query, p.counts)
	p.view.show(p.loaded, len(p.clips) > 0, p.query == library.Query{Order: p.query.Order} && p.counts.Bin == 0)
	p.browser.showEmpty(p.query, p.loaded && len(p.clips) == 0)
	switch i := p.index(p.wanted); {
	case p.wanted != "" && i >= 0:
		play := p.play
		p.wanted, p.play = "", false
		p.choose(i, play)
		p.browser.grid.Reveal(i)
	case p.index(p.chosen) >= 0:
		p.place = p.index(p.chosen)
		if c := p.clips[p.place]; c.Path != p.panel.clip.Path || c.Deleted != p.panel.clip.Deleted {
			p.choose(p.place, false)
		}
	case len(p.clips) > 0:
		p.choose(min(max(p.place, 0), len(p.clips)-1), false)
	default:
		p.chosen = ""
		p.panel.player.Clear()
	}
	p.browser.grid.Mark(p.index(p.chosen))
}

// index returns where a clip is in the list, or -1.
func (p *Page) index(id core.JobID) int {
	if id == "" {
		return -1
	}
	return slices.IndexFunc(p.clips, func(c core.Clip) bool { return c.ID == id })
}

// choose shows a clip in the panel.
func (p *Page) choose(i int, play bool) {
	c := p.clips[i]
	p.place = i
	if c.ID == p.chosen && c.Path == p.panel.clip.Path && p.panel.player.State().Err == nil {
		if play {
			p.panel.player.Play()
		}
		return
	}
	p.chosen = c.ID
	p.panel.show(c, film.NewClip(p.decoder, c, func() string { return p.shelf.Filmstrip(c) }), play && p.visible, p.decoder.Ready())
	p.posters.Load(p.panel, string(c.ID), p.panel.posterSize())
	p.browser.grid.Mark(i)
}

// chosenByHand is choose for a tap or a key.
func (p *Page) chosenByHand(i int) {
	if i < len(p.clips) {
		p.wanted = "" // the person has something else in mind by now
		p.choose(i, true)
	}
}

// playerChanged follows the player.
func (p *Page) playerChanged(s film.State) {
	note, _ := words.Explain(s.Err)
	p.panel.transport.Show(s)
	if note != "" {
		p.panel.screen.SetNote(note)
	}
	if p.full != nil {
		p.full.Follow(s, note)
	}
	p.host.Playing(s.Playing)
}

// enlarge opens the full view.
func (p *Page) enlarge() {
	if p.chosen == "" || p.full != nil {
		return
	}
	p.full = film.OpenFullView(p.host.Fyne(), p.panel.player, func() {
		p.full = nil
		p.panel.player.SetScreen(p.panel.screen)
		p.host.Fyne().Canvas().Focus(p.browser.grid)
	})
}

// openFolder opens the file manager where the clip is.
func (p *Page) openFolder() {
	path := p.panel.clip.Path
	p.inbox.Ask(func(ctx context.Context) func() {
		err := p.reveal(ctx, path)
		if err == nil || ctx.Err() != nil {
			return nil
		}
		return func() { p.host.Say("The file manager could not be opened. The clip is " + path) }
	})
}

// remove moves the clip to the bin, with a way back, or brings it back.
func (p *Page) remove() {
	if p.chosen == "" {
		return
	}
	c := p.panel.clip
	if !c.Deleted.IsZero() {
		p.change(p.shelf.Restore, c.ID, func() { p.host.Say("Put back into the library.") })
		return
	}
	p.change(p.shelf.Delete, c.ID, func() {
		p.host.Offer("Moved to the bin.", "Undo", func() {
			p.change(p.shelf.Restore, c.ID, func() { p.wanted = c.ID })
		})
	})
}

// change has the library do something with a clip, and looks at it again.
func (p *Page) change(do func(context.Context, ...core.JobID) error, id core.JobID, done func()) {
	p.inbox.Ask(func(ctx context.Context) func() {
		err := do(ctx, id)
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
	if p.chosen == "" {
		return
	}
	switch e.Name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.remove()
	case fyne.KeyReturn, fyne.KeyEnter:
		p.panel.player.Toggle()
	default:
		p.panel.transport.Key(e.Name)
	}
}

// refreshTimes brings what depends on the time of day up to date.
func (p *Page) refreshTimes() {
	p.browser.grid.Refresh()
	if p.chosen != "" {
		p.panel.tell(time.Now())
	}
}

// poster reads a clip's poster. It runs on a goroutine of the loader.
func (p *Page) poster(ctx context.Context, id string) (image.Image, error) {
	path, err := p.shelf.Poster(ctx, core.JobID(id), posterBox)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	img, err := jpeg.Decode(f)
	if err != nil {
		f.Close()                                     // Windows does not remove an open file
		return nil, errors.Join(err, os.Remove(path)) // so that it is made anew
	}
	return img, nil
}
