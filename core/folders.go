package core

import (
	"errors"
	"os"
	"path/filepath"
)

// Folders says where Caracal keeps things on this computer.
type Folders struct {
	Library string // the clips, in folders by month; the person's own
	Data    string // journal.db, library.db, settings.json, caracal.log, lists, pasted pictures, and the work of running jobs
	Cache   string // posters, filmstrips, compiled code: may be deleted at any time
}

// OpenFolders returns the folders: all three under home when that is not empty, else where the operating system wants them, with the library in the given
// default. It makes those for our own data; the room that keeps the library knows when that may be made.
func OpenFolders(home, library string) (Folders, error) {
	const op = "open folders"
	f, err := findFolders(home, library)
	if err != nil {
		return f, Wrap(op, Internal, err)
	}
	return f, errors.Join(WrapFile(op, os.MkdirAll(f.Work(), 0o700)), WrapFile(op, os.MkdirAll(f.Cache, 0o700)))
}

func findFolders(home, library string) (Folders, error) {
	if home != "" {
		abs, err := filepath.Abs(home)
		if err != nil {
			return Folders{}, err
		}
		return Folders{Library: filepath.Join(abs, "Library"), Data: filepath.Join(abs, "data"), Cache: filepath.Join(abs, "cache")}, nil
	}
	data, err := os.UserConfigDir()
	if err != nil {
		return Folders{}, err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return Folders{}, err
	}
	return Folders{Library: library, Data: filepath.Join(data, "Caracal"), Cache: filepath.Join(cache, "Caracal")}, nil
}

// Work is the folder in which running jobs write their clips.
func (f Folders) Work() string { return filepath.Join(f.Data, "work") }

// Pasted is the folder of the pictures that are on no disk of the person's, because they were pasted or cropped.
func (f Folders) Pasted() string { return filepath.Join(f.Data, "pasted") }

// Lists is the folder in which shot lists are kept.
func (f Folders) Lists() string { return filepath.Join(f.Data, "lists") }
