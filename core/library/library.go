package library

import (
	"context"
	"os"
	"path/filepath"

	"caracal/core"
	"caracal/core/library/folder"
	"caracal/core/library/index"
	"caracal/core/library/previews"
	"caracal/core/media"
)

// A Decoder shows frames of clips; *media.Decoder is one.
type Decoder interface {
	previews.Decoder
	// Info says what the clip at path is. It fails with BadClip for a file that it cannot read.
	Info(ctx context.Context, path string) (media.Info, error)
	// FilmOfGIF writes the GIF at from as a clip to the path to.
	FilmOfGIF(ctx context.Context, from, to string) error
	// LetGo ends whoever reads the clips at these paths, and returns when their files are closed.
	LetGo(ctx context.Context, paths ...string) error
}

var _ Decoder = (*media.Decoder)(nil)

// A Library is the library folder and its index. It is safe for use by many goroutines, and by many processes at once. Has, Version and what an [index.Reader] answers ask only
// the index and take milliseconds; the others may wait for a disk or for another process.
type Library struct {
	*index.Reader // what is asked about the clips: List, First, Briefs, Clip, …

	index    *index.Index
	alarm    <-chan struct{} // has news when somebody has met damage in the index
	folder   *folder.Folder
	telling  func() bool // whether the times of its folders tell of changes
	previews *previews.Previews
	cache    string // the folder that they are in
	decoder  Decoder
	scans    *scans
	watches  watches
}

var _ core.Shelf = (*Library)(nil)

// Open opens the index of the library, and makes an empty one when there is none, a damaged one, or one that a later version has written, which are put aside. It does not touch the library folder, which may be on a
// slow or an unplugged disk: call [Library.Scan] in the background after it. Errors are *core.Error.
func Open(f core.Folders, d Decoder) (*Library, error) {
	const op = "open library"
	if err := os.MkdirAll(f.Data, 0o700); err != nil {
		return nil, core.WrapFile(op, err)
	}
	f.Library = filepath.Clean(f.Library)
	rows, err := index.Open(f.Data, f.Library)
	if err != nil {
		return nil, core.Wrap(op, core.Internal, err)
	}
	files := folder.New(f)
	return &Library{
		Reader: index.NewReader(rows), index: rows, alarm: rows.Alarm(), folder: files, telling: files.TimesTell,
		previews: previews.New(f.Cache, d), cache: f.Cache, decoder: d, scans: newScans(),
	}, nil
}

// Close ends the watches and what a lower limit of previews makes go, waits for them, and closes the index. No other method may be running or called afterwards.
func (l *Library) Close() error {
	l.watches.end()
	l.previews.Close()
	return l.index.Close()
}

// change runs f in a write transaction of the index. While f runs, no one else in any process changes the index or moves a file of the library.
func (l *Library) change(ctx context.Context, f func(tx *index.Txn) error) error {
	err := l.index.Change(ctx, f)
	if err == nil {
		l.watches.nudge()
	}
	return err
}

// Ready implements [core.Shelf]. It makes the library folder at its first use. A folder that was used before is not made again when it is gone, or is there but
// without anything of a library in it, because its disk may be unplugged: that is FolderMissing, until the folder is back or the person
// puts something into it.
// That it was used before is known from libraries.json in the data folder.
func (l *Library) Ready() error {
	const op = "check library folder"
	if err := l.folder.Enter(); err != nil {
		return err
	}
	return folder.Wrap(op, l.folder.Try())
}

// put indexes the clip whose file is at rel below the library folder. It returns the clip as [Library.Has] will.
func (l *Library) put(ctx context.Context, tx *index.Txn, c core.Clip, rel string) (core.Clip, error) {
	info, err := os.Stat(l.folder.Abs(rel))
	if err != nil {
		return core.Clip{}, folder.Wrap("index clip", err)
	}
	return tx.Put(ctx, c, rel, info)
}

// here reports whether the clip was last seen in this library folder.
func (l *Library) here(e *index.Entry) bool { return e.Root == l.folder.Root() }
