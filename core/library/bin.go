package library

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"slices"
	"time"

	"caracal/core"
	"caracal/core/database"
	"caracal/core/library/folder"
	"caracal/core/library/layout"
)

// Delete moves clips to the bin, all that can be moved. Ids that are unknown or in the bin already are passed over, and a clip whose file is gone is
// marked so. The error, a *core.Error, is that of the ones that failed.
func (l *Library) Delete(ctx context.Context, ids ...core.JobID) error {
	now := time.Now()
	return l.relocate(ctx, "delete clips", ids, func(rel string) (string, bool) {
		_, _, inBin := layout.FromBin(rel)
		return layout.ToBin(rel, now), !inBin
	})
}

// Restore moves clips from the bin to where they were, or beside what is there now. It works as Delete does.
func (l *Library) Restore(ctx context.Context, ids ...core.JobID) error {
	return l.relocate(ctx, "restore clips", ids, func(rel string) (string, bool) {
		original, _, inBin := layout.FromBin(rel)
		return original, inBin
	})
}

// relocate moves the files of clips to where the function says, if it says so, a few in one transaction.
func (l *Library) relocate(ctx context.Context, op string, ids []core.JobID, where func(rel string) (to string, move bool)) error {
	if err := l.folder.Enter(); err != nil {
		return err
	}
	var failed []error
	touched := make(map[string]bool)
	for some := range slices.Chunk(ids, fewFiles) {
		err := l.change(ctx, func(tx *txn) error {
			for _, id := range some {
				stays, err := l.relocateOne(ctx, tx, id, where, touched)
				if err != nil {
					return err
				}
				failed = append(failed, folder.Wrap(op, stays))
			}
			return nil
		})
		if err != nil {
			failed = append(failed, err)
			break
		}
	}
	return database.Wrap(op, errors.Join(append(failed, l.folder.Flush(touched))...))
}

// relocateOne moves the file of one clip. stays is why it could not be moved.
func (l *Library) relocateOne(ctx context.Context, tx *txn, id core.JobID, where func(rel string) (to string, move bool), touched map[string]bool) (stays, err error) {
	r, err := byID(ctx, tx, id)
	if err != nil || r == nil || r.missing || !l.here(r) {
		return nil, err
	}
	to, ok := where(r.path)
	if !ok {
		return nil, nil
	}
	if err := l.decoder.LetGo(ctx, r.clip.Path); err != nil {
		return nil, err
	}
	if l.lost(r) {
		return nil, l.index.markMissing(ctx, tx, id, r.path)
	}
	to = l.folder.Unused(to)
	err = l.folder.Move(r.path, to, touched)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := l.folder.Find(); err != nil { // the disk was pulled out: forget what we saw
			return nil, err
		}
		return nil, l.index.markMissing(ctx, tx, id, r.path)
	case err != nil:
		return err, nil
	}
	if _, err := l.put(ctx, tx, r.clip, to); err != nil {
		return nil, err
	}
	l.folder.PruneBin(r.path)
	return nil, nil
}

// EmptyBin deletes for good what has been in the bin for longer than age, all of it that can be deleted, and returns how many clips that were; 0 empties the
// bin. The error, a *core.Error, is that of the ones that failed.
func (l *Library) EmptyBin(ctx context.Context, age time.Duration) (n int, err error) {
	const op = "empty bin"
	if err := l.folder.Enter(); err != nil {
		return 0, err
	}
	// Whoever only looks whether there is something to do must not make others wait.
	var list []row
	err = l.index.read(func(db *sql.DB) error {
		list, err = selectRows(ctx, db, `root = ? AND deleted <= ? AND missing = 0`, l.folder.Root(), time.Now().Add(-age).UnixMicro())
		return err
	})
	if err != nil {
		return 0, database.Wrap(op, err)
	}
	gone := make(map[core.JobID]bool)
	var failed []error
	for some := range slices.Chunk(list, fewFiles) {
		var removed []core.JobID
		err := l.change(ctx, func(tx *txn) error {
			for i := range some {
				done, stays, err := l.removeBinned(ctx, tx, &some[i])
				if err != nil {
					return err
				}
				if failed = append(failed, folder.Wrap(op, stays)); done {
					removed = append(removed, some[i].clip.ID)
				}
			}
			return l.index.promote(ctx, tx)
		})
		if err != nil {
			failed = append(failed, err)
			break
		}
		for _, id := range removed {
			gone[id] = true
		}
	}
	if len(gone) > 0 {
		l.previews.Remove(gone)
	}
	return len(gone), database.Wrap(op, errors.Join(failed...))
}

// removeBinned removes one clip for good, if it is in the bin as r says. stays is why it could not be removed.
func (l *Library) removeBinned(ctx context.Context, tx *txn, r *row) (done bool, stays, err error) {
	id := r.clip.ID
	now, err := byID(ctx, tx, id)
	if err != nil || now == nil || now.missing || !l.here(now) || now.path != r.path {
		return false, nil, err
	}
	if l.lost(r) {
		return false, nil, l.index.markMissing(ctx, tx, id, r.path)
	}
	if err := l.decoder.LetGo(ctx, r.clip.Path); err != nil {
		return false, nil, err
	}
	err = core.Remove(r.clip.Path)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := l.folder.Find(); err != nil { // the disk was pulled out: forget what we saw
			return false, nil, err
		}
	} else if err != nil {
		return false, err, nil
	}
	l.folder.PruneBin(r.path)
	return true, nil, l.index.remove(ctx, tx, id)
}
