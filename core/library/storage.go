package library

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"

	"caracal/core/library/folder"
	"caracal/core/library/layout"
)

// A Usage is how much disk the parts of a library take, in bytes.
type Usage struct {
	Clips    int64 // and whatever else the person keeps in the folder
	Count    int   // of the files that Clips is for
	Pictures int64 // that clips were made from
	Bin      int64
	Cache    int64 // posters, filmstrips, compiled code
}

// Usage measures, which takes as long as listing all the folders does. What cannot be read is left out. The error is ctx.Err().
func (l *Library) Usage(ctx context.Context) (u Usage, err error) {
	err = measure(ctx, l.folder.Root(), func(rel string, size int64) {
		switch {
		case strings.HasPrefix(rel, layout.Bin+"/"):
			u.Bin += size
		case strings.HasPrefix(rel, layout.Pictures+"/"):
			u.Pictures += size
		case !strings.HasPrefix(rel, layout.Own+"/"):
			u.Clips += size
			u.Count++
		}
	})
	if err != nil {
		return u, err
	}
	return u, measure(ctx, l.cache, func(_ string, size int64) { u.Cache += size })
}

// measure tells the size of each file below a folder.
func measure(ctx context.Context, dir string, tell func(rel string, size int64)) error {
	return folder.Walk(dir, func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		rel, err := filepath.Rel(dir, path)
		if info, e := d.Info(); err == nil && e == nil {
			tell(filepath.ToSlash(rel), info.Size())
		}
		return nil
	})
}
