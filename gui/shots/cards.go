package shots

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/shots"
	"caracal/gui/door"
	"caracal/gui/kit"
)

// Cards show the lists that were begun: a card for each.
type Cards struct {
	host  Host
	inbox *door.Inbox
	desk  Desk
	load  func(slot *kit.Thumb, path string)
	infos func() []core.Info
	quote func(context.Context, core.EngineID) core.USD // see Parts

	view    *fyne.Container
	cards   map[string]*card // by list
	changed func()
	unwatch func()

	mu     sync.Mutex
	posted bool // a function is on its way to the Fyne goroutine
}

// NewCards returns the cards; nothing is read before they are built.
func NewCards(h Host, in *door.Inbox, d Desk, infos func() []core.Info, quote func(context.Context, core.EngineID) core.USD) *Cards {
	return &Cards{
		host: h, inbox: in, desk: d, infos: infos, quote: quote, cards: map[string]*card{}, changed: func() {}, unwatch: func() {},
		view: container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap)),
	}
}

// Owns reports whether a job belongs to a list, whose card shows it.
func (c *Cards) Owns(id core.JobID) bool { return c.desk.Owns(id) }

// Working reports whether a job of a list is being made by the engine.
func (c *Cards) Working(id core.EngineID) bool {
	for _, one := range c.cards {
		for _, j := range one.status.Jobs {
			if j.State == core.Working && j.Request.Engine == id {
				return true
			}
		}
	}
	return false
}

// Watch has changed called on the Fyne goroutine after the cards have changed in height.
func (c *Cards) Watch(changed func()) { c.changed = changed }

// Card is all of them.
func (c *Cards) Card() fyne.CanvasObject {
	c.view.Hide()
	c.unwatch = c.desk.Watch(func(shots.Status) { c.post() })
	c.refresh()
	return c.view
}

// LoadWith says how a picture is shown in a slot. It is called before Card.
func (c *Cards) LoadWith(load func(slot *kit.Thumb, path string)) { c.load = load }

// Close ends the watch.
func (c *Cards) Close() { c.unwatch() }

// post has the cards brought up to date, once however many changes there are until then. It runs on the desk's goroutines.
func (c *Cards) post() {
	c.mu.Lock()
	post := !c.posted
	c.posted = true
	c.mu.Unlock()
	if post {
		c.inbox.Answer(func() {
			c.mu.Lock()
			c.posted = false
			c.mu.Unlock()
			c.refresh()
		})
	}
}

// refresh shows the lists as they are, the latest first.
func (c *Cards) refresh() {
	lists := c.desk.Lists()
	cards := map[string]*card{}
	var order []fyne.CanvasObject
	moved := false
	for i := len(lists) - 1; i >= 0; i-- {
		s := lists[i]
		one := c.cards[s.List.ID]
		if one == nil {
			one = newCard(c, s.List.ID)
			c.load(one.picture, s.List.Rows[0].Picture.Path)
		}
		moved = one.show(s) || moved
		cards[s.List.ID] = one
		order = append(order, one.panel)
	}
	moved = moved || len(cards) != len(c.cards)
	c.cards = cards
	if len(order) != len(c.view.Objects) || len(order) > 0 && order[0] != c.view.Objects[0] {
		c.view.Objects = order
		moved = true
	}
	kit.SetVisible(c.view, len(order) > 0)
	if moved {
		kit.Settle(c.view)
		c.changed()
	}
	c.host.ListsChanged()
}

// do asks something of the desk, which may wait for the disk.
func (c *Cards) do(ask func(context.Context) error) {
	c.inbox.Ask(func(ctx context.Context) func() {
		err := ask(ctx)
		return func() {
			explain(c.host, err)
			c.refresh()
		}
	})
}
