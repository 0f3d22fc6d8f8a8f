package library

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"caracal/core"
)

// lockIncoming says, to every process, that something in the incoming folder is being written, until done is called. On a file system without locks it
// says nothing, and nothing is swept there.
func (f *folder) lockIncoming(ctx context.Context) (done func(), err error) {
	lock := f.lock()
	_, err = lock.TryRLockContext(ctx, 5*time.Millisecond)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return nil, folderError("lock library folder", err)
	}
	return func() { lock.Close() }, nil
}

// lock returns the lock of the incoming folder. Whoever may write in the library may take it.
func (f *folder) lock() *flock.Flock { return flock.New(f.abs(lockFile), flock.SetPermissions(0o666)) }

// sweepPeriod is how often we look for what a crash of another process has left.
const sweepPeriod = time.Hour

// sweep removes what a crash has left: in the incoming folder, among the pictures and in the data folder. While someone is writing to the incoming folder it is left for
// another time. The caller holds mu.
func (f *folder) sweep() {
	if time.Since(f.swept).Abs() < sweepPeriod {
		return
	}
	lock := f.lock()
	if ok, err := lock.TryLock(); !ok || err != nil {
		return
	}
	defer lock.Close()
	f.swept = time.Now()
	removeFiles(f.abs(incomingDir), func(fs.FileInfo) bool { return true })
	removeFiles(f.abs(picturesDir), core.IsLeftOver)
	removeFiles(f.data, core.IsLeftOver)
}

// removeFiles removes the files and folders in dir of which unwanted says so, as far as that can be done.
func removeFiles(dir string, unwanted func(fs.FileInfo) bool) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, file := range files {
		if info, err := file.Info(); err == nil && unwanted(info) {
			os.RemoveAll(filepath.Join(dir, file.Name()))
		}
	}
}

// move renames a file below the library folder, makes the folder that it goes to, and notes the folders that flush is to flush then. The caller is in a write transaction.
func (f *folder) move(from, to string, touched map[string]bool) error {
	if _, err := os.Lstat(f.abs(from)); err != nil { // so that nothing is made where a disk was
		return err
	}
	dir := f.abs(path.Dir(to))
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := core.Rename(f.abs(from), f.abs(to)); err != nil {
		return err
	}
	touched[dir], touched[filepath.Dir(dir)], touched[f.abs(path.Dir(from))] = true, true, true
	return nil
}

// flush makes what was moved survive a power cut. It can take long, and needs no transaction. A folder that is gone had nothing left in it.
func (f *folder) flush(touched map[string]bool) error {
	for dir := range touched {
		if err := core.SyncDir(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return folderError("flush library folder", err)
		}
	}
	return nil
}

// unused returns rel, or when a file has that name already, rel with a number.
func (f *folder) unused(rel string) string {
	ext := path.Ext(rel)
	for n := 2; exists(f.abs(rel)); n++ {
		rel = strings.TrimSuffix(rel, ext)
		if i := strings.LastIndex(rel, " ("); n > 2 && i > 0 {
			rel = rel[:i]
		}
		rel += " (" + strconv.Itoa(n) + ")" + ext
	}
	return rel
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
