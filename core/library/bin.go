package library

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"caracal/core"
	"caracal/core/database"
	"caracal/core/library/folder"
	"caracal/core/library/index"
	"caracal/core/library/layout"
)

// Delete moves clips to the bin, all that can be moved, and returns those. Ids that are unknown or in the bin already are passed over, and a clip whose
// file is gone is marked so. The error, a *core.Error, is that of the ones that failed.
func (l *Library) Delete(ctx context.Context, ids ...core.JobID) (moved []core.JobID, err error) {
	now := time.Now()
	return l.relocate(ctx, "delete clips", ids, func(rel string) (string, bool) {
		_, _, inBin := layout.FromBin(rel)
		return layout.ToBin(rel, now), !inBin
	})
}

// Restore moves clips from the bin to where they were, or beside what is there now. It works as Delete does.
func (l *Library) Restore(ctx context.Context, ids ...core.JobID) (moved []core.JobID, err error) {
	return l.relocate(ctx, "restore clips", ids, func(rel string) (string, bool) {
		original, _, inBin := layout.FromBin(rel)
		return original, inBin
	})
}

// relocate moves the files of clips to where the function says, if it says so, a few in one transaction.
func (l *Library) relocate(ctx context.Context, op string, ids []core.JobID, where func(rel string) (to string, move bool)) (moved []core.JobID, err error) {
	if err := l.folder.Enter(); err != nil {
		return nil, err
	}
	var failed []error
	touched := make(map[string]bool)
	for some := range slices.Chunk(ids, fewFiles) {
		var done []core.JobID
		err := l.change(ctx, func(tx *index.Txn) error {
			for _, id := range some {
				ok, stays, err := l.relocateOne(ctx, tx, id, where, touched)
				if err != nil {
					return err
				}
				if failed = append(failed, folder.Wrap(op, stays)); ok {
					done = append(done, id)
				}
			}
			return nil
		})
		if err != nil {
			failed = append(failed, err)
			break
		}
		moved = append(moved, done...)
	}
	return moved, database.Wrap(op, errors.Join(append(failed, l.folder.Flush(touched))...))
}

// relocateOne moves the file of one clip. stays is why it could not be moved.
func (l *Library) relocateOne(ctx context.Context, tx *index.Txn, id core.JobID, where func(rel string) (to string, move bool), touched map[string]bool) (moved bool, stays, err error) {
	e, err := tx.Entry(ctx, id)
	if err != nil || e == nil || e.Missing || !l.here(e) {
		return false, nil, err
	}
	to, ok := where(e.Path)
	if !ok {
		return false, nil, nil
	}
	if err := l.decoder.LetGo(ctx, e.Clip.Path); err != nil {
		return false, nil, err
	}
	if l.lost(e) {
		return false, nil, tx.MarkMissing(ctx, id, e.Path)
	}
	to = l.folder.Unused(to)
	err = l.folder.Move(e.Path, to, touched)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := l.folder.Find(); err != nil { // the disk was pulled out: forget what we saw
			return false, nil, err
		}
		return false, nil, tx.MarkMissing(ctx, id, e.Path)
	case err != nil:
		return false, err, nil
	}
	if _, err := l.put(ctx, tx, e.Clip, to); err != nil {
		return false, nil, err
	}
	l.folder.PruneBin(e.Path)
	return true, nil, nil
}

// EmptyBin deletes for good what has been in the bin for longer than age, all of it that can be deleted, and returns how many clips that were; 0 empties the
// bin. The error, a *core.Error, is that of the ones that failed.
func (l *Library) EmptyBin(ctx context.Context, age time.Duration) (n int, err error) {
	const op = "empty bin"
	if err := l.folder.Enter(); err != nil {
		return 0, err
	}
	// Whoever only looks whether there is something to do must not make others wait.
	list, err := l.index.Binned(ctx, time.Now().Add(-age))
	if err != nil {
		return 0, database.Wrap(op, err)
	}
	gone := make(map[core.JobID]bool)
	var failed []error
	for some := range slices.Chunk(list, fewFiles) {
		var removed []core.JobID
		err := l.change(ctx, func(tx *index.Txn) error {
			for i := range some {
				done, stays, err := l.removeBinned(ctx, tx, &some[i])
				if err != nil {
					return err
				}
				if failed = append(failed, folder.Wrap(op, stays)); done {
					removed = append(removed, some[i].Clip.ID)
				}
			}
			return tx.Promote(ctx)
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

// removeBinned removes one clip for good, if it is in the bin as e says. stays is why it could not be removed.
func (l *Library) removeBinned(ctx context.Context, tx *index.Txn, e *index.Entry) (done bool, stays, err error) {
	id := e.Clip.ID
	now, err := tx.Entry(ctx, id)
	if err != nil || now == nil || now.Missing || !l.here(now) || now.Path != e.Path {
		return false, nil, err
	}
	if l.lost(e) {
		return false, nil, tx.MarkMissing(ctx, id, e.Path)
	}
	if err := l.decoder.LetGo(ctx, e.Clip.Path); err != nil {
		return false, nil, err
	}
	err = core.Remove(e.Clip.Path)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := l.folder.Find(); err != nil { // the disk was pulled out: forget what we saw
			return false, nil, err
		}
	} else if err != nil {
		return false, err, nil
	}
	l.folder.PruneBin(e.Path)
	return true, nil, tx.Remove(ctx, id)
}
