package wavespeed

import (
	"context"
	"time"
)

// Retention is how long the service keeps a run and its clip.
const Retention = 7 * 24 * time.Hour

// Finished returns the runs whose clips are still at the service and for which skip does not return true: it is meant for those that are in the library, or that a job is about to bring
// there. To fetch a clip costs nothing: the engine does so from a mark at Accepted with the run's id.
func (c *Client) Finished(ctx context.Context, skip func(id string) bool) ([]Prediction, error) {
	account := c.AwaitAccount(ctx)
	since, _ := c.ServiceTime(c.Now().Add(-Retention))
	all, err := c.Predictions(ctx, since, time.Time{})
	if err != nil {
		return nil, err
	}
	var finished []Prediction
	for _, p := range all {
		if p.Account = account; p.Status == Completed && !skip(p.ID) {
			finished = append(finished, p)
		}
	}
	return finished, nil
}
