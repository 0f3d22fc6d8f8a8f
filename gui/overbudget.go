package gui

import (
	"context"
	"fmt"
	"time"

	"caracal/core"
)

// overBudget offers to make one clip that the month's budget does not allow. The word holds for this clip only. instead names the job whose place it takes, if it
// takes one's.
func (p *makePage) overBudget(r core.Request, instead core.JobID) {
	price := ""
	for _, info := range p.infos {
		if info.ID == r.Engine {
			price = info.Price.String()
		}
	}
	words := fmt.Sprintf("This clip would go over your budget of %s for %s.", p.settings.Get().Budget, time.Now().Month())
	p.shell.Confirm("Over your budget", words, "Make it anyway — "+price, "Keep the budget", func() {
		r.OverBudget = true
		p.order(core.Job{ID: instead, Request: r}, func(ctx context.Context) (core.JobID, error) {
			id, err := p.studio.Submit(ctx, r)
			if err == nil && instead != "" {
				p.studio.Dismiss(instead)
			}
			return id, err
		})
	})
}
