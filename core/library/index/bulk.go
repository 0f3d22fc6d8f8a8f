package index

import (
	"context"
	"database/sql"
)

// A Bulk makes many changes in a row, on a connection of its own that has memory for them: ids are random, so that each change touches other pages of their index, and with SQLite's
// usual 2 MB these are written and read again for each. It is for one goroutine.
type Bulk struct {
	x    *Index
	conn *sql.Conn
}

// Bulk begins many changes. The caller closes it.
func (x *Index) Bulk(ctx context.Context) (*Bulk, error) {
	b := &Bulk{x: x}
	err := x.read(func(db *sql.DB) (err error) {
		b.conn, err = db.Conn(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	if _, err := b.conn.ExecContext(ctx, `PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000`); err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

// Change is [Index.Change] on this connection.
func (b *Bulk) Change(ctx context.Context, f func(tx *Txn) error) error {
	return b.x.changeOn(ctx, b.conn, f)
}

// Close gives the memory back.
func (b *Bulk) Close() {
	// What fails here leaves a connection that is a little larger.
	_, _ = b.conn.ExecContext(context.Background(), `PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 1000; PRAGMA shrink_memory`)
	b.conn.Close()
}
