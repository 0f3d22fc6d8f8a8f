package settings

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/library"
	"caracal/core/library/folder"
	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A folderCard says where the clips are, and lets the person keep them elsewhere from the next start on, with those that there are or without them: the library that is open
// stays open.
type folderCard struct {
	host     Host
	inbox    *door.Inbox
	settings *door.Settings
	now      string // the library's folder
	reveal   func(ctx context.Context, path string) error

	end         context.CancelFunc // stops the copying; nil while nothing is copied
	done, bytes atomic.Int64       // how far the copying is

	card   *kit.Panel
	column *fyne.Container
	usage  *kit.Text
	next   *kit.Text // where it will be, or how far the way there is
	bar    *kit.Bar
	row    *fyne.Container // what can be done about it
	stop   *kit.Button
	goOn   *kit.Button
	drop   *kit.Button // removes the old copies
	open   *kit.Button
	change *kit.Button
}

// newFolderCard returns the card for a library that is at now.
func newFolderCard(h Host, in *door.Inbox, set *door.Settings, now string, reveal func(ctx context.Context, path string) error) *folderCard {
	c := &folderCard{host: h, inbox: in, settings: set, now: now, reveal: reveal, usage: kit.NewSmall(""), next: kit.NewSmall(""), bar: kit.NewBar()}
	about := kit.NewSmall(words.AboutLibrary())
	c.open = kit.NewButton(words.ShowInFolder(), nil, func() { c.look(c.now) })
	c.change = kit.NewButton(words.ChangeFolder(), nil, c.choose)
	c.stop = kit.NewButton(words.StopCopying(), nil, func() { c.end() })
	c.goOn = kit.NewButton(words.GoOnCopying(), nil, func() { c.move(set.Get().MovingTo) })
	c.drop = kit.NewButton(words.RemoveCopies(), nil, c.askToRemove)
	c.row = container.New(layout.NewCustomPaddedHBoxLayout(8), c.stop, c.goOn, c.drop)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(8), c.open, c.change)
	c.usage.Hide()
	c.column = container.New(&kit.Column{Gap: 8}, &kit.Text{Text: now, Fit: kit.Wrap}, c.usage, about, c.next, c.bar, c.row, buttons)
	c.card = kit.NewCard(c.column)
	c.show()
	return c
}

// measured says how much the library takes.
func (c *folderCard) measured(u library.Usage) {
	c.usage.Set(words.LibraryUsage(u.Count, u.Clips, u.Pictures, u.Bin), kit.ColorMuted)
	c.usage.Show()
	kit.Settle(c.column)
}

// look shows a folder in the file manager.
func (c *folderCard) look(folder string) {
	c.inbox.Ask(func(ctx context.Context) func() {
		if err := c.reveal(ctx, folder); err != nil && ctx.Err() == nil {
			return func() { c.host.Say(words.FolderNotShown(folder)) }
		}
		return nil
	})
}

// choose lets the person choose another folder, and then whether the clips go there too.
func (c *folderCard) choose() {
	c.host.OpenFolder(words.ChooseLibrary(), c.now, c.chosen)
}

func (c *folderCard) chosen(path string) {
	if path == c.now {
		c.use(path)
		return
	}
	c.check(path, func() { c.askHow(path) })
}

// check calls good if clips can be written to a folder, and says so if not.
func (c *folderCard) check(path string, good func()) {
	c.inbox.Ask(func(context.Context) func() {
		err := core.CheckWritable(path)
		return func() {
			if err != nil {
				c.host.Say(words.FolderReadOnly())
				return
			}
			good()
		}
	})
}

// askHow asks whether the clips go to the new folder. Nothing is chosen beforehand.
func (c *folderCard) askHow(path string) {
	var d *dialog.CustomDialog
	choice := func(label string, do func(string)) fyne.CanvasObject {
		return kit.NewButton(label, nil, func() {
			d.Hide()
			do(path)
		})
	}
	text := &kit.Text{Text: words.MoveWords(path), Fit: kit.Wrap}
	d = kit.Dialog(words.MoveTitle(), words.NotNow(), container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap),
		text, choice(words.CopyThere(), c.move), choice(words.LeaveThere(), c.use)), c.host.Fyne())
	d.Resize(fyne.NewSize(440, 0))
	c.host.Show(d)
}

