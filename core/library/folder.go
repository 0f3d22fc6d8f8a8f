package library

import (
	"context"
	"encoding/json"
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
)

// Our own part of the library folder. The incoming folder is made by this room only, so it also tells a library from the empty folder that an unplugged
// disk leaves behind.
const (
	ownDir      = ".caracal"
	binDir      = ownDir + "/bin"
	incomingDir = ownDir + "/incoming"
	picturesDir = ownDir + "/pictures"
	lockFile    = ownDir + "/lock"
)

// enough is what must be free on the disk for a clip to be accepted: several times the largest that a service has been seen to make.
const enough = 32 << 20

// A folder is a library folder on the disk. It knows nothing of the index. A path below it that is called rel has slashes.
type folder struct {
	root string // absolute
	data string // where the record of used folders is

	mu      sync.Mutex // guards what follows, and lets one goroutine at a time look whether the folder is there and make it
	entered bool       // in this process
	swept   time.Time  // what a crash has left, the last time
	tried   bool       // whether the times of folders tell of changes
	silent  bool       // they do not
}

func newFolder(f core.Folders) *folder { return &folder{root: f.Library, data: f.Data} }

// abs returns the path of the file at rel.
func (f *folder) abs(rel string) string { return filepath.Join(f.root, filepath.FromSlash(rel)) }

// enter makes sure that the folder is there and ours, and sweeps up once what a crash has left in it.
func (f *folder) enter() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	there, err := f.find()
	if err != nil {
		return err
	}
	if there && f.entered && isDir(f.abs(incomingDir)) {
		return nil
	}
	if err := f.make(); err != nil {
		return err
	}
	f.entered = true
	f.sweep()
	return nil
}

// visit is enter for someone who only looks: what is not there is not made.
func (f *folder) visit() (there bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if there, err = f.find(); err != nil || !there {
		return false, err
	}
	f.sweep()
	return true, f.record()
}

// try writes a file in the folder, and looks whether there is space for a clip. Its errors are for folderError.
func (f *folder) try() error {
	done, err := f.lockIncoming(context.Background())
	if err != nil {
		return err
	}
	defer done()
	probe, err := os.CreateTemp(f.abs(incomingDir), core.TempPattern)
	if err != nil {
		return err
	}
	_, err = probe.Write(make([]byte, 4096))
	if err := errors.Join(err, probe.Close(), os.Remove(probe.Name())); err != nil {
		return err
	}
	// A file system that does not say how much is free has to be tried.
	if free, err := freeSpace(f.root); err == nil && free < enough {
		return core.Errorf("try library folder", core.DiskFull, "%d MB are free", free>>20)
	}
	return nil
}

// timesTell reports whether the time of a folder changes when something comes or goes in it. FAT on Windows and some file systems of user space leave it as it was. It is
// tried once in a process; where that cannot be done it is taken to be so, as it is on most.
func (f *folder) timesTell() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.tried {
		return !f.silent
	}
	dir, err := os.MkdirTemp(f.abs(incomingDir), core.TempPattern)
	if err != nil {
		return true
	}
	defer os.RemoveAll(dir)
	before := time.Now().Add(-time.Hour)
	if err := os.Chtimes(dir, before, before); err != nil {
		return true
	}
	was, err := os.Stat(dir)
	if err != nil {
		return true
	}
	if err := os.WriteFile(filepath.Join(dir, "new"), nil, 0o600); err != nil {
		return true
	}
	if is, err := os.Stat(dir); err == nil {
		f.tried, f.silent = true, is.ModTime().Equal(was.ModTime())
	}
	return !f.silent
}

// find reports whether the library folder is there. It is FolderMissing when it is not, or not as it was, although it was used before.
func (f *folder) find() (bool, error) {
	const op = "find library folder"
	visible, err := anyVisible(f.root)
	switch {
	case isDir(f.abs(incomingDir)):
		return true, nil
	case visible: // someone has tidied .caracal away, or it is a folder that the person has chosen
		return true, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		if err := folderError(op, err); core.KindOf(err) != core.Internal {
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

// make makes the folder, our own part of it, and the record that it is in use. The caller holds mu.
func (f *folder) make() error {
	const op = "make library folder"
	for _, dir := range []string{incomingDir, binDir} {
		if err := os.MkdirAll(f.abs(dir), 0o777); err != nil {
			return folderError(op, err)
		}
	}
	return f.record()
}

// record notes that the folder is in use.
func (f *folder) record() error {
	used, err := f.everUsed()
	if err != nil || slices.Contains(used, f.root) {
		return err
	}
	return folderError("record library folder", core.WriteFile(f.usedFile(), func(w io.Writer) error {
		return json.NewEncoder(w).Encode(append(used, f.root))
	}))
}

func (f *folder) usedFile() string { return filepath.Join(f.data, "libraries.json") }

// everUsed returns the library folders that were ever used from this data folder. A damaged record counts as none: it protects only from a surprise.
func (f *folder) everUsed() ([]string, error) {
	b, err := os.ReadFile(f.usedFile())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, core.WrapFile("read used library folders", err)
	}
	var used []string
	if json.Unmarshal(b, &used) != nil {
		return nil, nil
	}
	return used, nil
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

// folderError is core.WrapFile, and calls a file that stands where a folder should be a folder that cannot be written.
func folderError(op string, err error) error {
	if errors.Is(err, syscall.ENOTDIR) {
		return core.Wrap(op, core.FolderDenied, err)
	}
	return core.WrapFile(op, err)
}
