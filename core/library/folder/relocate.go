package folder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library/layout"
)

// ErrNested is for a library that would come to lie within itself.
var ErrNested = errors.New("one of the two folders lies in the other")

// A Relocation takes a library to another folder: all of it is copied, then the program uses the copy from its next start on, and then the person may have what was copied
// removed from the old folder. Nothing is ever replaced by anything but a newer version of the same clip, and nothing is removed that is not in the new folder byte for byte,
// so it may be stopped, or killed, at any moment, and goes on when it is asked for again.
type Relocation struct{ From, To string }

// Copy copies whatever is not in the new folder yet. It tells how far it has come, in bytes, before each file and at the end; what was copied earlier counts. The library
// may be in use in the meantime: what comes in is copied as well, and what comes later is left for the next Copy. Errors are *core.Error, of kind DiskFull before anything
// is written where that can be known; ErrNested; or ctx.Err().
func (r Relocation) Copy(ctx context.Context, progress func(done, all int64)) error {
	const op = "copy library"
	to := &Folder{root: r.To}
	if err := os.MkdirAll(r.To, 0o777); err != nil {
		return Wrap(op, err)
	}
	from, err := filepath.EvalSymlinks(r.From)
	if err != nil {
		return Wrap(op, err)
	}
	real, err := filepath.EvalSymlinks(r.To)
	if err != nil {
		return Wrap(op, err)
	}
	if within(from, real) || within(real, from) || sameInode(from, real) {
		return core.Wrap(op, core.Internal, ErrNested)
	}
	for _, dir := range []string{layout.Incoming, layout.Bin} {
		if err := os.MkdirAll(to.Abs(dir), 0o777); err != nil {
			return Wrap(op, err)
		}
	}
	unlock, err := to.LockIncoming(ctx) // so that nobody takes our half-written files for what a crash has left
	if err != nil {
		return err
	}
	defer unlock()
	// Clips are moved while we look: another round finds them where they are then.
	for range 5 {
		copied, err := r.round(ctx, to, progress)
		if err != nil {
			return core.WrapFile(op, err)
		}
		if copied == 0 {
			break
		}
	}
	return core.WrapFile(op, r.dropBinned(ctx, to))
}

// round copies what is not there yet, and returns how many files that were.
func (r Relocation) round(ctx context.Context, to *Folder, progress func(done, all int64)) (copied int, err error) {
	files, err := r.files(ctx)
	if err != nil {
		return 0, err
	}
	var all, done, missing int64
	for _, f := range files {
		all += f.info.Size()
		if there, err := os.Stat(to.Abs(f.rel)); err != nil || there.Size() != f.info.Size() {
			missing += f.info.Size()
		}
	}
	if free, err := freeSpace(r.To); err == nil && missing > 0 && free < uint64(missing)+enough {
		return 0, core.Errorf("copy library", core.DiskFull, "%d MB are needed and %d MB are free", missing>>20, free>>20)
	}
	for _, f := range files {
		progress(done, all)
		wrote, err := r.carry(ctx, to, f)
		if err != nil {
			return copied, err
		}
		if wrote {
			copied++
		}
		done += f.info.Size()
	}
	progress(all, all)
	// Whatever an earlier Copy has brought here, too: it may have been stopped before this.
	touched := make(map[string]bool)
	for _, f := range files {
		to.touch(path.Dir(f.rel), touched)
	}
	return copied, to.Flush(touched)
}

// A found file is one of the old folder.
type found struct {
	rel  string // with slashes
	info fs.FileInfo
}

// files lists what belongs to the old library: all but what is only for the moment.
func (r Relocation) files(ctx context.Context) ([]found, error) { return files(ctx, r.From, r.From) }

// files lists what belongs to the library at root and lies below dir.
func files(ctx context.Context, root, dir string) (files []found, err error) {
	err = Walk(dir, func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		rel, e := filepath.Rel(root, path)
		if e != nil {
			return e
		}
		rel = filepath.ToSlash(rel)
		below := d != nil && filepath.Clean(path) != filepath.Clean(dir)
		switch {
		case below && errors.Is(err, fs.ErrNotExist): // moved while we looked
			return nil
		case below && d.IsDir() && errors.Is(err, fs.ErrPermission): // one that is not for us, such as lost+found
			return fs.SkipDir
		case err != nil:
			return err
		}
		if d.IsDir() && rel == layout.Incoming {
			return fs.SkipDir
		}
		if temp, _ := filepath.Match(core.TempPattern, d.Name()); temp || !d.Type().IsRegular() || rel == layout.Lock {
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		files = append(files, found{rel, info})
		return err
	})
	return files, err
}

