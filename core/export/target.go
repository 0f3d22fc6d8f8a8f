package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"caracal/core"
)

// A run remembers the paths that several exports at once have written to, in lower case, because many file systems take no notice of case. The Exporter's mu guards it.
type run map[string]bool

// begin returns the path to write to in place of the one that is wanted, and keeps it for the caller until end. What the run has written to is numbered, whatever exists says.
func (e *Exporter) begin(want string, exists Exists, r run) (string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	ext := filepath.Ext(want)
	stem := strings.TrimSuffix(want, ext)
	path := want
	for n := 2; ; n++ {
		if r[strings.ToLower(path)] {
			exists = Numbered // what has the number is not what the person wants replaced
		} else {
			free, err := targetIs(path, exists)
			switch {
			case err != nil:
				return "", err
			case free && !e.writing[path]:
				e.writing[path], r[strings.ToLower(path)] = true, true
				return path, nil
			case free && exists != Numbered:
				return "", existsError(path)
			}
		}
		path = fmt.Sprintf("%s (%d)%s", stem, n, ext)
	}
}

func (e *Exporter) end(path string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.writing, path)
}

func existsError(path string) error {
	return &core.Error{Op: "export clip", Kind: core.TargetExists, Err: fs.ErrExist, Path: path}
}

// targetIs reports whether the path can be written to. There is an error when nothing can be done about it.
func targetIs(path string, exists Exists) (free bool, err error) {
	const op = "export clip"
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, targetError(op, err)
	case exists == Replace && info.Mode().IsRegular():
		return true, nil
	case exists == Numbered:
		return false, nil
	}
	return false, existsError(path)
}

// same reports whether both paths lead to one file.
func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// targetError is core.Wrap for a failure to write where the person has said.
func targetError(op string, err error) error {
	kind := core.Internal
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		kind = core.TargetMissing
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		kind = core.TargetDenied
	}
	return core.Wrap(op, kind, err)
}
