package library

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"caracal/core"
)

// mostStrips is how many clips, the newest, have filmstrips: five pages of the grid, 40 MB for drafts. They are the ones that are looked at.
const mostStrips = 60

// Filmstrip returns the path of a clip's filmstrip, see [media.Decoder.Filmstrip], or "" when it has none. It looks at the disk.
func (l *Library) Filmstrip(c core.Clip) string {
	path := l.stripPath(c)
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return ""
	}
	return path
}

// KeepFilmstrips makes the filmstrips of the newest clips that have none, a second of one core for each, and removes those of other clips. Where none can be made an
// empty file says so. Errors are *core.Error, or ctx.Err().
func (l *Library) KeepFilmstrips(ctx context.Context) error {
	const op = "keep filmstrips"
	clips, err := l.Find(ctx, Query{Limit: mostStrips})
	if err != nil {
		return err
	}
	l.strips.Lock()
	defer l.strips.Unlock()
	if err := os.MkdirAll(l.stripDir(), 0o700); err != nil {
		return core.WrapFile(op, err)
	}
	wanted := make(map[string]bool)
	for _, c := range clips {
		wanted[filepath.Base(l.stripPath(c))] = true
	}
	// What a crash has left goes too. One that is being played stays until the next time, where that is so.
	removeFiles(l.stripDir(), func(f fs.FileInfo) bool { return !wanted[f.Name()] })
	for _, c := range clips {
		path := l.stripPath(c)
		if exists(path) {
			continue
		}
		switch err := l.decoder.Filmstrip(ctx, c.Path, path); {
		case err == nil:
		case core.KindOf(err) != core.BadClip:
			return err
		case exists(c.Path): // else its disk may only be unplugged
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				return core.WrapFile(op, err)
			}
		}
	}
	return nil
}

// stripPath names the filmstrip by its clip and by its size, because another program may have changed the clip's file.
func (l *Library) stripPath(c core.Clip) string {
	return filepath.Join(l.stripDir(), fmt.Sprintf("%s-%d.mp4", c.ID, c.Bytes))
}

func (l *Library) stripDir() string { return filepath.Join(l.folders.Cache, "filmstrips") }
