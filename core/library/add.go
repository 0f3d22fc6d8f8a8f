package library

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"image"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/database"
	"caracal/core/library/folder"
	"caracal/core/library/index"
	"caracal/core/library/layout"
	"caracal/core/media"
)

// Add implements [core.Shelf]. Of c it uses the id, the story, the picture's name and how long it took; the rest is read from the file.
// A filmstrip and a poster that the engine has left beside the file, see filmstrip.Beside, become the clip's.
func (l *Library) Add(ctx context.Context, file string, c core.Clip) (core.Clip, error) {
	const op = "add clip"
	if err := uuid.Validate(string(c.ID)); err != nil {
		return core.Clip{}, core.Wrap(op, core.Internal, err)
	}
	c.Story.ID = c.ID
	if c.Story.Created.IsZero() {
		c.Story.Created = time.Now()
	}
	if err := l.folder.Enter(); err != nil {
		return core.Clip{}, err
	}
	saved, _, err := l.add(ctx, file, c, l.holds)
	if database.IsDamaged(err) {
		if err = l.scanNow(ctx); err == nil {
			saved, _, err = l.add(ctx, file, c, l.holds)
		}
	}
	if err != nil {
		return core.Clip{}, database.Wrap(op, err)
	}
	l.previews.Adopt(ctx, file, saved)
	os.Remove(file) // the clip is safe: what this leaves behind is only in the way
	return saved, nil
}

// add saves the clip, unless there says of its entry that it is here already.
func (l *Library) add(ctx context.Context, file string, c core.Clip, there func(*index.Entry) bool) (saved core.Clip, added bool, err error) {
	if saved, found, err := l.onDisk(ctx, c.ID, there); found || err != nil {
		return saved, false, err
	}
	if err := l.lookForLost(ctx, c); err != nil {
		return core.Clip{}, false, err
	}
	if saved, found, err := l.onDisk(ctx, c.ID, there); found || err != nil {
		return saved, false, err
	}
	return l.save(ctx, file, c, there)
}

// scanNow is Scan for a clip that is to be shelved, which somebody may have paid for: no pause stands in its way.
func (l *Library) scanNow(ctx context.Context) error {
	l.Resume()
	return l.Scan(ctx)
}

// Has implements [core.Shelf]. A clip in the bin is on the shelf; one whose file was gone at the last look is not.
func (l *Library) Has(id core.JobID) (core.Clip, bool, error) {
	e, err := l.index.Entry(id)
	if err != nil || e == nil || e.Missing {
		return core.Clip{}, false, database.Wrap("look up clip", err)
	}
	return e.Clip, true, nil
}

// onDisk is Has for a clip that is there now, as there says.
func (l *Library) onDisk(ctx context.Context, id core.JobID, there func(*index.Entry) bool) (core.Clip, bool, error) {
	e, err := l.index.Entry(id)
	if err != nil || e == nil || e.Missing || !there(e) {
		return core.Clip{}, false, err
	}
	return e.Clip, true, ctx.Err()
}

// lookForLost indexes the clip's file if there is one already: when an earlier Add was cut off between the file and the index, it lies where Add puts it; when
// the index was lost since, it may be anywhere.
func (l *Library) lookForLost(ctx context.Context, c core.Clip) error {
	scanned, _, err := l.index.Scanned(ctx)
	if err != nil {
		return err
	}
	if !scanned {
		return l.scanNow(ctx)
	}
	month := layout.Month(c.Story.Created.Local())
	files, err := os.ReadDir(l.folder.Abs(month))
	if err != nil {
		return nil // no such month yet; anything else stops save, with a better reason
	}
	for _, f := range files {
		if !clipfile.HasName(f.Name()) || !strings.Contains(f.Name(), layout.ShortID(c.ID, 4)) {
			continue
		}
		rel := month + "/" + f.Name()
		lost, err := l.readClip(ctx, l.folder.Abs(rel))
		if err != nil || lost.ID != c.ID {
			continue
		}
		info, err := f.Info()
		if err != nil {
			continue
		}
		lost.PictureName, lost.Took = c.PictureName, c.Took
		return l.change(ctx, func(tx *index.Txn) error {
			_, err := l.settle(ctx, tx, rel, lost, info)
			return err
		})
	}
	return nil
}

