package library

import (
	"context"

	"caracal/core"
	"caracal/core/database"
)

// A Query says which clips are wanted. The zero Query wants all in the library, newest first.
type Query struct {
	Text   string        // words of the prompt, the file's name or the picture's name, or their beginnings
	Engine core.EngineID // only this one's; empty for all
	Aspect core.Aspect   // only this one; empty for all
	Bin    bool          // look in the bin instead of the library
	Order  Order
	Limit  int // at most so many; 0 for all
	Offset int // leave out so many first
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

// where returns the condition for the text alone, with its arguments.
func (l *Library) where(q Query) (string, []any) {
	where, args := `root = ? AND missing = 0`, []any{l.folders.Library}
	if m := match(q.Text); m != "" {
		where, args = where+` AND seq IN (SELECT rowid FROM words WHERE words MATCH ?)`, append(args, m)
	}
	return where, args
}

// Find returns the clips that q wants. Those whose files were gone at the last look are left out. Errors are *core.Error.
func (l *Library) Find(ctx context.Context, q Query) ([]core.Clip, error) {
	where, args := l.where(q)
	where += ` AND (deleted IS NOT NULL) = ?`
	args = append(args, q.Bin)
	if q.Engine != "" {
		where, args = where+` AND engine = ?`, append(args, q.Engine)
	}
	if q.Aspect != "" {
		where, args = where+` AND aspect = ?`, append(args, q.Aspect)
	}
	limit := q.Limit
	if limit <= 0 {
		limit = -1
	}
	l.guard.RLock()
	defer l.guard.RUnlock()
	list, err := rows(ctx, l.db, where+` ORDER BY `+q.order()+` LIMIT ? OFFSET ?`, append(args, limit, max(0, q.Offset))...)
	if err != nil {
		return nil, database.Wrap("find clips", err)
	}
	clips := make([]core.Clip, len(list))
	for i := range list {
		clips[i] = list[i].clip
	}
	return clips, nil
}

// Counts say how many clips there are behind each filter.
type Counts struct {
	Found   int                   // what Find returns without a limit
	All     int                   // with the text alone
	Engines map[core.EngineID]int // with the text and the aspect
	Aspects map[core.Aspect]int   // with the text and the engine
	Bin     int                   // in the bin, with the text alone
}

// Count counts the clips that q wants, and those that it would want with another filter. Errors are *core.Error.
func (l *Library) Count(ctx context.Context, q Query) (Counts, error) {
	const op = "count clips"
	c := Counts{Engines: make(map[core.EngineID]int), Aspects: make(map[core.Aspect]int)}
	where, args := l.where(q)
	l.guard.RLock()
	defer l.guard.RUnlock()
	rows, err := l.db.QueryContext(ctx, `SELECT engine, aspect, count(*), count(deleted) FROM clips WHERE `+where+` GROUP BY engine, aspect`, args...)
	if err != nil {
		return c, database.Wrap(op, err)
	}
	defer rows.Close()
	for rows.Next() {
		var engine core.EngineID
		var aspect core.Aspect
		var n, binned int
		if err := rows.Scan(&engine, &aspect, &n, &binned); err != nil {
			return c, database.Wrap(op, err)
		}
		c.Bin += binned
		if n -= binned; q.Bin {
			n = binned
		}
		if n == 0 {
			continue
		}
		c.All += n
		rightEngine, rightAspect := q.Engine == "" || q.Engine == engine, q.Aspect == "" || q.Aspect == aspect
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
	return c, database.Wrap(op, rows.Err())
}
