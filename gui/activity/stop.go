package activity

import (
	"context"

	"caracal/core"
	"caracal/gui/words"
)

// end stops a job that works, and puts one that has ended out of sight.
func (c *Column) end(j core.Job) {
	switch {
	case !j.State.Ended():
		c.stop(j)
	case j.State == core.Unclear: // money may hang on it
		c.decide(j)
	default:
		c.inbox.Ask(func(context.Context) func() {
			c.studio.Dismiss(j.ID)
			return c.refresh
		})
	}
}

// stop makes the studio wait for a job no longer. Where that saves nothing the person hears so first.
func (c *Column) stop(j core.Job) {
	if !words.Charged(j) {
		c.studio.Stop(j.ID)
		return
	}
	c.host.Confirm(words.StopWaitingTitle(), words.StopWaitingWords(), words.StopWaiting(), words.GoOnWaiting(), func() { c.studio.Stop(j.ID) })
}
