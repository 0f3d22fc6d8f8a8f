package activity

import (
	"context"
	"image"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/stills"
	"caracal/gui/words"
)

// A Host is the window around the column, with what the column wants of the pages.
type Host interface {
	kit.Window
	Play(core.JobID) // shows the clip of a job and plays it
	ChoosePicture()  // lets the person choose another picture
	HasKey() bool    // whether there is a key for the service
	OpenSettings()   // shows the page with the key, the budget and the folder
	JobsChanged()    // some job is in another state, or how long jobs take has been found out
	JobEnded()       // a job has come to its end, which may have cost something

	// Refused says why the studio did not do what was asked of a job, or by an order where that is empty; nil where it did.
	Refused(about core.JobID, err error)
}

// A Studio is what the column needs of core.Studio. None of its methods is called on the Fyne goroutine where it may wait for the disk.
type Studio interface {
	Engines() []core.Info
	Jobs() []core.Job
	Stop(core.JobID)
	Dismiss(core.JobID)                                              // may wait for the disk
	Submit(context.Context, core.Request) (core.JobID, error)        // waits for the disk
	Retry(context.Context, core.JobID, core.USD) (core.JobID, error) // may wait for the disk
	Look(context.Context, core.JobID) error                          // may wait for the disk
	Decide(context.Context, core.JobID, core.Decision, core.USD) (core.JobID, error)
	Typical(core.EngineID) core.Span               // waits for the disk
	Spent() (core.USD, error)                      // waits for the disk
	Paid() (clips, accounts int, _ error)          // waits for the disk
	Quote(context.Context, core.EngineID) core.USD // waits for the network
	MakeAnyway(context.Context, core.JobID, core.USD) (core.JobID, error)
}

var _ Studio = (*core.Studio)(nil)

// An Offer is a card of another room that stands above the jobs while it has something to say.
type Offer interface {
	Card() fyne.CanvasObject
	Watch(changed func()) // has changed called on the Fyne goroutine after the card has come or gone
}

// Lists are the cards of the lists of shots that were begun, above those of single jobs.
type Lists interface {
	Offer
	LoadWith(load func(slot *kit.Thumb, path string)) // says how a picture is shown in a slot; called before Card
	Owns(core.JobID) bool                             // a card of theirs shows the job
	Working(core.EngineID) bool                       // a job of a list is being made
	Close()
}

// A Column shows the studio's jobs, and does what the person wants done about them.
type Column struct {
	host     Host
	inbox    *door.Inbox
	studio   Studio
	settings *door.Settings
	offer    Offer
	lists    Lists

	times map[core.EngineID]core.Span // how long jobs take
	spent core.USD                    // in this month
	paid  int                         // how many clips that was for

	accounts int // of those clips
	counts   int // how often all that was asked, so that a late answer is known

	view     *fyne.Container
	list     *list
	pictures *stills.Loader
	budget   *budget
	unclock  func() // stops the clock on the cards; nil while it stands
	visible  bool
}

// New returns the column; nothing is read or begun before it is built.
func New(h Host, in *door.Inbox, st Studio, set *door.Settings, offer Offer, lists Lists) *Column {
	return &Column{host: h, inbox: in, studio: st, settings: set, offer: offer, lists: lists, times: map[core.EngineID]core.Span{}}
}

// Build makes the column's widgets and shows the jobs that there are.
func (c *Column) Build() fyne.CanvasObject {
	c.pictures = stills.NewLoader(openPicture, c.inbox.Run)
	c.list = newList(c)
	c.budget = newBudget()
	c.lists.LoadWith(c.load)
	lists := c.lists.Card()
	cards := container.New(&kit.Column{Gap: kit.Gap}, lists, c.list.view)
	scroll := container.NewVScroll(cards)
	c.view = container.New(&kit.Column{Gap: kit.Gap, Spring: scroll}, kit.NewHeading(words.Activity()), c.offer.Card(), scroll, c.budget.line)
	c.offer.Watch(func() { kit.Settle(c.view) })
	arrange := func() {
		kit.SetVisible(c.list.empty, !lists.Visible())
		kit.Settle(cards)
	}
	arrange()
	c.lists.Watch(arrange)
	c.inbox.Listen(c.jobChanged)
	c.refresh()
	c.Recount()
	return c.view
}

