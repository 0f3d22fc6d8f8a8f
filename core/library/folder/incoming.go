package folder

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"github.com/gofrs/flock"

	"caracal/core"
	"caracal/core/library/layout"
)

// LockIncoming says, to every process, that something in the incoming folder is being written, until done is called. On a file system without locks it
// says nothing, and nothing is swept there. Errors are *core.Error, or ctx.Err().
func (f *Folder) LockIncoming(ctx context.Context) (done func(), err error) {
	lock := f.lock()
	_, err = lock.TryRLockContext(ctx, 5*time.Millisecond)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return nil, Wrap("lock library folder", err)
	}
	return func() { lock.Close() }, nil
}

// lock returns the lock of the incoming folder. Whoever may write in the library may take it.
func (f *Folder) lock() *flock.Flock {
	return flock.New(f.Abs(layout.Lock), flock.SetPermissions(0o666))
}

// sweepPeriod is how often we look for what a crash of another process has left.
const sweepPeriod = time.Hour

// sweep removes what a crash has left: in the incoming folder, among the pictures and in the data folder. While someone is writing to the incoming folder it is left for
// another time. The caller holds mu.
func (f *Folder) sweep() {
	if time.Since(f.swept).Abs() < sweepPeriod {
		return
	}
	lock := f.lock()
	if ok, err := lock.TryLock(); !ok || err != nil {
		return
	}
	defer lock.Close()
	f.swept = time.Now()
	core.RemoveFiles(f.Abs(layout.Incoming), func(fs.FileInfo) bool { return true })
	core.RemoveFiles(f.Abs(layout.Pictures), core.IsLeftOver)
	core.RemoveFiles(f.data, core.IsLeftOver)
}
