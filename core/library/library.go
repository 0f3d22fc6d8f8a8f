package library

import (
	"context"
	"database/sql"
	"image"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"caracal/core"
	"caracal/core/database"
	"caracal/core/media"
)

// A Decoder shows frames of clips; *media.Decoder is one.
type Decoder interface {
	// Poster returns the picture that stands for the clip at path, to fit into size pixels.
	Poster(ctx context.Context, path string, size image.Point) (*image.RGBA, error)
	// Filmstrip writes a small copy of the clip at from. It fails with BadClip when none can be made.
	Filmstrip(ctx context.Context, from, to string) error
}

var _ Decoder = (*media.Decoder)(nil)

// A Library is the library folder and its index. It is safe for use by many goroutines, and by many processes at once. Has, Find, Count and Version ask only
// the index and take milliseconds; the others may wait for a disk or for another process.
type Library struct {
	folders core.Folders
	decoder Decoder
	posters posterRoom
	strips  sync.Mutex // held while filmstrips are made and removed

	guard sync.RWMutex // held for reading by whoever uses what follows, for writing while a damaged index is replaced
	db    *sql.DB
	look  *sql.Conn   // only reads PRAGMA data_version, which tells one connection what all others have committed
	epoch int64       // how many indexes there have been
	doubt atomic.Bool // the index is to be checked by the next scan

	lookMu sync.Mutex // a *sql.Conn serves one at a time
	nudges nudges

	folder sync.Mutex // held while the library folder is looked at and begun
	begun  bool       // in this process
}

var _ core.Shelf = (*Library)(nil)

// Open opens the index of the library, and makes an empty one when there is none or a damaged one. It does not touch the library folder, which may be on a
// slow or an unplugged disk: call [Library.Scan] in the background after it. Errors are *core.Error.
func Open(f core.Folders, d Decoder) (*Library, error) {
	const op = "open library"
	if err := os.MkdirAll(f.Data, 0o700); err != nil {
		return nil, core.WrapFile(op, err)
	}
	f.Library = filepath.Clean(f.Library)
	l := &Library{folders: f, decoder: d, posters: newPosterRoom()}
	l.doubt.Store(true)
	if err := l.open(false); err != nil {
		return nil, core.Wrap(op, core.Internal, err)
	}
	return l, nil
}

// Close ends the watches, waits for them, and closes the index. No other method may be running or called afterwards.
func (l *Library) Close() error {
	l.nudges.end()
	l.look.Close()
	return database.Wrap("close library", l.db.Close())
}

// open opens the index. The caller holds guard for writing, or is alone.
func (l *Library) open(check bool) error {
	db, _, err := database.Open(filepath.Join(l.folders.Data, "library.db"), database.Options{Migrations: migrations(), Check: check, Conns: 6})
	if err != nil {
		return err
	}
	look, err := db.Conn(context.Background())
	if err != nil {
		db.Close()
		return database.Wrap("open library", err)
	}
	l.db, l.look = db, look
	l.epoch++
	return nil
}

// heal looks, where there is doubt, whether the index is damaged, and replaces it. The rows are lost then, the files are not: the caller scans.
func (l *Library) heal(ctx context.Context) error {
	if !l.doubt.Load() {
		return nil
	}
	l.guard.RLock()
	err := database.Check(ctx, l.db)
	l.guard.RUnlock()
	if !database.IsDamaged(err) {
		l.doubt.Store(err != nil)
		return err
	}
	l.guard.Lock()
	defer l.guard.Unlock()
	l.look.Close()
	l.db.Close()
	return l.open(true)
}

// change runs f in a write transaction. While f runs, no one else in any process writes the index or moves a file.
func (l *Library) change(ctx context.Context, f func(tx *sql.Tx) error) error {
	l.guard.RLock()
	defer l.guard.RUnlock()
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	l.nudges.nudge()
	return nil
}
