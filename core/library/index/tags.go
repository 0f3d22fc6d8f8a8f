package index

import (
	"context"
	"database/sql"
	"strings"

	"caracal/core/database"
)

// putTags puts the tags of a clip into the index in the place of those that it had.
func (t *Txn) putTags(ctx context.Context, seq int64, tags []string) error {
	if err := t.exec(ctx, `DELETE FROM tags WHERE seq = ?`, seq); err != nil {
		return err
	}
	for _, tag := range tags {
		// Two that differ for Unicode and not for us are one here.
		if err := t.exec(ctx, `INSERT OR IGNORE INTO tags VALUES (?, ?, ?)`, seq, strings.ToLower(tag), tag); err != nil {
			return err
		}
	}
	return nil
}

// A TagCount is a tag and how many clips have it.
type TagCount struct {
	Tag   string
	Clips int
}

// Tags returns the tags of the clips in the library, not of those in the bin, the most used first. Errors are *core.Error.
func (r *Reader) Tags(ctx context.Context) (list []TagCount, err error) {
	err = r.x.read(func(db *sql.DB) error {
		found, err := db.QueryContext(ctx, `SELECT max(tag), count(*) AS n FROM tags JOIN clips USING (seq)
			WHERE root = ? AND missing = 0 AND deleted IS NULL GROUP BY key ORDER BY n DESC, key`, r.x.root)
		if err != nil {
			return err
		}
		defer found.Close()
		for found.Next() {
			var t TagCount
			if err := found.Scan(&t.Tag, &t.Clips); err != nil {
				return err
			}
			list = append(list, t)
		}
		return found.Err()
	})
	return list, database.Wrap("list tags", err)
}
