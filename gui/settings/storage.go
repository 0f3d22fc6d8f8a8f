package settings

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"caracal/core"
	"caracal/core/library"
	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A Shelf is what the page needs of library.Library. Both wait for the disk and are never called on the Fyne goroutine.
type Shelf interface {
	Usage(context.Context) (library.Usage, error)
	EmptyCache(context.Context) error
}

var _ Shelf = (*library.Library)(nil)

// A storageCard says where everything that is not the person's own is kept, how much of it there is, and empties what may be emptied.
type storageCard struct {
	host     Host
	inbox    *door.Inbox
	settings *door.Settings
	shelf    Shelf
	found    func() // has everything measured again

	card   *kit.Panel
	column *fyne.Container
	limit  *kit.Entry // in GB
	wrong  *kit.Text
	cache  *kit.Text
	empty  *kit.Button
}

const (
	gigabyte = 1_000_000_000
	mostGB   = 1000 // a slip of the finger must not fill a disk
)

// newStorageCard returns the card. measure is called when something has changed.
func newStorageCard(h Host, in *door.Inbox, set *door.Settings, shelf Shelf, f core.Folders, measure func()) *storageCard {
	c := &storageCard{host: h, inbox: in, settings: set, shelf: shelf, found: measure, limit: kit.NewEntry(), wrong: kit.NewSmall(""), cache: kit.NewSmall("")}
	c.limit.SetText(strconv.FormatFloat(float64(set.Get().Previews)/gigabyte, 'f', -1, 64))
	c.limit.OnChanged = func(string) { c.read() }
	c.empty = kit.NewButton(words.EmptyCache(), nil, c.clear)
	c.column = container.New(&kit.Column{Gap: 8},
		kit.NewSmall(words.DataFolder()), &kit.Text{Text: f.Data, Fit: kit.Wrap},
		kit.NewSmall(words.CacheFolder()), &kit.Text{Text: f.Cache, Fit: kit.Wrap},
		field(words.CacheField(), c.limit),
		kit.NewSmall(words.AboutCache()),
		c.wrong, c.cache, container.NewHBox(c.empty))
	c.wrong.Hide()
	c.cache.Hide()
	c.card = kit.NewCard(c.column)
	return c
}

// measured says how much the cache takes.
func (c *storageCard) measured(u library.Usage) {
	c.cache.Set(words.CacheUsage(u.Cache), kit.ColorMuted)
	c.cache.Show()
	kit.Settle(c.column)
}

// read takes over the limit as soon as what is typed makes sense.
func (c *storageCard) read() {
	gb, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(c.limit.Text), ",", ".", 1), 64)
	valid := err == nil && gb >= core.LeastPreviews/float64(gigabyte) && gb <= mostGB
	if valid {
		c.settings.Change(func(s *core.Settings) { s.Previews = int64(gb * gigabyte) })
		c.host.Apply(c.settings.Get())
		c.wrong.Set("", kit.ColorBad)
	} else {
		c.wrong.Set(words.CacheWrong(core.LeastPreviews, mostGB*gigabyte), kit.ColorBad)
	}
	kit.SetVisible(c.wrong, !valid)
	kit.Settle(c.column)
}

// clear empties the cache.
func (c *storageCard) clear() {
	kit.Enable(c.empty, false)
	c.inbox.Ask(func(ctx context.Context) func() {
		err := c.shelf.EmptyCache(ctx)
		return func() {
			kit.Enable(c.empty, true)
			if err != nil { // on some systems what is played just now
				c.host.Say(words.CacheStays())
			}
			c.found()
		}
	})
}
