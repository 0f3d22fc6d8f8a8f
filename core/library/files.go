package library

import (
	"context"
	"database/sql"
	"time"

	"caracal/core"
	"caracal/core/library/layout"
)

// A knownFile is what the index knows of a file.
type knownFile struct {
	id    core.JobID // empty for a video that is no clip of ours
	size  int64
	mtime int64 // Unix microseconds
}

// known returns what is known of the files in one folder, by path.
func (x *index) known(ctx context.Context, dir string) (map[string]knownFile, error) {
	known := make(map[string]knownFile)
	err := x.read(func(db *sql.DB) error {
		found, err := db.QueryContext(ctx, `
SELECT path, id, size, mtime FROM clips WHERE root = ?1 AND dir = ?2 AND missing = 0
UNION ALL SELECT path, '', size, mtime FROM strangers WHERE root = ?1 AND dir = ?2`, x.root, dir)
		if err != nil {
			return err
		}
		defer found.Close()
		for found.Next() {
			var rel string
			var k knownFile
			if err := found.Scan(&rel, &k.id, &k.size, &k.mtime); err != nil {
				return err
			}
			known[rel] = k
		}
		return found.Err()
	})
	return known, err
}

// folders returns the folders that were looked at, and when each had changed last, in Unix microseconds; 0 when it is to be looked at again.
func (x *index) folders(ctx context.Context) (map[string]int64, error) {
	folders := make(map[string]int64)
	err := x.read(func(db *sql.DB) error {
		found, err := db.QueryContext(ctx, `SELECT dir, mtime FROM folders WHERE root = ?`, x.root)
		if err != nil {
			return err
		}
		defer found.Close()
		for found.Next() {
			var dir string
			var mtime int64
			if err := found.Scan(&dir, &mtime); err != nil {
				return err
			}
			folders[dir] = mtime
		}
		return found.Err()
	})
	return folders, err
}

// putFolder notes that all that is in a folder is indexed.
func (x *index) putFolder(ctx context.Context, tx *txn, dir string, mtime int64) error {
	return tx.exec(ctx, `INSERT OR REPLACE INTO folders VALUES (?, ?, ?)`, x.root, dir, mtime)
}

// removeFolder forgets a folder that is gone, and the strangers in it.
func (x *index) removeFolder(ctx context.Context, tx *txn, dir string) error {
	for _, table := range []string{"folders", "strangers"} {
		if err := tx.exec(ctx, `DELETE FROM `+table+` WHERE root = ? AND dir = ?`, x.root, dir); err != nil {
			return err
		}
	}
	return nil
}

// putStranger notes that the video at rel is no clip of ours, or not any more.
func (x *index) putStranger(ctx context.Context, tx *txn, rel string, k knownFile) error {
	err := tx.exec(ctx, `UPDATE clips SET missing = 1 WHERE root = ? AND dir = ? AND path = ? AND missing = 0`, x.root, layout.Dir(rel), rel)
	if err != nil {
		return err
	}
	return tx.exec(ctx, `INSERT OR REPLACE INTO strangers VALUES (?, ?, ?, ?, ?)`, x.root, layout.Dir(rel), rel, k.size, k.mtime)
}

// removeStranger forgets the video at rel.
func (x *index) removeStranger(ctx context.Context, tx *txn, rel string) error {
	return tx.exec(ctx, `DELETE FROM strangers WHERE root = ? AND dir = ? AND path = ?`, x.root, layout.Dir(rel), rel)
}

// markMissing leaves the clip out of the library until a file with its id is found, unless it is not at rel any more. The next scan looks there again.
func (x *index) markMissing(ctx context.Context, tx *txn, id core.JobID, rel string) error {
	if err := tx.exec(ctx, `UPDATE folders SET mtime = 0 WHERE root = ? AND dir = ? AND mtime <> 0`, x.root, layout.Dir(rel)); err != nil {
		return err
	}
	return tx.exec(ctx, `UPDATE clips SET missing = 1 WHERE id = ? AND root = ? AND path = ?`, id, x.root, rel)
}

// scanned reports whether the library folder was ever read through with this index, and when every file in it was last looked at.
func (x *index) scanned(ctx context.Context) (ever bool, looked time.Time, err error) {
	var n, at int64
	err = x.read(func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT count(*), coalesce(max(looked), 0) FROM scans WHERE root = ?`, x.root).Scan(&n, &at)
	})
	return n > 0, time.UnixMicro(at), err
}

// markScanned notes that the library folder was read through.
func (x *index) markScanned(ctx context.Context, tx *txn, looked time.Time) error {
	return tx.exec(ctx, `INSERT OR REPLACE INTO scans VALUES (?, ?)`, x.root, looked.UnixMicro())
}