// carry copies one file, unless it is there. One that is gone by now is passed over.
func (r Relocation) carry(ctx context.Context, to *Folder, f found) (wrote bool, err error) {
	source, err := os.Open(filepath.Join(r.From, filepath.FromSlash(f.rel)))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	defer source.Close()
	rel, needed, err := r.place(ctx, to, f, source)
	if err != nil || !needed {
		return false, err
	}
	temp, err := os.CreateTemp(to.Abs(layout.Incoming), core.TempPattern)
	if err != nil {
		return false, err
	}
	defer os.Remove(temp.Name())
	_, err = io.Copy(temp, stoppable{ctx, source})
	if err := errors.Join(err, temp.Chmod(f.info.Mode().Perm()), temp.Sync(), temp.Close()); err != nil {
		return false, errors.Join(ctx.Err(), err)
	}
	if err := os.Chtimes(temp.Name(), time.Time{}, f.info.ModTime()); err != nil {
		return false, err
	}
	target := to.Abs(rel)
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return false, err
	}
	if err := core.Rename(temp.Name(), target); err != nil {
		return false, err
	}
	return true, nil
}

// place returns where the file belongs, and whether it is still needed there. A clip that has got another story since replaces its older self; anything else of the same
// name stays, and the file goes beside it.
func (r Relocation) place(ctx context.Context, to *Folder, f found, source *os.File) (rel string, needed bool, err error) {
	there, err := os.Stat(to.Abs(f.rel))
	if errors.Is(err, fs.ErrNotExist) {
		return f.rel, true, nil
	} else if err != nil {
		return "", false, err
	}
	if there.Size() == f.info.Size() && there.ModTime().Sub(f.info.ModTime()).Abs() <= coarsest {
		return "", false, nil
	}
	mine, err := clipfile.ReadStory(source.Name())
	if err == nil && mine.ID != "" {
		if its, err := clipfile.ReadStory(to.Abs(f.rel)); err == nil && its.ID == mine.ID {
			return f.rel, f.info.ModTime().After(there.ModTime().Add(coarsest)), nil
		}
	}
	ext := path.Ext(f.rel)
	for n := 1; ; n++ {
		if rel = f.rel; n > 1 {
			rel = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(f.rel, ext), n, ext)
		}
		same, err := sameFile(ctx, source, to.Abs(rel))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", false, err
		}
		if same || err != nil {
			return rel, !same, nil
		}
	}
}

// coarsest is how exactly the coarsest file system keeps the time of a change: FAT knows every second second.
const coarsest = 2 * time.Second

// dropBinned removes from the new folder what was copied before the person put it in the bin: it is in the bin of the new folder as well.
func (r Relocation) dropBinned(ctx context.Context, to *Folder) error {
	files, err := files(ctx, r.To, to.Abs(layout.Bin))
	if err != nil {
		return err
	}
	for _, f := range files {
		original, _, binned := layout.FromBin(f.rel)
		if !binned || core.Exists(filepath.Join(r.From, filepath.FromSlash(original))) || !core.Exists(filepath.Join(r.From, filepath.FromSlash(f.rel))) {
			continue
		}
		same, err := sameFiles(ctx, to.Abs(f.rel), to.Abs(original))
		if err == nil && same {
			err = core.Remove(to.Abs(original))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// RemoveOld removes from the old folder whatever is in the new one byte for byte, and returns how many files stay. The pictures that clips were made from stay, because jobs
// that go on or are tried again look for them there. Errors are as in Copy.
func (r Relocation) RemoveOld(ctx context.Context) (left int, err error) {
	const op = "remove old library"
	files, err := r.files(ctx)
	if err != nil {
		return 0, core.WrapFile(op, err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.rel, layout.Pictures+"/") {
			continue
		}
		old := filepath.Join(r.From, filepath.FromSlash(f.rel))
		moved := filepath.Join(r.To, filepath.FromSlash(f.rel))
		same, err := sameFiles(ctx, old, moved)
		if ctx.Err() != nil {
			return left, ctx.Err()
		}
		if same = same && !sameInode(old, moved); err == nil && same { // one file by two ways is no copy
			err = core.Remove(old)
		}
		if err != nil || !same {
			left++
			continue
		}
		for dir := filepath.Dir(old); dir != r.From && os.Remove(dir) == nil; { // empty ones only
			dir = filepath.Dir(dir)
		}
	}
	return left, nil
}
