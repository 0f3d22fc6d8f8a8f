package index

import (
	"context"
	"database/sql"
	"strings"

	"caracal/core"
	"caracal/core/database"
)

// Named returns the clips in the library, not those in the bin, whose id begins so, at most two: an id may be shortened, as it is in the names of files, while it stands for
// one clip only. Errors are *core.Error.
func (r *Reader) Named(ctx context.Context, id string) (clips []core.Clip, err error) {
	// An id is hex digits and dashes; anything else would be a pattern.
	hex := strings.ToLower(strings.ReplaceAll(id, "-", ""))
	if len(hex) < 4 || strings.Trim(hex, "0123456789abcdef") != "" {
		return nil, nil
	}
	err = r.x.read(func(db *sql.DB) error {
		found, err := entries(ctx, db.QueryContext, `root = ? AND missing = 0 AND deleted IS NULL AND replace(id, '-', '') GLOB ? LIMIT 2`, r.x.root, hex+"*")
		for _, e := range found {
			clips = append(clips, e.Clip)
		}
		return err
	})
	return clips, database.Wrap("look up clip", err)
}
