package lynx

import (
	"context"

	"caracal/core"
)

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
