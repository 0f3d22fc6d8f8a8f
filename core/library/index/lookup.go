package index

import (
	"context"
	"database/sql"
	"math"
	"strings"
	"time"

	"caracal/core/library/search"
)

// A lookup gathers the rows that meet conditions, a set for each, from the tables of the index.
type lookup struct {
	ctx   context.Context
	db    *sql.DB
	sheet *sheet
	root  string
	sets  []rowSet
}

// meeting adds the sets of the conditions on words, tags and copies.
func (l *lookup) meeting(c search.Conditions) error {
	for _, phrase := range c.Phrases() {
		if err := l.remembered(phrase, `SELECT rowid AS seq FROM words WHERE words MATCH ?`, phrase); err != nil {
			return err
		}
	}
	for _, tag := range c.Tags {
		key := strings.ToLower(tag)
		if err := l.remembered("#"+key, `SELECT seq FROM tags WHERE key = ?`, key); err != nil {
			return err
		}
	}
	if c.Copy {
		return l.add(`SELECT seq FROM clips WHERE root = ? AND id <> origin`, l.root)
	}
	return nil
}

// made adds the set of what was made since a time and before another; a zero time is no condition.
func (l *lookup) made(since, until time.Time) error {
	if since.IsZero() && until.IsZero() {
		return nil
	}
	if until.IsZero() {
		until = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return l.between("created", since.UnixMicro(), until.UnixMicro())
}

// sized adds the set of what is of least bytes or more and of fewer than below; 0 is no condition.
func (l *lookup) sized(least, below uint64) error {
	if least == 0 && below == 0 {
		return nil
	}
	if below == 0 {
		below = math.MaxInt64
	}
	return l.between("size", int64(min(least, math.MaxInt64)), int64(min(below, math.MaxInt64)))
}

// between adds the set of what is in the library or in the bin, by an index for each, and has in a column from a number up to, but not with, another.
func (l *lookup) between(column string, from, below int64) error {
	part := `SELECT seq FROM clips WHERE root = ?1 AND missing = 0 AND ` + column + ` >= ?2 AND ` + column + ` < ?3 AND deleted IS `
	return l.add(part+`NULL UNION ALL `+part+`NOT NULL`, l.root, from, below)
}

// remembered adds the set that was last found by this name, or what the query finds.
func (l *lookup) remembered(name, query string, args ...any) error {
	if known := l.sheet.recent.get(name); known != nil {
		l.sets = append(l.sets, known)
		return nil
	}
	err := l.add(query, args...)
	if err == nil {
		l.sheet.recent.put(name, l.sets[len(l.sets)-1])
	}
	return err
}

// add adds the set of what a query finds.
func (l *lookup) add(query string, args ...any) error {
	set := l.sheet.newSet()
	l.sets = append(l.sets, set)
	return numbers(l.ctx, l.db, set.add, `SELECT group_concat(seq) FROM (`+query+`)`, args...)
}
