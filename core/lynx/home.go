package lynx

import (
	"context"
	"time"
)

// Kept is how long the service keeps a run and its clip.
const Kept = 7 * 24 * time.Hour

// Finished returns the runs whose clips are still at the service and which skip does not name: those that are in the library, or that a job is about to bring there. To
// save one costs nothing: Generate with a mark at Accepted and its id fetches the clip.
func (c *Client) Finished(ctx context.Context, skip func(id string) bool) ([]Prediction, error) {
	since, _ := c.serviceTime(c.now().Add(-Kept))
	all, err := c.Predictions(ctx, since, time.Time{})
	if err != nil {
		return nil, err
	}
	var finished []Prediction
	for _, p := range all {
		if p.Status == Completed && !skip(p.ID) {
			finished = append(finished, p)
		}
	}
	return finished, nil
}
