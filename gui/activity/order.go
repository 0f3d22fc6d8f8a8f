package activity

import (
	"context"
	"time"

	"caracal/core"
	"caracal/gui/words"
)

// Order has the studio make a clip for the price that was shown: one call for one press. answered is called when the studio has taken or refused it, before the Host hears why. Where
// the service asks for more, the person is asked first.
func (c *Column) Order(r core.Request, shown core.USD, answered func()) {
	c.ask(question{
		request: r, shown: shown, answered: answered, again: func() { c.Order(r, c.price(r.Engine), func() {}) },
		do: func(ctx context.Context) error {
			agreed := r
			agreed.AtMost = shown
			_, err := c.studio.Submit(ctx, agreed)
			return err
		},
	})
}

// A question is what is asked of the studio, which it may refuse.
type question struct {
	request  core.Request // what is made
	shown    core.USD     // the price that the person saw
	about    core.JobID   // whose place it takes; empty for none
	answered func()       // nil for nobody to tell
	again    func()       // asks once more, for the price that is shown by then; nil where nothing is paid
	do       func(context.Context) error
}

// ask asks it. What may be paid has its price asked first. An order holds from the press on: to close the window before the studio has it would lose it without a word.
func (c *Column) ask(q question) {
	c.inbox.Ask(func(ctx context.Context) func() {
		var err error
		if q.again != nil {
			err = c.quote(ctx, q.request.Engine, q.shown)
		}
		if err == nil {
			err = q.do(context.WithoutCancel(ctx))
		}
		return func() {
			if q.answered != nil {
				q.answered()
			}
			switch kind := core.KindOf(err); {
			case kind == core.OverBudget:
				c.overBudget(q.request, q.about)
			case kind == core.PriceRose && q.again != nil:
				now := c.price(q.request.Engine)
				c.host.Confirm(words.PriceRoseTitle(), words.PriceRose(now, q.shown), words.MakeFor(now), words.NotYet(), q.again)
			default:
				c.host.Refused(q.about, err)
			}
			c.refresh()
			c.Recount() // its price is reserved now
		}
	})
}

// price returns what a clip of the engine costs, as far as is known now.
func (c *Column) price(id core.EngineID) core.USD {
	info, _ := core.InfoOf(c.studio.Engines(), id)
	return info.Price
}

// quote asks the service for the price. It returns an error of kind PriceRose when that is more than was shown to the person. It waits for the network.
func (c *Column) quote(ctx context.Context, id core.EngineID, shown core.USD) error {
	if now := c.studio.Quote(ctx, id); now > shown {
		return core.Errorf("order", core.PriceRose, "%v was shown, and it is %v", shown, now)
	}
	return nil
}

// overBudget offers to make one clip that the month's budget does not allow. instead names the job whose place it takes, if it takes one's.
func (c *Column) overBudget(r core.Request, instead core.JobID) {
	text, price := words.OverBudgetWords(c.settings.Get().Budget, time.Now().Month()), c.price(r.Engine)
	c.host.Confirm(words.OverBudgetTitle(), text, words.MakeAnyway(price), words.KeepBudget(), func() { c.makeAnyway(r, instead, price) })
}

// makeAnyway makes it for the price that was shown. The word holds for this clip only.
func (c *Column) makeAnyway(r core.Request, instead core.JobID, shown core.USD) {
	again := func() { c.makeAnyway(r, instead, c.price(r.Engine)) }
	c.ask(question{request: r, shown: shown, about: instead, again: again, do: func(ctx context.Context) (err error) {
		if instead != "" {
			_, err = c.studio.MakeAnyway(ctx, instead, shown)
			return err
		}
		over := r
		over.OverBudget, over.AtMost = true, shown
		_, err = c.studio.Submit(ctx, over)
		return err
	}})
}

// act does what the button on a job's card says.
func (c *Column) act(j core.Job, a action) {
	switch a {
	case playClip:
		c.host.Play(j.ID)
	case anotherPicture:
		c.host.ChoosePicture()
	case openSettings:
		c.host.OpenSettings()
	case decideJob:
		c.decide(j)
	case tryAgain:
		c.makeAgain(j)
	case tryNow, checkAgain:
		c.look(j)
	}
}

// look has the studio go on with a job, or look again what has become of it, neither of which costs anything.
func (c *Column) look(j core.Job) {
	c.ask(question{request: j.Request, about: j.ID, do: func(ctx context.Context) error { return c.studio.Look(ctx, j.ID) }})
}

// makeAgain has the studio order the clip of a job that failed once more.
func (c *Column) makeAgain(j core.Job) {
	shown := c.price(j.Request.Engine)
	c.ask(question{request: j.Request, shown: shown, about: j.ID, again: func() { c.makeAgain(j) }, do: func(ctx context.Context) error {
		_, err := c.studio.Retry(ctx, j.ID, shown)
		return err
	}})
}
