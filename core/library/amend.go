package library

import (
	"context"
	"errors"
	"slices"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/database"
	"caracal/core/library/index"
)

// fewFiles is how many clips are amended, moved or removed in one transaction: few enough that others do not wait long for their turn, because each is a matter of the disk.
const fewFiles = 16

// Amendments are what [Library.Amend] has changed.
type Amendments struct {
	Before map[core.JobID]core.Marks // the marks that the changed clips had
	Here   int                       // how many of these have theirs in the index only, because their files cannot be written
}

// Amend changes what a person has added to clips. edit gets each clip as it is now and returns the marks that it is to have; it must not call the library. Each clip's own
// file is told, see [clipfile.SetStory]; one that cannot be written leaves its marks to the index, which says so in the clip. Ids that are unknown, and clips whose
// files are gone, are passed over. The error, a *core.Error or ctx.Err(), is that of the ones that failed; the others are changed.
func (l *Library) Amend(ctx context.Context, ids []core.JobID, edit func(core.Clip) core.Marks) (Amendments, error) {
	const op = "amend clips"
	done := Amendments{Before: make(map[core.JobID]core.Marks)}
	there, err := l.folder.Visit()
	if err == nil && !there {
		err = core.Errorf(op, core.FolderMissing, "there is no library folder")
	}
	if err != nil {
		return done, err
	}
	var failed []error
	for some := range slices.Chunk(ids, fewFiles) {
		err := l.change(ctx, func(tx *index.Txn) error {
			for _, id := range some {
				if err := ctx.Err(); err != nil {
					return nil // what is written is to be known
				}
				err := l.amend(ctx, tx, id, edit, &done)
				if database.IsDamaged(err) {
					return err
				}
				failed = append(failed, err)
			}
			return nil
		})
		if err != nil || ctx.Err() != nil {
			failed = append(failed, err, ctx.Err())
			break
		}
	}
	return done, database.Wrap(op, errors.Join(failed...))
}

// amend changes the marks of one clip.
func (l *Library) amend(ctx context.Context, tx *index.Txn, id core.JobID, edit func(core.Clip) core.Marks, done *Amendments) error {
	e, err := tx.Entry(ctx, id)
	if err != nil || e == nil || e.Missing || !l.here(e) || l.lost(e) {
		return err
	}
	before, clip := e.Clip, e.Clip
	story, err := clipfile.ReadStory(clip.Path)
	if err != nil {
		return err
	}
	if !clip.MarksHere { // another program may have changed the file since it was indexed
		before.Story.Marks = story.Marks
	}
	marks := edit(before)
	marks.Tags = core.CleanTags(marks.Tags...)
	if marks.Equal(before.Story.Marks) {
		return nil
	}
	clip.Story.Marks, clip.MarksHere = marks, false
	story.Marks, story.Version = marks, max(story.Version, core.StoryVersion)
	switch err := clipfile.SetStory(clip.Path, story); {
	case core.KindOf(err) == core.FolderDenied:
		clip.MarksHere = true
	case err != nil:
		return err
	default:
		clip.Story.Version = story.Version
	}
	after, err := l.put(ctx, tx, clip, e.Path)
	if err != nil {
		return err
	}
	l.previews.Follow(e.Clip, after)
	done.Before[id] = before.Story.Marks
	if clip.MarksHere {
		done.Here++
	}
	return nil
}
