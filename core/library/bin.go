package library

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"caracal/core"
	"caracal/core/database"
)

// binStamp is how the bin's folders are named: by when their clips were deleted, in UTC. Below it a clip keeps its path in the library, so that both
// are known even when the index is lost.
const binStamp = "20060102T150405Z"

// fromBin takes a path in the bin apart.
func fromBin(rel string) (original string, deleted time.Time, ok bool) {
	rest, ok := strings.CutPrefix(rel, binDir+"/")
	if !ok {
		return "", time.Time{}, false
	}
	stamp, original, ok := strings.Cut(rest, "/")
	deleted, err := time.Parse(binStamp, stamp)
	return original, deleted, ok && err == nil
}

// Delete moves clips to the bin, all that can be moved. Ids that are unknown or in the bin already are passed over, and a clip whose file is gone is
// marked so. The error, a *core.Error, is that of the ones that failed.
func (l *Library) Delete(ctx context.Context, ids ...core.JobID) error {
	stamp := time.Now().UTC().Format(binStamp)
	return l.relocate(ctx, "delete clips", ids, func(rel string) (string, bool) {
		_, _, inBin := fromBin(rel)
		return binDir + "/" + stamp + "/" + rel, !inBin
	})
}

// Restore moves clips from the bin to where they were, or beside what is there now. It works as Delete does.
func (l *Library) Restore(ctx context.Context, ids ...core.JobID) error {
	return l.relocate(ctx, "restore clips", ids, func(rel string) (string, bool) {
		original, _, inBin := fromBin(rel)
		return original, inBin
	})
}

// relocate moves the files of clips to where the function says, if it says so.
func (l *Library) relocate(ctx context.Context, op string, ids []core.JobID, where func(rel string) (to string, move bool)) error {
	if err := l.folder.enter(); err != nil {
		return err
	}
	var failed []error
	err := l.change(ctx, func(tx *txn) error {
		for _, id := range ids {
			r, err := byID(ctx, tx, id)
			if err != nil {
				return err
			}
			if r == nil || r.missing || !l.here(r) {
				continue
			}
			to, ok := where(r.path)
			if !ok {
				continue
			}
			if err := l.decoder.LetGo(ctx, r.clip.Path); err != nil {
				return err
			}
			to = l.folder.unused(to)
			if err = fs.ErrNotExist; !l.lost(r) {
				err = l.folder.move(r.path, to)
			}
			switch {
			case errors.Is(err, fs.ErrNotExist):
				if err := l.index.markMissing(ctx, tx, id, r.path); err != nil {
					return err
				}
			case err != nil:
				failed = append(failed, folderError(op, err))
			default:
				if _, err := l.put(ctx, tx, r.clip, to); err != nil {
					return err
				}
				l.folder.pruneBin(r.path)
			}
		}
		return nil
	})
	return database.Wrap(op, errors.Join(append(failed, err)...))
}

// EmptyBin deletes for good what has been in the bin for longer than age, all of it that can be deleted, and returns how many clips that were; 0 empties the
// bin. The error, a *core.Error, is that of the ones that failed.
func (l *Library) EmptyBin(ctx context.Context, age time.Duration) (n int, err error) {
	const op = "empty bin"
	if err := l.folder.enter(); err != nil {
		return 0, err
	}
	before := time.Now().Add(-age).UnixMicro()
	due := func(q queryer) ([]row, error) {
		return selectRows(ctx, q, `root = ? AND deleted <= ? AND missing = 0`, l.folder.root, before)
	}
	// Whoever only looks whether there is something to do must not make others wait.
	var list []row
	err = l.index.read(func(db *sql.DB) error {
		list, err = due(db)
		return err
	})
	if err != nil || len(list) == 0 {
		return 0, database.Wrap(op, err)
	}
	gone := make(map[core.JobID]bool)
	var failed []error
	err = l.change(ctx, func(tx *txn) error {
		if list, err = due(tx); err != nil {
			return err
		}
		for i := range list {
			r := &list[i]
			if l.lost(r) {
				if err := l.index.markMissing(ctx, tx, r.clip.ID, r.path); err != nil {
					return err
				}
				continue
			}
			if err := l.decoder.LetGo(ctx, r.clip.Path); err != nil {
				return err
			}
			if err := core.Remove(r.clip.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				failed = append(failed, folderError(op, err))
				continue
			}
			l.folder.pruneBin(r.path)
			if err := l.index.remove(ctx, tx, r.clip.ID); err != nil {
				return err
			}
			gone[r.clip.ID] = true
		}
		return l.index.promote(ctx, tx)
	})
	if err != nil {
		return 0, database.Wrap(op, err)
	}
	if len(gone) > 0 {
		l.previews.remove(gone)
	}
	return len(gone), database.Wrap(op, errors.Join(failed...))
}

// pruneBin removes the folders of the bin that held the file at rel, as far as they are empty now.
func (f *folder) pruneBin(rel string) {
	for dir := path.Dir(rel); strings.HasPrefix(dir, binDir+"/"); dir = path.Dir(dir) {
		if os.Remove(f.abs(dir)) != nil {
			return
		}
	}
}