// save writes the clip and its story to the incoming folder, flushes them, reads the story back, and moves the whole file to its place. What cannot be shown is set aside, and
// what there says is here, because another goroutine was quicker, is not saved again.
func (l *Library) save(ctx context.Context, file string, c core.Clip, there func(*index.Entry) bool) (saved core.Clip, added bool, err error) {
	const op = "save clip"
	container, info, err := l.look(ctx, file)
	switch {
	case core.KindOf(err) == core.BadClip:
		return core.Clip{}, false, l.setAside(file, c, err)
	case err != nil:
		return core.Clip{}, false, err
	}
	c.Width, c.Height, c.FPS, c.Duration = info.Width, info.Height, info.FPS, info.Duration
	source, err := os.Open(file)
	if err != nil {
		return core.Clip{}, false, core.Wrap(op, core.Internal, err)
	}
	defer source.Close()

	done, err := l.folder.LockIncoming(ctx)
	if err != nil {
		return core.Clip{}, false, err
	}
	defer done()
	incoming := l.folder.Abs(layout.Incoming + "/" + string(c.ID) + container.Ext())
	err = core.WriteSharedFile(incoming, func(w io.Writer) error {
		if _, err := io.Copy(w, source); err != nil {
			return err
		}
		return clipfile.AppendStory(w, container, c.Story)
	})
	if err != nil {
		return core.Clip{}, false, folder.Wrap(op, err)
	}
	defer os.Remove(incoming) // is gone already when all goes well
	if err := ctx.Err(); err != nil {
		return core.Clip{}, false, err
	}

	touched := make(map[string]bool)
	err = l.change(ctx, func(tx *index.Txn) error {
		e, err := tx.Entry(ctx, c.ID)
		if err != nil {
			return err
		}
		if e != nil && there(e) {
			saved = e.Clip
			return nil
		}
		if e != nil {
			inherit(&c, e)
		}
		if told, err := clipfile.ReadStory(incoming); err != nil || told.ID != c.ID {
			return core.Errorf(op, core.Internal, "the story of %s is %q when it is read back: %w", c.ID, told.ID, err)
		}
		rel := l.folder.NewName(c, container.Ext())
		if err := l.folder.Move(layout.Incoming+"/"+filepath.Base(incoming), rel, touched); err != nil {
			return folder.Wrap(op, err)
		}
		saved, err = l.put(ctx, tx, c, rel)
		added = err == nil
		return err
	})
	return saved, added, cmp.Or(err, l.folder.Flush(touched))
}

// look returns what the file is, once it is sure that it can be shown: a frame is decoded of whatever media.ReadInfo does not know well. Errors are of kind BadClip when it
// cannot, or those of the decoder.
func (l *Library) look(ctx context.Context, file string) (clipfile.Container, media.Info, error) {
	container, err := clipfile.Sniff(file)
	if err != nil {
		return "", media.Info{}, err
	}
	info, err := media.ReadInfo(file)
	if err == nil && slices.Contains([]string{"avc1", "hvc1", "vp09", "av01"}, info.Codec) {
		return container, info, nil
	}
	if info, err = l.decoder.Info(ctx, file); err == nil {
		_, err = l.decoder.Poster(ctx, file, image.Pt(64, 64))
	}
	return container, info, err
}

// setAside copies the file beside the clips, as it came, and returns the error that says where. One that is there already is not copied again.
func (l *Library) setAside(file string, c core.Clip, why error) error {
	const op = "set clip aside"
	ext := clipfile.MP4.Ext() // which is what the address of every output says
	if container, err := clipfile.Sniff(file); err == nil {
		ext = container.Ext()
	}
	to := l.folder.Abs(layout.Unplayable + "/" + layout.FileName(c.Story.Created.Local(), c.Story.Prompt, c.ID, 32) + ext)
	source, err := os.Open(file)
	if err != nil {
		return core.Wrap(op, core.Internal, err)
	}
	defer source.Close()
	size, err := source.Seek(0, io.SeekEnd)
	if err != nil {
		return core.Wrap(op, core.Internal, err)
	}
	if there, err := os.Stat(to); err != nil || there.Size() != size {
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return folder.Wrap(op, err)
		}
		err := core.WriteSharedFile(to, func(w io.Writer) error {
			_, err := io.Copy(w, io.NewSectionReader(source, 0, size))
			return err
		})
		if err != nil {
			return folder.Wrap(op, err)
		}
	}
	return &core.Error{Op: op, Kind: core.Unplayable, Err: why, Path: to}
}

// readClip returns what the file at path tells of itself, when it is a clip of ours.
func (l *Library) readClip(ctx context.Context, path string) (core.Clip, error) {
	const op = "read clip"
	story, err := clipfile.ReadStory(path)
	if err != nil {
		return core.Clip{}, err
	}
	if err := uuid.Validate(string(story.ID)); err != nil {
		return core.Clip{}, core.Wrap(op, core.BadClip, err)
	}
	if len(story.Prompt) > 4*core.MaxPrompt || len(story.Engine) > 64 || story.Created.Year() < 2000 || story.Created.Year() > 9999 {
		return core.Clip{}, core.Wrap(op, core.BadClip, errors.New("no such story was ever written"))
	}
	info, err := l.decoder.Info(ctx, path)
	if err != nil {
		return core.Clip{}, err
	}
	if _, err := core.ParseAspect(string(story.Aspect)); err != nil {
		story.Aspect = core.Nearest(max(1, info.Width), max(1, info.Height))
	}
	story.Prompt = clean(story.Prompt)
	if !isHash(story.Picture) {
		story.Picture = ""
	}
	return core.Clip{ID: story.ID, Story: story, Width: info.Width, Height: info.Height, FPS: info.FPS, Duration: info.Duration}, nil
}

// clean returns a text without what no keyboard writes.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// isHash reports whether the text is a SHA-256 as stories have it: it names a file, so it must not be a path.
func isHash(text string) bool {
	b, err := hex.DecodeString(text)
	return err == nil && len(b) == 32
}
