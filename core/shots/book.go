package shots

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"

	"caracal/core"
)

// A Book keeps lists in a folder, each in a file of its own that is written whole.
type Book struct {
	Dir string // made when the first list is saved
}

// Save writes the list to the disk. The error is a *core.Error.
func (b *Book) Save(l List) error {
	const op = "save shot list"
	text, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return core.Wrap(op, core.Internal, err)
	}
	if err := os.MkdirAll(b.Dir, 0o700); err != nil {
		return core.WrapFile(op, err)
	}
	return core.WrapFile(op, core.WriteBytes(b.path(l.ID, ".json"), append(text, '\n')))
}

// Lists returns all lists: those that were begun, in that order, and then those that were not. A file that cannot be read is put aside as .damaged, which the error says; the other lists
// are returned all the same.
func (b *Book) Lists() ([]List, error) {
	const op = "read shot lists"
	files, err := os.ReadDir(b.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, core.WrapFile(op, err)
	}
	var lists []List
	var damaged []error
	for _, f := range files {
		id, ok := strings.CutSuffix(f.Name(), ".json")
		if !ok {
			continue
		}
		l, err := b.load(id)
		switch {
		case errors.Is(err, fs.ErrNotExist): // it has just been removed
		case err != nil:
			damaged = append(damaged, core.Errorf(op, core.BadList, "%s was put aside: %w", f.Name(), err))
			os.Rename(b.path(id, ".json"), b.path(id, ".json.damaged"))
		default:
			lists = append(lists, l)
		}
	}
	slices.SortStableFunc(lists, func(x, y List) int {
		if x.Begun.IsZero() != y.Begun.IsZero() {
			if x.Begun.IsZero() {
				return 1
			}
			return -1
		}
		return x.Begun.Compare(y.Begun)
	})
	return lists, errors.Join(damaged...)
}

func (b *Book) load(id string) (List, error) {
	text, err := os.ReadFile(b.path(id, ".json"))
	if err != nil {
		return List{}, err
	}
	var l List
	if err := json.Unmarshal(text, &l); err != nil {
		return List{}, err
	}
	if l.ID != id {
		return List{}, errors.New("the file has another list's name")
	}
	return l, nil
}

// Remove takes a list off the disk; one that is not there is removed already.
func (b *Book) Remove(id string) error {
	err := errors.Join(core.IgnoreMissing(os.Remove(b.path(id, ".json"))), core.IgnoreMissing(os.Remove(b.path(id, ".lock"))))
	return core.WrapFile("remove shot list", err)
}

// lock makes a list this process's own, and reports whether it is.
func (b *Book) lock(id string) (*flock.Flock, bool, error) {
	if err := os.MkdirAll(b.Dir, 0o700); err != nil {
		return nil, false, err
	}
	lock := flock.New(b.path(id, ".lock"))
	ok, err := lock.TryLock()
	return lock, ok, err
}

func (b *Book) path(id, ending string) string { return filepath.Join(b.Dir, id+ending) }