// use takes a folder for the next start, if clips can be written to it. Where that is the one that they are in and were to stay in, it still has to be said where they came from.
func (c *folderCard) use(path string) {
	c.check(path, func() {
		c.settings.Change(func(s *core.Settings) {
			stays := path == c.now && s.Library == c.now
			if !stays {
				s.MovedFrom = ""
			}
			if !stays || s.MovingTo != c.now {
				s.MovingTo = ""
			}
			s.Library = path
		})
		c.show()
	})
}

// progressPeriod is how often it is said how far the copying is.
const progressPeriod = 250 * time.Millisecond

// move copies the library to a folder, and takes that for the next start when all of it is there. Stopped in between, it can go on later, also after the program has ended.
func (c *folderCard) move(to string) {
	if c.end != nil {
		return
	}
	c.settings.Change(func(s *core.Settings) { s.MovingTo, s.MovedFrom = to, "" })
	current, end := context.WithCancel(context.Background())
	c.end = end
	c.done.Store(0)
	c.bytes.Store(0)
	unclock := c.inbox.Every(progressPeriod, c.show)
	c.inbox.Ask(func(ctx context.Context) func() {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		defer context.AfterFunc(current, stop)()
		err := folder.Relocation{From: c.now, To: to}.Copy(ctx, func(done, all int64) {
			c.done.Store(done)
			c.bytes.Store(all)
		})
		return func() {
			unclock()
			c.moved(to, err)
		}
	})
	c.show()
}

// moved is for the end of the copying.
func (c *folderCard) moved(to string, err error) {
	c.end = nil
	switch said := words.Explain(err).String(); {
	case err == nil:
		// MovingTo stays until the next start has fetched what comes until then.
		c.settings.Change(func(s *core.Settings) { s.Library, s.MovedFrom = to, c.now })
	case errors.Is(err, folder.ErrNested):
		c.settings.Change(func(s *core.Settings) { s.MovingTo = "" })
		c.host.Say(words.FolderNested())
	case said != "":
		c.host.Say(said)
	}
	c.show()
}

// askToRemove removes the old copies, if that is meant.
func (c *folderCard) askToRemove() {
	from := c.settings.Get().MovedFrom
	c.host.Confirm(words.RemoveCopiesTitle(), words.RemoveCopiesWords(from), words.Remove(), words.KeepCopies(), func() {
		kit.Enable(c.drop, false)
		c.inbox.Ask(func(ctx context.Context) func() {
			left, err := folder.Relocation{From: from, To: c.now}.RemoveOld(ctx)
			if ctx.Err() != nil {
				return nil
			}
			return func() {
				kit.Enable(c.drop, true)
				switch said := words.Explain(err).String(); {
				case said != "":
					c.host.Say(said)
					return
				case left > 0:
					c.host.Say(words.FilesLeft(left, from))
				default:
					c.host.Say(words.CopiesRemoved())
				}
				c.settings.Change(func(s *core.Settings) { s.MovedFrom = "" })
				c.show()
			}
		})
	})
}

// show says which folder comes next, if another does, and how far the way there is.
func (c *folderCard) show() {
	s := c.settings.Get()
	elsewhere := s.Library != "" && s.Library != c.now
	copying, stopped := c.end != nil, c.end == nil && s.MovingTo != "" && s.MovingTo != s.Library && s.MovingTo != c.now
	text := ""
	switch {
	case copying:
		text = words.Copying(s.MovingTo, c.done.Load(), c.bytes.Load())
		c.bar.Set(float64(c.done.Load()) / float64(max(c.bytes.Load(), 1)))
	case stopped:
		text = words.CopyingStopped(s.MovingTo)
	case elsewhere:
		text = words.NextFolder(s.Library, s.MovedFrom == c.now)
	case s.MovedFrom != "":
		text = words.CopiedFrom(s.MovedFrom)
	}
	c.next.Set(text, kit.ColorInfo)
	kit.SetVisible(c.next, text != "")
	kit.SetVisible(c.bar, copying)
	kit.SetVisible(c.stop, copying)
	kit.SetVisible(c.goOn, stopped)
	kit.SetVisible(c.drop, !copying && !stopped && !elsewhere && s.MovedFrom != "")
	kit.SetVisible(c.row, c.stop.Visible() || c.goOn.Visible() || c.drop.Visible())
	kit.Enable(c.change, !copying)
	kit.Settle(c.column)
}
