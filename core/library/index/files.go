package index

import (
	"context"
	"database/sql"
	"io/fs"
	"time"

	"caracal/core"
	"caracal/core/library/layout"
)

// A File is what the index knows of a file.
type File struct {
	ID core.JobID // empty for a video that is no clip of ours

	size  int64
	mtime int64 // Unix microseconds
}

// Is reports whether the file still has the size and the time that are known.
func (f File) Is(info fs.FileInfo) bool {
	return f.size == info.Size() && f.mtime == info.ModTime().UnixMicro()
}

// Known returns what is known of the files in one folder, named as [layout.Dir] does, by their paths below the library folder.
func (x *Index) Known(ctx context.Context, dir string) (map[string]File, error) {
	known := make(map[string]File)
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
			var k File
			if err := found.Scan(&rel, &k.ID, &k.size, &k.mtime); err != nil {
				return err
			}
			known[rel] = k
		}
		return found.Err()
	})
	return known, err
}

// Folders returns the folders, named as [layout.Dir] does, that were looked at, and when each had changed last, in Unix microseconds; 0 when it is to be looked at again.
func (x *Index) Folders(ctx context.Context) (map[string]int64, error) {
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

// PutFolder notes that all that is in a folder is indexed, which had changed last then, in Unix microseconds; 0 has it looked at again.
func (t *Txn) PutFolder(ctx context.Context, dir string, mtime int64) error {
	return t.exec(ctx, `INSERT OR REPLACE INTO folders VALUES (?, ?, ?)`, t.root, dir, mtime)
}

// RemoveFolder forgets a folder that is gone, and the strangers in it.
func (t *Txn) RemoveFolder(ctx context.Context, dir string) error {
	for _, table := range []string{"folders", "strangers"} {
		if err := t.exec(ctx, `DELETE FROM `+table+` WHERE root = ? AND dir = ?`, t.root, dir); err != nil {
			return err
		}
	}
	return nil
}

// PutStranger notes that the video at rel, of which info tells, is no clip of ours, or not any more.
func (t *Txn) PutStranger(ctx context.Context, rel string, info fs.FileInfo) error {
	err := t.exec(ctx, `UPDATE clips SET missing = 1 WHERE root = ? AND dir = ? AND path = ? AND missing = 0`, t.root, layout.Dir(rel), rel)
	if err != nil {
		return err
	}
	return t.exec(ctx, `INSERT OR REPLACE INTO strangers VALUES (?, ?, ?, ?, ?)`, t.root, layout.Dir(rel), rel, info.Size(), info.ModTime().UnixMicro())
}

// RemoveStranger forgets that the video at rel is no clip of ours.
func (t *Txn) RemoveStranger(ctx context.Context, rel string) error {
	return t.exec(ctx, `DELETE FROM strangers WHERE root = ? AND dir = ? AND path = ?`, t.root, layout.Dir(rel), rel)
}

// MarkMissing leaves the clip out of the library until a file with its id is found, unless it is not at rel any more. The next scan looks there again.
func (t *Txn) MarkMissing(ctx context.Context, id core.JobID, rel string) error {
	if err := t.exec(ctx, `UPDATE folders SET mtime = 0 WHERE root = ? AND dir = ? AND mtime <> 0`, t.root, layout.Dir(rel)); err != nil {
		return err
	}
	return t.exec(ctx, `UPDATE clips SET missing = 1 WHERE id = ? AND root = ? AND path = ?`, id, t.root, rel)
}

// Scanned reports whether the library folder was ever read through with this index, and when every file in it was last looked at.
func (x *Index) Scanned(ctx context.Context) (ever bool, looked time.Time, err error) {
	var n, at int64
	err = x.read(func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT count(*), coalesce(max(looked), 0) FROM scans WHERE root = ?`, x.root).Scan(&n, &at)
	})
	return n > 0, time.UnixMicro(at), err
}

// MarkScanned notes that the library folder was read through.
func (t *Txn) MarkScanned(ctx context.Context, looked time.Time) error {
	return t.exec(ctx, `INSERT OR REPLACE INTO scans VALUES (?, ?)`, t.root, looked.UnixMicro())
}
