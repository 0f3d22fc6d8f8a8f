package library

import (
	"context"
	"database/sql"
	"strings"

	"caracal/core"
	"caracal/core/database"
)

// A Query says which clips are wanted. The zero Query wants all in the library, newest first.
type Query struct {
	// Text holds words of the prompt, the tags, the file's name or the picture's name, or their beginnings. In it tag:cat, or tag:"golden hour", wants clips that have just
	// that tag, and is:favourite those that are.
	Text      string
	Engine    core.EngineID // only this one's; empty for all
	Aspect    core.Aspect   // only this one; empty for all
	Favourite bool          // only favourites
	Tag       string        // only what has this one; empty for all
	Bin       bool          // look in the bin instead of the library
	Order     Order
	Limit     int // at most so many; 0 for all
	Offset    int // leave out so many first
}

// An Order says which clip comes first.
type Order string

// The orders. Clips that are equal in it are shown newest first.
const (
	Newest   Order = "" // by when it was asked for; in the bin, by when it was deleted
	Oldest   Order = "oldest"
	ByPrompt Order = "prompt"
	Largest  Order = "largest"
)

func (q Query) order() string {
	switch {
	case q.Order == Oldest:
		return `created, seq`
	case q.Order == ByPrompt:
		return `prompt COLLATE NOCASE, created DESC, seq DESC`
	case q.Order == Largest:
		return `size DESC, created DESC, seq DESC`
	case q.Bin:
		return `deleted DESC, created DESC, seq DESC`
	}
	return `created DESC, seq DESC`
}

// where returns the condition for the text and the tags alone, with its arguments.
func (x *index) where(q Query) (string, []any) {
	where, args := `root = ? AND missing = 0`, []any{x.root}
	wanted := parseText(q.Text)
	if q.Tag != "" {
		wanted.tags = append(wanted.tags, q.Tag)
	}
	for _, tag := range wanted.tags {
		where, args = where+` AND seq IN (SELECT seq FROM tags WHERE key = ?)`, append(args, strings.ToLower(tag))
	}
	if wanted.favourite {
		where += ` AND favourite = 1`
	}
	if m := match(wanted.words); m != "" {
		where, args = where+` AND seq IN (SELECT rowid FROM words WHERE words MATCH ?)`, append(args, m)
	}
	return where, args
}

// Find returns the clips that q wants. Those whose files were gone at the last look are left out. Errors are *core.Error.
func (l *Library) Find(ctx context.Context, q Query) ([]core.Clip, error) {
	clips, err := l.index.find(ctx, q)
	return clips, database.Wrap("find clips", err)
}

func (x *index) find(ctx context.Context, q Query) (clips []core.Clip, err error) {
	where, args := x.where(q)
	where += ` AND (deleted IS NOT NULL) = ?`
	args = append(args, q.Bin)
	if q.Engine != "" {
		where, args = where+` AND engine = ?`, append(args, q.Engine)
	}
	if q.Aspect != "" {
		where, args = where+` AND aspect = ?`, append(args, q.Aspect)
	}
	if q.Favourite {
		where += ` AND favourite = 1`
	}
	limit := q.Limit
	if limit <= 0 {
		limit = -1
	}
	where, args = where+` ORDER BY `+q.order()+` LIMIT ? OFFSET ?`, append(args, limit, max(0, q.Offset))
	err = x.read(func(db *sql.DB) error {
		list, err := selectRows(ctx, db, where, args...)
		for _, r := range list {
			clips = append(clips, r.clip)
		}
		return err
	})
	return clips, err
}

// Counts say how many clips there are behind each filter.
type Counts struct {
	Found   int                   // what Find returns without a limit
	All     int                   // with the text alone
	Engines map[core.EngineID]int // with the text and the aspect
	Aspects map[core.Aspect]int   // with the text and the engine
	Bin     int                   // in the bin, with the text alone

	Favourites int // with the text, the engine and the aspect
}

// Count counts the clips that q wants, and those that it would want with another filter. Errors are *core.Error.
func (l *Library) Count(ctx context.Context, q Query) (Counts, error) {
	c, err := l.index.count(ctx, q)
	return c, database.Wrap("count clips", err)
}

func (x *index) count(ctx context.Context, q Query) (Counts, error) {
	c := Counts{Engines: make(map[core.EngineID]int), Aspects: make(map[core.Aspect]int)}
	where, args := x.where(q)
	err := x.read(func(db *sql.DB) error {
		groups, err := db.QueryContext(ctx, `SELECT engine, aspect, favourite, count(*), count(deleted) FROM clips WHERE `+where+` GROUP BY engine, aspect, favourite`, args...)
		if err != nil {
			return err
		}
		defer groups.Close()
		for groups.Next() {
			var engine core.EngineID
			var aspect core.Aspect
			var favourite bool
			var all, binned int
			if err := groups.Scan(&engine, &aspect, &favourite, &all, &binned); err != nil {
				return err
			}
			c.add(q, engine, aspect, favourite, all-binned, binned)
		}
		return groups.Err()
	})
	return c, err
}

// add counts clips of one engine and aspect that all are favourites or all are not, kept in the library and binned.
func (c *Counts) add(q Query, engine core.EngineID, aspect core.Aspect, favourite bool, kept, binned int) {
	c.Bin += binned
	n := kept
	if q.Bin {
		n = binned
	}
	if n == 0 {
		return
	}
	c.All += n
	rightEngine, rightAspect := q.Engine == "" || q.Engine == engine, q.Aspect == "" || q.Aspect == aspect
	if rightEngine && rightAspect && favourite {
		c.Favourites += n
	}
	if q.Favourite && !favourite {
		return
	}
	if rightAspect {
		c.Engines[engine] += n
	}
	if rightEngine {
		c.Aspects[aspect] += n
	}
	if rightEngine && rightAspect {
		c.Found += n
	}
}
