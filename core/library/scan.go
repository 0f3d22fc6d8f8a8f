package library

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"strings"

	"caracal/core"
	"caracal/core/database"
)

// batch is how many clips are indexed in one transaction: few enough that others do not wait long for their turn.
const batch = 128

// Scan makes the index agree with the library folder: new clips are found, moved and renamed ones are followed by the id in their story, those that are
// gone are marked and left out until they are back. It reads only files that have changed since the last scan, and sweeps up what a crash has left. A damaged index is
// replaced: the first scan looks for damage, and so does one after an error that tells of it. Errors are *core.Error, FolderMissing when the folder is
// gone, in which case nothing is marked; or ctx.Err().
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
	err = l.scan(ctx)
	if database.IsDamaged(err) { // found by one who was not looking for it
		l.doubt.Store(true)
		err = l.scan(ctx)
	}
	return database.Wrap(op, err)
}

func (l *Library) scan(ctx context.Context) error {
	if err := l.heal(ctx); err != nil {
		return err
	}
	known, err := l.known(ctx)
	if err != nil {
		return err
	}
	if err := l.walk(ctx, known); err != nil {
		return err
	}
	return l.finish(ctx, known)
}

// A knownFile is what the index knows of a file.
type knownFile struct {
	id      core.JobID
	size    int64
	mtime   int64 // Unix microseconds
	missing bool
}

// known returns what the index knows of this library folder, by path.
func (l *Library) known(ctx context.Context) (map[string]knownFile, error) {
	l.guard.RLock()
	defer l.guard.RUnlock()
	found, err := l.db.QueryContext(ctx, `SELECT path, id, size, mtime, missing FROM clips WHERE root = ?`, l.folders.Library)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	known := make(map[string]knownFile)
	for found.Next() {
		var rel string
		var k knownFile
		if err := found.Scan(&rel, &k.id, &k.size, &k.mtime, &k.missing); err != nil {
			return nil, err
		}
		known[rel] = k
	}
	return known, found.Err()
}

// walk looks at every file, indexes what is new or changed, and takes what is there out of known.
func (l *Library) walk(ctx context.Context, known map[string]knownFile) error {
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
		k, ok := known[rel]
		delete(known, rel)
		if ok && !k.missing && k.size == info.Size() && k.mtime == info.ModTime().UnixMicro() {
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

// finish marks the files that are left in known, when they are really gone, and notes that the folder was read through.
func (l *Library) finish(ctx context.Context, known map[string]knownFile) error {
	maps.DeleteFunc(known, func(_ string, k knownFile) bool { return k.missing })
	scanned, err := l.scanned(ctx)
	if err != nil || scanned && len(known) == 0 {
		return err
	}
	return l.change(ctx, func(tx *sql.Tx) error {
		for rel, k := range known {
			if _, err := os.Lstat(l.abs(rel)); !errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err := l.markMissing(ctx, tx, k.id, rel); err != nil {
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

// markMissing leaves the clip out of the library until a file with its id is found, unless it is not at rel any more.
func (l *Library) markMissing(ctx context.Context, tx *sql.Tx, id core.JobID, rel string) error {
	_, err := tx.ExecContext(ctx, `UPDATE clips SET missing = 1 WHERE id = ? AND root = ? AND path = ?`, id, l.folders.Library, rel)
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
