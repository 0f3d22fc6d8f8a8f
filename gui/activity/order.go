package activity

import (
	"context"
	"fmt"
	"time"

	"caracal/core"
)

// Order has the studio make a clip: one call for one press. answered is called when the studio has taken or refused it, before the Host hears why.
func (c *Column) Order(r core.Request, answered func()) {
	c.ask(r, "", answered, func(ctx context.Context) error {
		_, err := c.studio.Submit(ctx, r)
		return err
	})
}

// ask asks something of the studio that it may refuse: about the job with this id, or, where there is none yet, for one. r is what is made.
func (c *Column) ask(r core.Request, about core.JobID, answered func(), do func(context.Context) error) {
	c.inbox.Ask(func(ctx context.Context) func() {
		err := do(ctx)
		return func() {
			answered()
			if core.KindOf(err) == core.OverBudget {
				c.overBudget(r, about)
			} else {
				c.host.Refused(err)
			}
			c.refresh()
			c.Recount() // its price is reserved now
		}
	})
}

// overBudget offers to make one clip that the month's budget does not allow. The word holds for this clip only. instead names the job whose place it takes, if it
// takes one's.
func (c *Column) overBudget(r core.Request, instead core.JobID) {
	price := ""
	for _, info := range c.studio.Engines() {
		if info.ID == r.Engine {
			price = info.Price.String()
		}
	}
	words := fmt.Sprintf("This clip would go over your budget of %s for %s.", c.settings.Get().Budget, time.Now().Month())
	c.host.Confirm("Over your budget", words, "Make it anyway — "+price, "Keep the budget", func() {
		r.OverBudget = true
		c.ask(r, instead, func() {}, func(ctx context.Context) error {
			_, err := c.studio.Submit(ctx, r)
			if err == nil && instead != "" {
				c.studio.Dismiss(instead)
			}
			return err
		})
	})
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
	case tryAgain, tryNow, checkAgain:
		c.retry(j)
	}
}

// retry has the studio try a job again, or look again what has become of it.
func (c *Column) retry(j core.Job) {
	c.ask(j.Request, j.ID, func() {}, func(ctx context.Context) error {
		_, err := c.studio.Retry(ctx, j.ID)
		return err
	})
}
