package lynx

import (
	"context"
	"time"

	"caracal/core"
)

// Retention is how long the service keeps a run and its clip.
const Retention = 7 * 24 * time.Hour

// Finished returns the runs whose clips are still at the service and for which skip does not return true: it is meant for those that are in the library, or that a job is about to bring
// there. To fetch a clip costs nothing: Generate does so from a mark at Accepted with the run's id.
func (c *Client) Finished(ctx context.Context, skip func(id string) bool) ([]Prediction, error) {
	account := c.awaitAccount(ctx)
	since, _ := c.serviceTime(c.now().Add(-Retention))
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

// Claimants implements [core.Claimer]: the jobs of the account whose submit may have made the run, going by when it was made.
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
		if p.Created.IsZero() || e.postedFrom(entry.Job.ID, entry.Mark).possible(foundRun{p.ID, p.Created}) {
			ids = append(ids, entry.Job.ID)
		}
	}
	return ids, nil
}
