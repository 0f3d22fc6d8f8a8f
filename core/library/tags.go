package library

import (
	"context"
	"database/sql"
	"strings"

	"caracal/core"
	"caracal/core/database"
)

// putTags puts the tags of a clip into the index in the place of those that it had.
func putTags(ctx context.Context, tx *txn, seq int64, tags []string) error {
	if err := tx.exec(ctx, `DELETE FROM tags WHERE seq = ?`, seq); err != nil {
		return err
	}
	for _, tag := range tags {
		// Two that differ for Unicode and not for us are one here.
		if err := tx.exec(ctx, `INSERT OR IGNORE INTO tags VALUES (?, ?, ?)`, seq, strings.ToLower(tag), tag); err != nil {
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
func (l *Library) Tags(ctx context.Context) (list []TagCount, err error) {
	err = l.index.read(func(db *sql.DB) error {
		found, err := db.QueryContext(ctx, `SELECT max(tag), count(*) AS n FROM tags JOIN clips USING (seq)
			WHERE root = ? AND missing = 0 AND deleted IS NULL GROUP BY key ORDER BY n DESC, key`, l.index.root)
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

// A search is what a person typed, taken apart.
type search struct {
	words     string
	tags      []string
	favourite bool
}

// parseText takes tag: and is: out of what a person typed.
func parseText(text string) (s search) {
	var rest []string
	for len(text) > 0 {
		var word string
		text = strings.TrimLeft(text, " \t\r\n\u00a0")
		if value, ok := cutFold(text, `tag:"`); ok {
			tag, after, _ := strings.Cut(value, `"`)
			s.tags, text = append(s.tags, core.CleanTags(tag)...), after
			continue
		}
		if i := strings.IndexAny(text, " \t\r\n\u00a0"); i < 0 {
			word, text = text, ""
		} else {
			word, text = text[:i], text[i:]
		}
		if value, ok := cutFold(word, "tag:"); ok {
			s.tags = append(s.tags, core.CleanTags(value)...)
		} else if value, ok := cutFold(word, "is:"); ok && isFavourite(value) {
			s.favourite = true
		} else {
			rest = append(rest, word)
		}
	}
	s.words = strings.Join(rest, " ")
	return s
}

// isFavourite reports whether the word means a favourite as far as it has been typed.
func isFavourite(word string) bool {
	word = strings.ToLower(word)
	return len(word) >= 3 && (strings.HasPrefix("favourites", word) || strings.HasPrefix("favorites", word))
}

// cutFold is strings.CutPrefix for a prefix in lower case that may be typed in capitals.
func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