// Shown lets the clocks go.
func (c *Column) Shown() {
	c.visible = true
	c.setClock()
	c.Recount()
}

// Hidden holds them.
func (c *Column) Hidden() {
	c.visible = false
	c.setClock()
}

// Close ends what the column started.
func (c *Column) Close() {
	c.lists.Close()
	c.pictures.Close()
}

// Busy reports whether a job of the engine works.
func (c *Column) Busy(id core.EngineID) bool { return c.list.busy(id) || c.lists.Working(id) }

// Typical returns how long most jobs of the engine take.
func (c *Column) Typical(id core.EngineID) core.Span {
	if s, ok := c.times[id]; ok {
		return s
	}
	info, _ := core.InfoOf(c.studio.Engines(), id)
	return info.Usual
}

// Spent returns what clips have cost in this month, as it was last counted.
func (c *Column) Spent() core.USD { return c.spent }

// Recount asks what only the disk knows: how long jobs take and what was spent. It is for when either may be different now, or the budget is.
func (c *Column) Recount() {
	infos := c.studio.Engines()
	c.counts++
	turn := c.counts
	c.inbox.Ask(func(context.Context) func() {
		times := map[core.EngineID]core.Span{}
		for _, info := range infos {
			times[info.ID] = c.studio.Typical(info.ID)
		}
		spent, err := c.studio.Spent()
		paid, accounts, err2 := c.studio.Paid()
		return func() {
			if turn != c.counts {
				return
			}
			c.times = times
			if err == nil && err2 == nil {
				c.spent, c.paid, c.accounts = spent, paid, accounts
			}
			if c.budget.show(c.paid, c.accounts, c.spent, c.settings.Get().Budget, time.Now()) {
				kit.Settle(c.view)
			}
			c.tick()
			c.host.JobsChanged()
		}
	})
}

// jobChanged takes the news of a job.
func (c *Column) jobChanged(j core.Job) {
	switch {
	case c.inList(j) && c.list.cards[j.ID] == nil: // the list's card tells of each step
	case c.list.update(j, c.studio.Engines(), time.Now()):
		c.setClock()
		c.host.JobsChanged()
	default:
		c.refresh()
	}
	if j.State.Ended() {
		c.Recount()
		c.host.JobEnded()
	}
}

// refresh shows the studio's jobs as they are.
func (c *Column) refresh() {
	c.list.set(c.alone(), c.studio.Engines(), time.Now())
	c.setClock()
	c.host.JobsChanged()
}

// alone returns the jobs that no list shows, and of the lists' those about which the person has to decide.
func (c *Column) alone() []core.Job {
	return slices.DeleteFunc(c.studio.Jobs(), c.inList)
}

// inList reports whether only a list shows the job.
func (c *Column) inList(j core.Job) bool { return j.State != core.Unclear && c.lists.Owns(j.ID) }

// tick lets the clocks on the cards go on.
func (c *Column) tick() { c.list.tick(c.studio.Engines(), time.Now()) }

// setClock lets the clocks on the cards go while they can be seen and have something to tell.
func (c *Column) setClock() {
	goes := c.visible && c.list.working()
	switch {
	case goes && c.unclock == nil:
		c.unclock = c.inbox.Every(time.Second, c.tick)
	case !goes && c.unclock != nil:
		c.unclock()
		c.unclock = nil
	}
}

// load shows the picture of a job on its card.
func (c *Column) load(slot *kit.Thumb, path string) {
	c.pictures.Load(slot, path, kit.Pixels(slot, slot.MinSize()))
}

// openPicture runs on a goroutine of the loader.
func openPicture(ctx context.Context, path string) (image.Image, error) {
	opened, err := picture.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	return opened.Image, nil
}
