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
	"syscall"

	"caracal/core"
)

// Our own part of the library folder. The incoming folder is made by this room only, so it also tells a library from the empty folder that an unplugged
// disk leaves behind.
const (
	ownDir      = ".caracal"
	binDir      = ownDir + "/bin"
	incomingDir = ownDir + "/incoming"
	lockFile    = ownDir + "/lock"
)

// room is what must be free on the disk for a clip to be accepted: several times the largest that a service has been seen to make.
const room = 32 << 20

// Ready implements [core.Shelf]. It makes the library folder at its first use. A folder that was used before is not made again when it is gone, or is there but
// without anything of a library in it, because its disk may be unplugged: that is FolderMissing, until the folder is back or [Library.Begin] is called.
// That it was used before is known from libraries.json in the data folder.
func (l *Library) Ready() error {
	const op = "check library folder"
	if err := l.prepare(); err != nil {
		return err
	}
	done, err := l.lockIncoming(context.Background())
	if err != nil {
		return err
	}
	defer done()
	f, err := os.CreateTemp(l.abs(incomingDir), core.TempPattern)
	if err != nil {
		return folderError(op, err)
	}
	_, err = f.Write(make([]byte, 4096))
	if err := errors.Join(err, f.Close(), os.Remove(f.Name())); err != nil {
		return folderError(op, err)
	}
	// A file system that does not say how much is free has to be tried.
	if free, err := freeSpace(l.folders.Library); err == nil && free < room {
		return core.Errorf(op, core.DiskFull, "%d MB are free", free>>20)
	}
	return nil
}

// Begin makes the library folder, or takes the one that is there, at the person's word: also one that Ready would call missing.
func (l *Library) Begin() error {
	l.folder.Lock()
	defer l.folder.Unlock()
	return l.begin()
}

// prepare makes sure that the library folder is there and ours, and sweeps up once what a crash has left in it.
func (l *Library) prepare() error {
	l.folder.Lock()
	defer l.folder.Unlock()
	there, err := l.present()
	if err != nil {
		return err
	}
	if there && l.begun && isDir(l.abs(incomingDir)) {
		return nil
	}
	if err := l.begin(); err != nil {
		return err
	}
	l.begun = true
	l.sweep()
	return nil
}

// present reports whether the library folder is there. It is FolderMissing when it is not, or not as it was, although it was used before.
func (l *Library) present() (bool, error) {
	const op = "find library folder"
	visible, err := anyVisible(l.folders.Library)
	switch {
	case isDir(l.abs(incomingDir)):
		return true, nil
	case visible: // someone has tidied .caracal away, or it is a folder that the person has chosen
		return true, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		if err := folderError(op, err); core.KindOf(err) != core.Internal {
			return false, err
		}
		return false, core.Wrap(op, core.FolderMissing, err) // a drive that is not ready, a share that is not connected
	}
	used, e := l.used()
	if e != nil {
		return false, e
	}
	if slices.Contains(used, l.folders.Library) {
		return false, core.Errorf(op, core.FolderMissing, "the library was here before and is not: its disk may be unplugged")
	}
	return err == nil, nil
}

// begin makes the folder, our own part of it, and the record that it is in use. The caller holds l.folder.
func (l *Library) begin() error {
	const op = "begin library folder"
	for _, dir := range []string{incomingDir, binDir} {
		if err := os.MkdirAll(l.abs(dir), 0o755); err != nil {
			return folderError(op, err)
		}
	}
	return l.record()
}

// record notes that the folder is in use.
func (l *Library) record() error {
	used, err := l.used()
	if err != nil || slices.Contains(used, l.folders.Library) {
		return err
	}
	return folderError("record library folder", core.WriteFile(l.usedFile(), func(w io.Writer) error {
		return json.NewEncoder(w).Encode(append(used, l.folders.Library))
	}))
}

func (l *Library) usedFile() string { return filepath.Join(l.folders.Data, "libraries.json") }

// used returns the library folders that were ever used from this data folder. A damaged record counts as none: it protects only from a surprise.
func (l *Library) used() ([]string, error) {
	b, err := os.ReadFile(l.usedFile())
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
