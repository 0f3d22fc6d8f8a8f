package shots

import (
	"encoding/json"
	"errors"
	"fmt"
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

// Lists returns all lists: those that were begun, in that order, and then those that were not. The error says which are missing; the others are returned all the same. A file that holds no
// list is put aside as .damaged, which is of kind ListDamaged; one that cannot be read stays, because what stands in the way may pass.
func (b *Book) Lists() ([]List, error) {
	const op = "read shot lists"
	files, err := readDir(b.Dir)
	if err != nil {
		return nil, core.WrapFile(op, err)
	}
	var lists []List
	var missing []error
	for _, f := range files {
		id, ok := strings.CutSuffix(f.Name(), ".json")
		if !ok {
			continue
		}
		l, err := b.load(id)
		switch {
		case errors.Is(err, fs.ErrNotExist): // it has just been removed
		case core.KindOf(err) == core.ListDamaged:
			missing = append(missing, b.putAside(id, err))
		case err != nil:
			missing = append(missing, err)
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
	return lists, errors.Join(missing...)
}

// load reads a list. The error has kind ListDamaged where the file was read and holds no such list.
func (b *Book) load(id string) (List, error) {
	const op = "read shot list"
	text, err := os.ReadFile(b.path(id, ".json"))
	if err != nil {
		return List{}, core.Wrap(op, core.Internal, err)
	}
	var l List
	if err := json.Unmarshal(text, &l); err != nil {
		return List{}, core.Wrap(op, core.ListDamaged, err)
	}
	if l.ID != id {
		return List{}, core.Errorf(op, core.ListDamaged, "the file has another list's name")
	}
	return l, nil
}

// putAside renames the file of a list that is damaged, and returns the error that says so. A list that a living process carries out is left to that process, which has it in memory and
// writes it anew.
func (b *Book) putAside(id string, why error) error {
	const op = "put shot list aside"
	lock, mine, err := b.lock(id)
	if err == nil && !mine {
		return core.Errorf(op, core.ListElsewhere, "another window or command is at it: %w", why)
	}
	if err == nil {
		defer lock.Close()
		err = core.IgnoreMissing(os.Rename(b.path(id, ".json"), b.path(id, damagedEnding))) // somebody else may just have done it
	}
	if err != nil {
		return core.Wrap(op, core.Internal, err)
	}
	return damaged(op, b.path(id, damagedEnding), why)
}

// checkAside returns an error of kind ListDamaged while a file that was put aside is there: nobody knows which shots are in it, nor what of them was paid for.
func (b *Book) checkAside() error {
	const op = "look for damaged shot lists"
	files, err := readDir(b.Dir)
	if err != nil {
		return core.Wrap(op, core.Internal, err)
	}
	for _, f := range files {
		if strings.HasSuffix(f.Name(), damagedEnding) {
			return damaged(op, filepath.Join(b.Dir, f.Name()), errors.New("it may be the same list"))
		}
	}
	return nil
}

// readDir lists a folder, which need not be there.
func readDir(folder string) ([]fs.DirEntry, error) {
	files, err := os.ReadDir(folder)
	return files, core.IgnoreMissing(err)
}

// damagedEnding is that of a file that was put aside.
const damagedEnding = ".json.damaged"

func damaged(op, path string, why error) error {
	return &core.Error{Op: op, Kind: core.ListDamaged, Path: path, Err: fmt.Errorf("%s: %w", filepath.Base(path), why)}
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
