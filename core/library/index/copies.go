package index

import (
	"context"

	"caracal/core"
)

// Promote makes a copy the clip itself where that is gone.
func (t *Txn) Promote(ctx context.Context) error {
	copies, err := entries(ctx, t.query, `root = ? AND id <> origin AND missing = 0
		AND NOT EXISTS (SELECT 1 FROM clips AS whole WHERE whole.id = clips.origin AND whole.missing = 0) ORDER BY seq`, t.root)
	if err != nil {
		return err
	}
	promoted := make(map[core.JobID]bool)
	for _, e := range copies {
		id := e.Clip.Story.ID
		if promoted[id] {
			continue
		}
		promoted[id] = true
		if err := t.Remove(ctx, id); err != nil {
			return err
		}
		if err := t.exec(ctx, `UPDATE clips SET id = origin, clip = json_set(clip, '$.id', origin) WHERE id = ?`, e.Clip.ID); err != nil {
			return err
		}
	}
	return nil
}
