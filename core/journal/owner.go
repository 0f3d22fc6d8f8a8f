package journal

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
	"github.com/google/uuid"

	"caracal/core"
)

// An owner is one open Journal, seen from every process: a file that is locked for as long as the owner lives. Its name is random, so that nothing that the
// operating system uses again, such as a process id, can make a dead owner look alive.
type owner struct {
	id   string
	lock *flock.Flock
}

// newOwner makes and locks the file of a new owner. The caller holds the write lock of the journal: between making and locking, livingOwners would take
// the file for a dead one's.
func newOwner(dir string) (owner, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return owner{}, err
	}
	id := uuid.NewString()
	lock := flock.New(filepath.Join(dir, id+".lock"))
	ok, err := lock.TryLock()
	if err == nil && !ok {
		err = errors.New("a new owner's file is locked")
	}
	if err != nil {
		return owner{}, err
	}
	return owner{id, lock}, nil
}

// end gives the lock back and removes the file.
func (o owner) end() error {
	err := o.lock.Close() // first: Windows does not remove an open file
	return errors.Join(err, core.IgnoreMissing(os.Remove(o.lock.Path())))
}

// mayPutAside returns nil when no owner in dir is alive. The caller keeps new ones from being made.
func mayPutAside(dir string) error {
	const op = "put damaged journal aside"
	living, err := livingOwners(dir)
	if err == nil && len(living) > 0 {
		return core.Errorf(op, core.JournalInUse, "%d living processes have it open", len(living))
	}
	return core.WrapFile(op, err)
}

// livingOwners returns the owners in dir that are alive, and removes the files of the others. The caller holds the write lock of the journal, or keeps new owners from being made.
func livingOwners(dir string) ([]string, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, core.IgnoreMissing(err)
	}
	var living []string
	for _, f := range files {
		id, ok := strings.CutSuffix(f.Name(), ".lock")
		if !ok {
			continue
		}
		dead, err := removeIfDead(filepath.Join(dir, f.Name()))
		if err != nil {
			return nil, err
		}
		if !dead {
			living = append(living, id)
		}
	}
	return living, nil
}

func removeIfDead(path string) (dead bool, err error) {
	lock := flock.New(path, flock.SetFlag(os.O_RDONLY)) // never makes the file
	switch ok, err := lock.TryLock(); {
	case errors.Is(err, fs.ErrNotExist): // it has just ended
		return true, nil
	case err != nil:
		return false, err
	case !ok:
		return false, nil
	}
	return true, errors.Join(lock.Close(), core.IgnoreMissing(os.Remove(path)))
}
