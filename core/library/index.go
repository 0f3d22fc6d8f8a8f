package library

import (
	"cmp"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"caracal/core/database"
)

// An index is library.db: what is known of the clips in every library folder that was ever used from this data folder. It touches no file of the library.
// It is safe for use by many goroutines.
type index struct {
	path  string        // of library.db
	root  string        // the library folder whose clips are asked for
	doubt atomic.Bool   // it is to be checked by the next heal
	alarm chan struct{} // has a place for the news that there is doubt

	sheets chan struct{} // has a place for the one who reads sheet or replaces it
	sheet  *sheet        // the last that was read; nil for none

	guard   sync.RWMutex // guards what follows: held for reading by whoever uses the database, for writing while a damaged one is replaced
	db      *sql.DB      // nil when a damaged one could not be replaced
	commits *commits
	epoch   int64  // how many databases there have been
	aside   string // a database that was put aside and from which nothing has been carried over yet; empty for none
}

// openIndex opens the index in the data folder, and makes an empty one when there is none or a damaged one.
func openIndex(data, root string) (*index, error) {
	x := &index{path: filepath.Join(data, "library.db"), root: root, alarm: make(chan struct{}, 1), sheets: make(chan struct{}, 1)}
	// SQLite removes its log when the last process closes the file. One that is there is another's, or a dead one's.
	_, err := os.Lstat(x.path + "-wal")
	x.doubt.Store(err == nil)
	return x, x.open(false)
}

// open opens the database. The caller holds guard for writing, or is alone.
func (x *index) open(check bool) error {
	db, aside, err := database.Open(x.path, database.Options{Migrations: migrations(), Check: check, Replace: true, Conns: 6})
	x.aside = cmp.Or(aside, x.aside)
	if err != nil {
		return err
	}
	if x.aside != "" {
		if err := salvage(db, x.aside); err != nil {
			db.Close()
			return database.Wrap("open library", err)
		}
		x.aside = ""
		x.forgetAside()
	}
	conn, err := db.Conn(context.Background())
	if err != nil {
		db.Close()
		return database.Wrap("open library", err)
	}
	x.db, x.commits = db, &commits{conn: conn}
	x.epoch++
	return nil
}

// close closes the database. No one may be using the index then or later.
func (x *index) close() error {
	if x.db == nil {
		return nil
	}
	x.commits.close()
	return database.Wrap("close library", x.db.Close())
}

// heal looks, where there is doubt, whether the database is damaged, and replaces it. The rows are lost then, see salvage, the files are not: the caller scans.
func (x *index) heal(ctx context.Context) error {
	if !x.doubt.Load() {
		return nil
	}
	err := x.read(func(db *sql.DB) error { return database.Check(ctx, db) })
	if !database.IsDamaged(err) {
		x.doubt.Store(err != nil)
		return err
	}
	x.guard.Lock()
	defer x.guard.Unlock()
	x.commits.close()
	x.db.Close()
	x.db, x.commits = nil, nil
	return x.open(true)
}

// hold keeps the database from being replaced until release is called. One that could not be replaced before is replaced now.
func (x *index) hold() (release func(), err error) {
	x.guard.RLock()
	for x.db == nil {
		x.guard.RUnlock()
		x.guard.Lock()
		if x.db == nil {
			err = x.open(true)
		}
		x.guard.Unlock()
		if err != nil {
			return nil, err
		}
		x.guard.RLock()
	}
	return x.guard.RUnlock, nil
}

// read runs f, which only reads. A change that is committed meanwhile may be seen by a part of its queries.
func (x *index) read(f func(db *sql.DB) error) error {
	release, err := x.hold()
	if err != nil {
		return err
	}
	defer release()
	return x.suspect(f(x.db))
}

// suspect returns err. One that tells of damage raises doubt: whoever met it need not know of that, and the next scan heals what can be healed.
func (x *index) suspect(err error) error {
	if database.IsDamaged(err) {
		x.doubt.Store(true)
		select {
		case x.alarm <- struct{}{}:
		default:
		}
	}
	return err
}

// change runs f in a write transaction. While f runs, no one else in any process changes the index.
func (x *index) change(ctx context.Context, f func(tx *txn) error) error {
	return x.changeOn(ctx, nil, f)
}

// changeOn is change on a connection of the caller's; nil for any.
func (x *index) changeOn(ctx context.Context, conn *sql.Conn, f func(tx *txn) error) error {
	release, err := x.hold()
	if err != nil {
		return err
	}
	defer release()
	begin := x.db.BeginTx
	if conn != nil {
		begin = conn.BeginTx
	}
	tx, err := begin(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	t := &txn{tx: tx, stmts: make(map[string]*sql.Stmt), known: make(map[any]bool)}
	err = f(t)
	if err == nil {
		err = t.commit(ctx)
	}
	if err != nil && ctx.Err() != nil { // SQLite says only that it was interrupted
		return ctx.Err()
	}
	return x.suspect(err)
}

// forMany returns a connection for many changes in a row, and gives it memory for them: ids are random, so that each change touches other pages of their index, and with
// SQLite's usual 2 MB these are written and read again for each. It is to be given back by calling done.
func (x *index) forMany(ctx context.Context) (conn *sql.Conn, done func(), err error) {
	err = x.read(func(db *sql.DB) error {
		conn, err = db.Conn(ctx)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	done = func() {
		// What fails here leaves a connection that is a little larger.
		_, _ = conn.ExecContext(context.Background(), `PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 1000; PRAGMA shrink_memory`)
		conn.Close()
	}
	if _, err := conn.ExecContext(ctx, `PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000`); err != nil {
		done()
		return nil, nil, err
	}
	return conn, done, nil
}

// version returns a number that is another one than before when any process has changed the index since. It costs some microseconds and touches no disk.
func (x *index) version() int64 {
	x.guard.RLock()
	defer x.guard.RUnlock()
	return x.versionHeld()
}

// versionHeld is version for one who holds the database.
func (x *index) versionHeld() int64 {
	if x.db == nil {
		return x.epoch << 32
	}
	return x.epoch<<32 | x.commits.count()
}

// commits counts what others have committed: PRAGMA data_version tells one connection that all other connections, of this process and of others, have.
type commits struct {
	mu   sync.Mutex // guards conn, which serves one at a time
	conn *sql.Conn
}

// count returns 0 for a database that cannot be read: whoever looks closer gets the error.
func (c *commits) count() (n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.conn.QueryRowContext(context.Background(), `PRAGMA data_version`).Scan(&n); err != nil {
		return 0
	}
	return n
}

func (c *commits) close() { c.conn.Close() }
