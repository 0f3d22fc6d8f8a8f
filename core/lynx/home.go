package lynx

import (
	"context"
	"time"

	"caracal/core"
)

// Kept is how long the service keeps a run and its clip.
const Kept = 7 * 24 * time.Hour

// Finished returns the runs whose clips are still at the service and which skip does not name: those that are in the library, or that a job is about to bring there. To
// save one costs nothing: Generate with a mark at Accepted and its id fetches the clip.
func (c *Client) Finished(ctx context.Context, skip func(id string) bool) ([]Prediction, error) {
	account := c.Account()
	since, _ := c.serviceTime(c.now().Add(-Kept))
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

// Seekers implements [core.Seeker]: the jobs of the account whose submit may have made the run, by when it was made.
func (e *Engine) Claimants(ctx context.Context, remoteID string) ([]core.JobID, error) {
	entries, err := e.Ledger.Unknown(core.Lynx)
	if err != nil || len(entries) == 0 {
		return nil, err
	}
	p, err := e.Client.Result(ctx, remoteID)
	if err != nil {
		return nil, err
	}
	var ids []core.JobID
	for _, entry := range entries {
		if account := entry.Mark.Account; account != "" && account != e.Client.Account() {
			continue
		}
		if p.Created.IsZero() || e.posted(entry.Job.ID, entry.Mark).possible(found{p.ID, p.Created}) {
			ids = append(ids, entry.Job.ID)
		}
	}
	return ids, nil
}
