package shots

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"caracal/core"
)

// RemoveUnnamed removes the files in a folder that no list names and that are older than before. It is for pictures of our own whose names occur nowhere else, and which a list as JSON has
// as they are. Damaged lists, which were put aside, count too. The error is a *core.Error.
func (b *Book) RemoveUnnamed(folder string, before time.Time) error {
	const op = "remove pictures that no list names"
	pictures, err := readDir(folder)
	if err != nil || len(pictures) == 0 {
		return core.WrapFile(op, err)
	}
	lists, err := b.texts()
	if err != nil {
		return core.WrapFile(op, err)
	}
	var failed []error
	for _, p := range pictures {
		info, err := p.Info()
		if err != nil || !info.Mode().IsRegular() || !info.ModTime().Before(before) || bytes.Contains(lists, []byte(p.Name())) {
			continue
		}
		failed = append(failed, core.IgnoreMissing(os.Remove(filepath.Join(folder, p.Name()))))
	}
	return core.WrapFile(op, errors.Join(failed...))
}

// texts returns what all files of lists say.
func (b *Book) texts() (all []byte, err error) {
	files, err := readDir(b.Dir)
	for _, f := range files {
		if !strings.Contains(f.Name(), ".json") {
			continue // on some systems nobody else can read the lock of a list
		}
		text, err := os.ReadFile(filepath.Join(b.Dir, f.Name()))
		if core.IgnoreMissing(err) != nil {
			return nil, err
		}
		all = append(all, text...)
	}
	return all, err
}
