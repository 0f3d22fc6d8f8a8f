package index

import (
	"cmp"
	"context"
	"database/sql"
	"path/filepath"
	"sync"
	"sync/atomic"

	"caracal/core"
	"caracal/core/database"
)

// An Index is library.db: what is known of the clips in every library folder that was ever used from this data folder. It touches no file of the library.
// It is safe for use by many goroutines, and by many processes at once. Errors of its methods are those of the database, see [database.Wrap], or ctx.Err().
type Index struct {
	path  string        // of library.db
	root  string        // the library folder whose clips are asked for
	doubt atomic.Bool   // it is to be checked by the next Heal
	alarm chan struct{} // has a place for the news that there is doubt

	guard   sync.RWMutex // guards what follows: held for reading by whoever uses the database, for writing while a damaged one is replaced
	db      *sql.DB      // nil when a damaged one could not be replaced
	commits *commits
	epoch   int64  // how many databases there have been
	aside   string // a database that was put aside and from which nothing has been carried over yet; empty for none
}

// Open opens the index in the data folder, which must be there, and makes an empty one when there is none, a damaged one, or one that a later version has written, which are put aside.
// It is asked for the clips in the library folder root, an absolute path. The caller closes it.
func Open(data, root string) (*Index, error) {
	x := &Index{path: filepath.Join(data, "library.db"), root: root, alarm: make(chan struct{}, 1)}
	// SQLite removes its log when the last process closes the file. One that is there is another's, or a dead one's.
	x.doubt.Store(core.Exists(x.path + "-wal"))
	return x, x.open(false)
}

// open opens the database. The caller holds guard for writing, or is alone.
func (x *Index) open(check bool) error {
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

// Close closes the database. No one may be using the index then or later. Errors are *core.Error.
func (x *Index) Close() error {
	if x.db == nil {
		return nil
	}
	x.commits.close()
	return database.Wrap("close library", x.db.Close())
}

// Heal looks, where there is doubt, whether the database is damaged, and replaces it. The rows are lost then, but for marks that no file knows; the files are not: the caller scans.
func (x *Index) Heal(ctx context.Context) error {
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
func (x *Index) hold() (release func(), err error) {
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
func (x *Index) read(f func(db *sql.DB) error) error {
	release, err := x.hold()
	if err != nil {
		return err
	}
	defer release()
	return x.suspect(f(x.db))
}

// suspect returns err. One that tells of damage raises doubt: whoever met it need not know of that, and the next scan heals what can be healed.
func (x *Index) suspect(err error) error {
	if database.IsDamaged(err) {
		x.doubt.Store(true)
		select {
		case x.alarm <- struct{}{}:
		default:
		}
	}
	return err
}

// Alarm returns a channel that has news when somebody has met damage, for one who calls Heal then.
func (x *Index) Alarm() <-chan struct{} { return x.alarm }

// Change runs f in a write transaction, which f must not use afterwards. While f runs, no one else in any process changes the index. What f did is undone when it fails, and its error
// returned.
func (x *Index) Change(ctx context.Context, f func(tx *Txn) error) error {
	return x.changeOn(ctx, nil, f)
}

// changeOn is Change on a connection of the caller's; nil for any.
func (x *Index) changeOn(ctx context.Context, conn *sql.Conn, f func(tx *Txn) error) error {
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
	t := &Txn{root: x.root, tx: tx, stmts: make(map[string]*sql.Stmt), known: make(map[any]bool)}
	err = f(t)
	if err == nil {
		err = t.commit(ctx)
	}
	if err != nil && ctx.Err() != nil { // SQLite says only that it was interrupted
		return ctx.Err()
	}
	return x.suspect(err)
}

// Version returns a number that is another one than before when any process has changed the index since. It costs some microseconds and touches no disk.
func (x *Index) Version() int64 {
	x.guard.RLock()
	defer x.guard.RUnlock()
	return x.versionHeld()
}

// versionHeld is Version for one who holds the database.
func (x *Index) versionHeld() int64 {
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
