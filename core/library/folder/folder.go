package folder

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"caracal/core"
	"caracal/core/library/layout"
)

// A Folder is a library folder on the disk. A path below it that is called rel has slashes. It is safe for use by many goroutines, and by many processes at once.
type Folder struct {
	root string // absolute
	data string // where the record of used folders is

	mu      sync.Mutex // guards what follows, and lets one goroutine at a time look whether the folder is there and make it
	entered bool       // in this process
	swept   time.Time  // what a crash has left, the last time
	tried   bool       // whether the times of folders tell of changes
	silent  bool       // they do not
}

// New returns the library folder of f, which it does not touch. That it is in use is recorded in the data folder of f.
func New(f core.Folders) *Folder { return &Folder{root: f.Library, data: f.Data} }

// Root returns the path of the folder.
func (f *Folder) Root() string { return f.root }

// Abs returns the path of the file at rel.
func (f *Folder) Abs(rel string) string { return filepath.Join(f.root, filepath.FromSlash(rel)) }

// Enter makes sure that the folder is there and ours, and sweeps up once what a crash has left in it. One that was never used before is made. Errors are *core.Error, FolderMissing for
// one that was and is gone, see [Folder.Find].
func (f *Folder) Enter() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	there, err := f.Find()
	if err != nil {
		return err
	}
	if there && f.entered && isDir(f.Abs(layout.Incoming)) {
		return nil
	}
	if err := f.make(); err != nil {
		return err
	}
	f.entered = true
	f.sweep()
	return nil
}

// Visit is Enter for someone who only looks: what is not there is not made.
func (f *Folder) Visit() (there bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if there, err = f.Find(); err != nil || !there {
		return false, err
	}
	f.sweep()
	return true, f.record()
}

// Find reports whether the library folder is there. The error is of kind FolderMissing when it is not, or not as it was, although it was used before: its disk may be unplugged.
func (f *Folder) Find() (bool, error) {
	const op = "find library folder"
	visible, err := anyVisible(f.root)
	switch {
	case isDir(f.Abs(layout.Incoming)):
		return true, nil
	case visible: // someone has tidied .caracal away, or it is a folder that the person has chosen
		return true, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		if err := Wrap(op, err); core.KindOf(err) != core.Internal {
			return false, err
		}
		return false, core.Wrap(op, core.FolderMissing, err) // a drive that is not ready, a share that is not connected
	}
	used, e := f.everUsed()
	if e != nil {
		return false, e
	}
	if slices.Contains(used, f.root) {
		return false, core.Errorf(op, core.FolderMissing, "the library was here before and is not: its disk may be unplugged")
	}
	return err == nil, nil
}

// anyVisible reports whether there is a file or folder in dir whose name does not begin with a dot.
func anyVisible(dir string) (bool, error) {
	d, err := os.Open(dir)
	if err != nil {
		return false, err
	}
	defer d.Close()
	for {
		names, err := d.Readdirnames(64)
		for _, name := range names {
			if !strings.HasPrefix(name, ".") {
				return true, nil
			}
		}
		if errors.Is(err, io.EOF) {
			return false, nil
		} else if err != nil {
			return false, err
		}
	}
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// make makes the folder, our own part of it, and the record that it is in use. The caller holds mu.
func (f *Folder) make() error {
	const op = "make library folder"
	for _, dir := range []string{layout.Incoming, layout.Bin} {
		if err := os.MkdirAll(f.Abs(dir), 0o777); err != nil {
			return Wrap(op, err)
		}
	}
	return f.record()
}

// Wrap is [core.WrapFile] for what is met in a library folder: it calls a file that stands where a folder should be a folder that cannot be written.
func Wrap(op string, err error) error {
	if errors.Is(err, syscall.ENOTDIR) {
		return core.Wrap(op, core.FolderDenied, err)
	}
	return core.WrapFile(op, err)
}
