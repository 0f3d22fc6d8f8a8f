package index

import (
	"context"
	"database/sql"
	"time"

	"caracal/core"
	"caracal/core/database"
)

// Prompts returns the n prompts of clips in the library that come first: those of favourites, and then those that were asked for last. Each is there once, with the latest of its clips, or of its
// favourites where it has any. Errors are *core.Error, or ctx.Err().
func (r *Reader) Prompts(ctx context.Context, n int) ([]core.UsedPrompt, error) {
	var list []core.UsedPrompt
	err := r.x.read(func(db *sql.DB) error {
		// SQLite takes id and created from the row that has the maximum. No time reaches 2⁶⁰ µs.
		found, err := db.QueryContext(ctx, `SELECT prompt, id, created, max(favourite << 60 | created) AS best FROM clips
			WHERE root = ? AND missing = 0 AND deleted IS NULL AND prompt <> '' GROUP BY prompt ORDER BY best DESC LIMIT ?`, r.x.root, n)
		if err != nil {
			return err
		}
		defer found.Close()
		for found.Next() {
			var p core.UsedPrompt
			var used, best int64
			if err := found.Scan(&p.Text, &p.Clip, &used, &best); err != nil {
				return err
			}
			p.Used, p.Favourite = time.UnixMicro(used), best>>60 > 0
			list = append(list, p)
		}
		return found.Err()
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return list, database.Wrap("list prompts", err)
}
