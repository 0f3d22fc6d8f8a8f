package index

import (
	"context"
	"database/sql"
)

// A Txn is a write transaction of an index, see [Index.Change]. It is for one goroutine, and its errors are those of the database. It prepares each statement once, and writes the words of its clips last: FTS5 writes all that it has gathered as soon as
// another statement needs a savepoint, which is ten times the work when thousands of clips are indexed.
type Txn struct {
	root  string // of the index
	tx    *sql.Tx
	stmts map[string]*sql.Stmt
	words []wordsOf
	known map[any]bool // the folders, kinds and pictures that are in the index for certain
}

// once runs a statement unless one was run for the same thing before.
func (t *Txn) once(ctx context.Context, thing any, query string, args ...any) error {
	if t.known[thing] {
		return nil
	}
	err := t.exec(ctx, query, args...)
	t.known[thing] = err == nil
	return err
}

// wordsOf are the words by which the clip in a row is found.
type wordsOf struct {
	seq  int64
	text string
}

func (t *Txn) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := t.stmts[query]; s != nil {
		return s, nil
	}
	s, err := t.tx.PrepareContext(ctx, query) // the transaction closes it
	if err == nil {
		t.stmts[query] = s
	}
	return s, err
}

// exec runs a statement that gives nothing back.
func (t *Txn) exec(ctx context.Context, query string, args ...any) error {
	s, err := t.prepare(ctx, query)
	if err == nil {
		_, err = s.ExecContext(ctx, args...)
	}
	return err
}

// query is a queryer.
func (t *Txn) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	s, err := t.prepare(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// commit writes the words and ends the transaction.
func (t *Txn) commit(ctx context.Context) error {
	for _, w := range t.words {
		if err := t.exec(ctx, `INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)`, w.seq, w.text); err != nil {
			return err
		}
	}
	return t.tx.Commit()
}
