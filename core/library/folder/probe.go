package folder

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"caracal/core"
	"caracal/core/library/layout"
)

// enough is what must be free on the disk for a clip to be accepted: several times the largest that a service has been seen to make.
const enough = 32 << 20

// Try writes a file in the folder, and looks whether there is space for a clip. Its errors are for [Wrap], of kind DiskFull where there is not.
func (f *Folder) Try() error {
	done, err := f.LockIncoming(context.Background())
	if err != nil {
		return err
	}
	defer done()
	probe, err := os.CreateTemp(f.Abs(layout.Incoming), core.TempPattern)
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

// TimesTell reports whether the time of a folder changes when something comes or goes in it. FAT on Windows and some file systems of user space leave it as it was. It is
// tried once in a process; where that cannot be done it is taken to be so, as it is on most.
func (f *Folder) TimesTell() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.tried {
		return !f.silent
	}
	dir, err := os.MkdirTemp(f.Abs(layout.Incoming), core.TempPattern)
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
