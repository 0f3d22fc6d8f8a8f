package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"caracal/core"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Patience is how long a statement waits for another process's transaction, and an opening for another's, before it fails.
const Patience = 15 * time.Second

// Options say how a database is opened.
type Options struct {
	// Migrations bring a database from one version to the next: the first makes version 1 of an empty file. Each runs once and whole; a published one is
	// never changed.
	Migrations []string
	// Durable makes a commit wait until it would survive a power cut. Without it a commit survives a crash of the program only.
	Durable bool
	// Check reads the whole file for damage. Without it only what opening touches is looked at.
	Check bool
	// MayPutAside is asked before a database is put aside; its error leaves everything as it is, and Open returns it. nil allows it.
	MayPutAside func() error
	// Replace puts a database that a later version has written aside, as if it were damaged: for one that can be made anew from elsewhere.
	Replace bool
	// KeepOld keeps a copy of a database before it is migrated, beside it, named by its version.
	KeepOld bool
	// Conns is how many connections the process may have; 0 is one.
	Conns int
}

// Open opens the database at path, which is made when there is none; its folder must exist. aside is where a damaged one was put, together with its
// log, before a new one was begun; it is empty when all is well. Errors are *core.Error; a file that a later version of Caracal has written is one, unless it may be replaced.
func Open(path string, o Options) (db *sql.DB, aside string, err error) {
	const op = "open database"
	lock, err := Lock(path + ".lock")
	if err != nil {
		return nil, "", core.Wrap(op, core.Internal, err)
	}
	defer lock.Close()

	db, err = open(path, o)
	if IsDamaged(err) || o.Replace && errors.Is(err, errNewer) {
		if o.MayPutAside != nil {
			if err := o.MayPutAside(); err != nil {
				return nil, "", core.Wrap(op, core.Internal, err)
			}
		}
		if aside, err = putAside(path); err != nil {
			return nil, "", core.WrapFile(op, err)
		}
		db, err = open(path, o)
	}
	if err != nil {
		return nil, aside, Wrap(op, err)
	}
	return db, aside, nil
}

// Lock locks the file at path, which is made when there is none, and waits for another process that has locked it. Errors are *core.Error.
func Lock(path string) (*flock.Flock, error) {
	const op = "lock file"
	lock := flock.New(path)
	ctx, cancel := context.WithTimeout(context.Background(), Patience)
	defer cancel()
	if _, err := lock.TryLockContext(ctx, 5*time.Millisecond); ctx.Err() != nil {
		return nil, core.Errorf(op, core.Internal, "another process has had %s for %v", filepath.Base(path), Patience)
	} else if err != nil {
		return nil, core.WrapFile(op, err)
	}
	return lock, nil
}

func open(path string, o Options) (_ *sql.DB, err error) {
	db, err := sql.Open("sqlite", dsn(path, o.Durable))
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			db.Close()
		}
	}()
	db.SetMaxOpenConns(max(1, o.Conns))
	db.SetMaxIdleConns(max(1, o.Conns))
	if o.Check {
		if err := Check(context.Background(), db); err != nil {
			return nil, err
		}
	}
	if err := migrate(db, path, o); err != nil {
		return nil, err
	}
	return db, nil
}

func dsn(path string, durable bool) string {
	sync := "NORMAL"
	if durable {
		sync = "FULL"
	}
	return uri(path, url.Values{"_txlock": {"immediate"}, "_dqs": {"false"}, "_error_rc": {"true"}, "_pragma": {
		fmt.Sprintf("busy_timeout(%d)", Patience.Milliseconds()),
		"journal_mode(WAL)", // one flush for a commit instead of three, and readers never wait
		"synchronous(" + sync + ")",
		fmt.Sprintf("fullfsync(%t)", durable), // macOS: flush the disk's own cache too; elsewhere it changes nothing
	}})
}

// uri names the file as a URI, because a plain path could hold a question mark.
func uri(path string, q url.Values) string {
	p := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" && !strings.HasPrefix(p, "/") {
		p = "/" + p // file:///C:/…
	}
	return (&url.URL{Scheme: "file", Path: p, RawQuery: q.Encode()}).String()
}

// OpenDamaged opens a database that was put aside, to read what can still be read. It changes nothing in it. What is read may be nonsense.
func OpenDamaged(path string) (*sql.DB, error) {
	return sql.Open("sqlite", uri(path, url.Values{"mode": {"ro"}}))
}

// migrate runs the migrations that the database has not seen, in one transaction.
func migrate(db *sql.DB, path string, o Options) error {
	var version int
	if err := db.QueryRow("PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	switch {
	case version == len(o.Migrations):
		return nil
	case version > len(o.Migrations):
		return core.Errorf("migrate database", core.Internal, "%s has version %d, and this Caracal knows %d: %w", filepath.Base(path), version, len(o.Migrations), errNewer)
	}
	if version > 0 && o.KeepOld {
		old := fmt.Sprintf("%s.version-%d", path, version)
		if err := os.Remove(old); err != nil && !os.IsNotExist(err) { // left by a migration that did not end
			return err
		}
		if _, err := db.Exec("VACUUM INTO ?", old); err != nil {
			return err
		}
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, m := range o.Migrations[version:] {
		if _, err := tx.Exec(m); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", len(o.Migrations))); err != nil {
		return err
	}
	return tx.Commit()
}

// Aside returns the damaged databases that were put aside for the one at path, oldest first.
func Aside(path string) ([]string, error) {
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, core.WrapFile("look for damaged databases", err)
	}
	var aside []string
	for _, f := range files { // by name, and so by time
		name, ok := strings.CutPrefix(f.Name(), filepath.Base(path)+damaged)
		if ok && !strings.HasSuffix(name, "-wal") && !strings.HasSuffix(name, "-shm") {
			aside = append(aside, filepath.Join(filepath.Dir(path), f.Name()))
		}
	}
	return aside, nil
}

// damaged marks a database that was put aside; the time follows.
const damaged = ".damaged-"

// errNewer is what migrate found.
var errNewer = errors.New("a later Caracal has written it")

// putAside renames the database and the files that SQLite keeps beside it.
func putAside(path string) (string, error) {
	aside := path + damaged + time.Now().UTC().Format("20060102T150405.000Z")
	for _, suffix := range []string{"-wal", "-shm", ""} {
		if err := os.Rename(path+suffix, aside+suffix); err != nil && !os.IsNotExist(err) {
			return "", err
		}
	}
	return aside, nil
}
