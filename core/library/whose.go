package library

import (
	"context"
	"io/fs"
	"os"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"caracal/core"
	"caracal/core/clipfile"
)

// settle indexes the file at rel, which held the clip c when it was read and was then as info says. The id in the file decides whose it is: its clip's, wherever
// that was before, or a copy's when the clip is known to lie elsewhere. What only the index knows is kept. A file that was moved or written since it was read is passed over.
func (l *Library) settle(ctx context.Context, tx *txn, rel string, c core.Clip, info fs.FileInfo) (settled bool, err error) {
	if now, err := os.Lstat(l.folder.Abs(rel)); err != nil || now.Size() != info.Size() || !now.ModTime().Equal(info.ModTime()) {
		return false, nil
	}
	list, err := selectRows(ctx, tx, `id = ?1 OR id <> origin AND root = ?2 AND origin = ?1 ORDER BY id <> origin, seq`, c.Story.ID, l.folder.Root()) // the clip itself first, then its copies
	if err != nil {
		return false, err
	}
	c.ID = c.Story.ID
	if len(list) > 0 {
		r := l.owner(list, rel)
		if r == nil {
			r, c.ID = &list[0], core.JobID(uuid.NewString())
		} else {
			c.ID = r.clip.ID
		}
		if r.clip.ID == c.ID && r.clip.MarksHere {
			c.Story.Marks, c.MarksHere = r.clip.Story.Marks, true
		}
		if c.PictureName == "" {
			c.PictureName = r.clip.PictureName
		}
		if c.Took == 0 {
			c.Took = r.clip.Took
		}
	}
	_, err = l.index.put(ctx, tx, c, rel, info)
	return err == nil, err
}

// owner returns the row that the file at rel belongs to, of those with the id that is in it: the one that is known to be there, or else the first that is not where it
// was. It is nil when each has a file of its own.
func (l *Library) owner(list []row, rel string) *row {
	for i := range list {
		if r := &list[i]; l.here(r) && !r.missing && r.path == rel {
			return r
		}
	}
	for i := range list {
		r := &list[i]
		if l.here(r) && !r.missing && l.holds(r) && !l.respelled(r.path, rel) {
			continue
		}
		if l.here(r) || r.clip.ID == r.clip.Story.ID { // copies that were made in another library folder stay its own
			return r
		}
	}
	return nil
}

// holds reports whether the file where a clip was last seen still is that clip.
func (l *Library) holds(r *row) bool {
	story, err := clipfile.ReadStory(r.clip.Path)
	return err == nil && story.ID == r.clip.Story.ID
}

// lost reports whether the file where a clip was last seen is another clip.
func (l *Library) lost(r *row) bool {
	story, err := clipfile.ReadStory(r.clip.Path)
	return err == nil && story.ID != r.clip.Story.ID
}

// respelled reports whether both names are one file's: some file systems give back a name with other accents or another case than it was made with.
func (l *Library) respelled(was, is string) bool {
	if !strings.EqualFold(norm.NFC.String(was), norm.NFC.String(is)) {
		return false
	}
	a, err := os.Stat(l.folder.Abs(was))
	if err != nil {
		return false
	}
	b, err := os.Stat(l.folder.Abs(is))
	return err == nil && os.SameFile(a, b)
}

// promote makes a copy the clip itself where that is gone.
func (x *index) promote(ctx context.Context, tx *txn) error {
	copies, err := selectRows(ctx, tx, `root = ? AND id <> origin AND missing = 0
		AND NOT EXISTS (SELECT 1 FROM clips AS whole WHERE whole.id = clips.origin AND whole.missing = 0) ORDER BY seq`, x.root)
	if err != nil {
		return err
	}
	promoted := make(map[core.JobID]bool)
	for _, r := range copies {
		id := r.clip.Story.ID
		if promoted[id] {
			continue
		}
		promoted[id] = true
		if err := x.remove(ctx, tx, id); err != nil {
			return err
		}
		if err := tx.exec(ctx, `UPDATE clips SET id = origin, clip = json_set(clip, '$.id', origin) WHERE id = ?`, r.clip.ID); err != nil {
			return err
		}
	}
	return nil
}
