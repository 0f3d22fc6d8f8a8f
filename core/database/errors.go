package database

import (
	"context"
	"database/sql"
	"errors"

	"modernc.org/sqlite"
	lite "modernc.org/sqlite/lib"

	"caracal/core"
)

// errDamaged is what Check found.
var errDamaged = errors.New("the database is damaged")

// IsDamaged reports whether err says that the file is not a sound SQLite database.
func IsDamaged(err error) bool {
	code := code(err) & 0xff // the low byte is the primary result code
	return code == lite.SQLITE_CORRUPT || code == lite.SQLITE_NOTADB || errors.Is(err, errDamaged)
}

// Check reads the whole database and returns an error for which [IsDamaged] holds when something in it does not fit together.
func Check(ctx context.Context, db *sql.DB) error {
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return errDamaged
	}
	return nil
}

// Wrap returns err as a *core.Error with the kind that fits SQLite's result code.
func Wrap(op string, err error) error {
	kind := core.Internal
	switch c := code(err); {
	case c&0xff == lite.SQLITE_FULL, c == lite.SQLITE_IOERR_SHMSIZE: // the index of the log could not grow
		kind = core.DiskFull
	case c&0xff == lite.SQLITE_READONLY, c&0xff == lite.SQLITE_CANTOPEN, c&0xff == lite.SQLITE_PERM:
		kind = core.FolderDenied
	}
	return core.Wrap(op, kind, err)
}

// code returns SQLite's extended result code, or 0 for an error that is not SQLite's.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}
