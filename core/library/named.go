package library

import (
	"context"
	"database/sql"
	"strings"

	"caracal/core"
	"caracal/core/database"
)

// Named returns the clips in the library, not those in the bin, whose id begins so, at most two: an id may be shortened, as it is in the names of files, while it stands for
// one clip only. Errors are *core.Error.
func (l *Library) Named(ctx context.Context, id string) (clips []core.Clip, err error) {
	// An id is hex digits and dashes; anything else would be a pattern.
	hex := strings.ToLower(strings.ReplaceAll(id, "-", ""))
	if len(hex) < 4 || strings.Trim(hex, "0123456789abcdef") != "" {
		return nil, nil
	}
	err = l.index.read(func(db *sql.DB) error {
		found, err := selectRows(ctx, db, `root = ? AND missing = 0 AND deleted IS NULL AND replace(id, '-', '') GLOB ? LIMIT 2`, l.index.root, hex+"*")
		for _, r := range found {
			clips = append(clips, r.clip)
		}
		return err
	})
	return clips, database.Wrap("look up clip", err)
}
