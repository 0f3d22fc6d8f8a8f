package library

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"maps"
	"os"
	"strings"

	"caracal/core"
	"caracal/core/database"
	"caracal/core/media"
)

// batch is how many clips are indexed in one transaction: few enough that others do not wait long for their turn.
const batch = 128

// Scan makes the index agree with the library folder: new clips are found, moved and renamed ones are followed by the id in their story, those that are
// gone are marked and left out until they are back. It reads only files that have changed since the last scan, and sweeps up what a crash has left. A damaged index is
// replaced: the first scan looks for damage, and so does one after an error that tells of it. Errors are *core.Error, FolderMissing when the folder is
// gone, in which case nothing is marked; or ctx.Err().
func (l *Library) Scan(ctx context.Context) error {
	const op = "scan library"
	there, err := l.folder.visit()
	if err != nil || !there {
		return err
	}
	err = l.scan(ctx)
	if database.IsDamaged(err) { // found by one who was not looking for it
		l.index.doubt.Store(true)
		err = l.scan(ctx)
	}
	return database.Wrap(op, err)
}

func (l *Library) scan(ctx context.Context) error {
	if err := l.index.heal(ctx); err != nil {
		return err
	}
	known, err := l.index.known(ctx)
	if err != nil {
		return err
	}
	if err := l.walk(ctx, known); err != nil {
		return err
	}
	return l.finish(ctx, known)
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
	err := fs.WalkDir(os.DirFS(l.folder.root), ".", func(rel string, d fs.DirEntry, err error) error {
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
		if core.IsLeftOver(info) {
			os.Remove(l.folder.abs(rel))
			return nil
		}
		if !media.HasClipName(rel) {
			return nil
		}
		k, ok := known[rel]
		delete(known, rel)
		if ok && !k.missing && k.size == info.Size() && k.mtime == info.ModTime().UnixMicro() {
			return nil
		}
		c, err := l.readClip(ctx, l.folder.abs(rel))
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
	if !exists(l.folder.abs(rel)) {
		return nil // moved since it was read
	}
	r, err := byID(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	if r != nil {
		_, _, wasBin := fromBin(r.path)
		_, _, isBin := fromBin(rel)
		if l.here(r) && r.path != rel && (isBin || !wasBin) && exists(r.clip.Path) {
			return nil
		}
		if c.PictureName == "" {
			c.PictureName = r.clip.PictureName
		}
		if c.Took == 0 {
			c.Took = r.clip.Took
		}
	}
	_, err = l.put(ctx, tx, c, rel)
	return err
}

// finish marks the files that are left in known, when they are really gone, and notes that the folder was read through.
func (l *Library) finish(ctx context.Context, known map[string]knownFile) error {
	maps.DeleteFunc(known, func(_ string, k knownFile) bool { return k.missing })
	scanned, err := l.index.scanned(ctx)
	if err != nil || scanned && len(known) == 0 {
		return err
	}
	return l.change(ctx, func(tx *sql.Tx) error {
		for rel, k := range known {
			if _, err := os.Lstat(l.folder.abs(rel)); !errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err := l.index.markMissing(ctx, tx, k.id, rel); err != nil {
				return err
			}
		}
		if _, err := l.folder.find(); err != nil { // the disk was pulled out while we looked: forget what we saw
			return err
		}
		return l.index.markScanned(ctx, tx)
	})
}
