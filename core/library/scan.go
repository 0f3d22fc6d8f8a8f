package library

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"caracal/core"
	"caracal/core/database"
)

// batch is how many clips are indexed in one transaction: few enough that others do not wait long for their turn.
const batch = 128

// Scan makes the index agree with the library folder: new clips are found, moved and renamed ones are followed by the id in their story, those that are gone are
// marked and left out until they are back. A damaged index is replaced first. What a crash has left is swept up. It reads only files that have changed since the
// last scan. Errors are *core.Error, FolderMissing when the folder is gone, in which case nothing is marked; or ctx.Err().
func (l *Library) Scan(ctx context.Context) error {
	const op = "scan library"
	l.folder.Lock()
	there, err := l.present()
	if there && err == nil {
		err = l.record()
		l.sweep()
	}
	l.folder.Unlock()
	if err != nil || !there {
		return err
	}
	if err := l.heal(ctx); err != nil {
		return database.Wrap(op, err)
	}
	known, err := l.known(ctx)
	if err != nil {
		return database.Wrap(op, err)
	}
	if err := l.walk(ctx, known); err != nil {
		return database.Wrap(op, err)
	}
	return database.Wrap(op, l.finish(ctx, known))
}

// known returns the rows of this library folder by path.
func (l *Library) known(ctx context.Context) (map[string]row, error) {
	l.guard.RLock()
	defer l.guard.RUnlock()
	list, err := rows(ctx, l.db, `root = ?`, l.folders.Library)
	known := make(map[string]row, len(list))
	for _, r := range list {
		known[r.path] = r
	}
	return known, err
}

// walk looks at every file, indexes what is new or changed, and takes what is there out of known.
func (l *Library) walk(ctx context.Context, known map[string]row) error {
	type file struct {
		rel  string
		clip core.Clip
	}
	var fresh []file
	flush := func() error {
		if len(fresh) == 0 {
			return nil
		}
		err := l.change(ctx, func(tx *sql.Tx) error {
			for _, f := range fresh {
				if err := l.reconcile(ctx, tx, f.rel, f.clip); err != nil {
					return err
				}
			}
			return nil
		})
		fresh = fresh[:0]
		return err
	}
	err := fs.WalkDir(os.DirFS(l.folders.Library), ".", func(rel string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && rel == ".":
			return folderError("read library folder", err)
		case err != nil: // a folder that is not for us, such as lost+found
			return nil
		case d.IsDir() && (rel == incomingDir || strings.HasPrefix(d.Name(), ".") && rel != "." && rel != ownDir):
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return nil // it has just gone
		}
		if isStale(info) {
			os.Remove(l.abs(rel))
			return nil
		}
		if !strings.EqualFold(path.Ext(rel), ".mp4") {
			return nil
		}
		r, ok := known[rel]
		delete(known, rel)
		if ok && !r.missing && r.size == info.Size() && r.mtime.UnixMicro() == info.ModTime().UnixMicro() {
			return nil
		}
		c, err := readClip(l.abs(rel))
		if err != nil {
			return nil // not a clip of ours, or not any more
		}
		if fresh = append(fresh, file{rel, c}); len(fresh) == batch {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// reconcile indexes the file at rel, which held the clip c when it was read. What only the index knows is kept. When the clip has another file too, the
// one that was known first stays the clip, but one in the library wins over one in the bin.
func (l *Library) reconcile(ctx context.Context, tx *sql.Tx, rel string, c core.Clip) error {
	if !exists(l.abs(rel)) {
		return nil // moved since it was read
	}
	r, err := byID(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	if r != nil {
		_, _, wasBin := fromBin(r.path)
		_, _, isBin := fromBin(rel)
		here := r.clip.Path == l.abs(r.path)
		if here && r.path != rel && (isBin || !wasBin) && exists(r.clip.Path) {
			return nil
		}
		if c.PictureName == "" {
			c.PictureName = r.clip.PictureName
		}
		if c.Took == 0 {
			c.Took = r.clip.Took
		}
	}
	_, err = l.write(ctx, tx, c, rel)
	return err
}

// finish marks the rows that are left in known, when their files are really gone, and notes that the folder was read through.
func (l *Library) finish(ctx context.Context, known map[string]row) error {
	gone := make([]row, 0, len(known))
	for _, r := range known {
		if !r.missing {
			gone = append(gone, r)
		}
	}
	scanned, err := l.scanned(ctx)
	if err != nil || scanned && len(gone) == 0 {
		return err
	}
	return l.change(ctx, func(tx *sql.Tx) error {
		for _, r := range gone {
			if _, err := os.Lstat(r.clip.Path); !errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err := l.markMissing(ctx, tx, r); err != nil {
				return err
			}
		}
		if _, err := l.present(); err != nil { // the disk was pulled out while we looked: forget what we saw
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO scans VALUES (?)`, l.folders.Library)
		return err
	})
}

// markMissing leaves the row out of the library until a file with its id is found, unless it has been moved in the meantime.
func (l *Library) markMissing(ctx context.Context, tx *sql.Tx, r row) error {
	_, err := tx.ExecContext(ctx, `UPDATE clips SET missing = 1 WHERE id = ? AND root = ? AND path = ?`, r.clip.ID, l.folders.Library, r.path)
	return err
}

// scanned reports whether the library folder was ever read through with this index.
func (l *Library) scanned(ctx context.Context) (bool, error) {
	l.guard.RLock()
	defer l.guard.RUnlock()
	var n int
	err := l.db.QueryRowContext(ctx, `SELECT count(*) FROM scans WHERE root = ?`, l.folders.Library).Scan(&n)
	return n > 0, err
}
