package library

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"

	"caracal/core"
	"caracal/core/database"
	"caracal/core/library/index"
	"caracal/core/media"
)

// Import copies the film at path, which may be anywhere, into the library, with a story of its own: made by [core.Imported], asked for now, and called as its file. A GIF becomes
// an MP4, so that it plays and is compared and exported as any other. A clip that carries a story keeps it; one that is in the library already is not copied again, and one that
// is in its bin comes back from there. Import reports whether the library has a clip now that it did not have. The file at path is only read. Errors are *core.Error: BadClip for a
// file that nothing here can show, or those of Add.
func (l *Library) Import(ctx context.Context, path string) (clip core.Clip, added bool, err error) {
	const op = "import clip"
	c := core.Clip{PictureName: filepath.Base(path)}
	if media.IsGIF(path) {
		dir, err := os.MkdirTemp("", "caracal-import-")
		if err != nil {
			return core.Clip{}, false, core.Wrap(op, core.Internal, err)
		}
		defer os.RemoveAll(dir)
		film := filepath.Join(dir, "film.mp4")
		if err := l.decoder.FilmOfGIF(ctx, path, film); err != nil {
			return core.Clip{}, false, err
		}
		path = film
	} else if told, err := l.readClip(ctx, path); err == nil {
		told.PictureName = ""
		c = told
	}
	_, info, err := l.look(ctx, path) // what cannot be shown was not paid for here, and stays where it is
	if err != nil {
		return core.Clip{}, false, core.Wrap(op, core.BadClip, err)
	}
	if c.ID == "" {
		c.ID = core.JobID(uuid.NewString())
		c.Story = core.Story{
			Version: core.StoryVersion, ID: c.ID, Engine: core.Imported, Created: time.Now(), Aspect: core.Nearest(max(1, info.Width), max(1, info.Height)),
			Prompt: clean(strings.TrimSuffix(c.PictureName, filepath.Ext(c.PictureName))),
		}
	}
	if err := l.folder.Enter(); err != nil {
		return core.Clip{}, false, err
	}
	// What lies in another library folder is not in this one.
	clip, added, err = l.add(ctx, path, c, func(e *index.Entry) bool { return l.here(e) && l.holds(e) })
	if err != nil || clip.Deleted.IsZero() {
		return clip, added, database.Wrap(op, err)
	}
	if _, err := l.Restore(ctx, clip.ID); err != nil {
		return core.Clip{}, false, err
	}
	return l.Has(clip.ID)
}
