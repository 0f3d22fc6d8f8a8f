package library

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library/index"
)

// settle indexes the file at rel, which held the clip c when it was read and was then as info says. The id in the file decides whose it is: its clip's, wherever
// that was before, or a copy's when the clip is known to lie elsewhere. What only the index knows is kept. A file that was moved or written since it was read is passed over.
func (l *Library) settle(ctx context.Context, tx *index.Txn, rel string, c core.Clip, info fs.FileInfo) (settled bool, err error) {
	if now, err := os.Lstat(l.folder.Abs(rel)); err != nil || now.Size() != info.Size() || !now.ModTime().Equal(info.ModTime()) {
		return false, nil
	}
	list, err := tx.OfStory(ctx, c.Story.ID)
	if err != nil {
		return false, err
	}
	c.ID = c.Story.ID
	if len(list) > 0 {
		e := l.owner(list, rel)
		if e == nil {
			e, c.ID = &list[0], core.JobID(uuid.NewString())
		} else {
			c.ID = e.Clip.ID
		}
		inherit(&c, e)
	}
	_, err = tx.Put(ctx, c, rel, info)
	return err == nil, err
}

// inherit gives the clip what only the index knows of it.
func inherit(c *core.Clip, e *index.Entry) {
	if e.Clip.ID == c.ID && e.Clip.MarksHere {
		c.Story.Marks, c.MarksHere = e.Clip.Story.Marks, true
	}
	c.PictureName, c.Took = cmp.Or(c.PictureName, e.Clip.PictureName), cmp.Or(c.Took, e.Clip.Took)
}

// owner returns the row that the file at rel belongs to, of those with the id that is in it: the one that is known to be there, or else the first that is not where it
// was. It is nil when each has a file of its own.
func (l *Library) owner(list []index.Entry, rel string) *index.Entry {
	for i := range list {
		if e := &list[i]; l.here(e) && !e.Missing && e.Path == rel {
			return e
		}
	}
	for i := range list {
		e := &list[i]
		if l.here(e) && !e.Missing && l.holds(e) && !l.respelled(e.Path, rel) {
			continue
		}
		if l.here(e) || e.Clip.ID == e.Clip.Story.ID { // copies that were made in another library folder stay its own
			return e
		}
	}
	return nil
}

// holds reports whether the file where a clip was last seen still is that clip.
func (l *Library) holds(e *index.Entry) bool {
	story, err := clipfile.ReadStory(e.Clip.Path)
	return err == nil && story.ID == e.Clip.Story.ID
}

// lost reports whether the file where a clip was last seen is another clip.
func (l *Library) lost(e *index.Entry) bool {
	story, err := clipfile.ReadStory(e.Clip.Path)
	return err == nil && story.ID != e.Clip.Story.ID
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
