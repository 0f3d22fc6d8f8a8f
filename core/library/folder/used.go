package folder

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"caracal/core"
)

// record notes that the folder is in use.
func (f *Folder) record() error {
	used, err := f.everUsed()
	if err != nil || slices.Contains(used, f.root) {
		return err
	}
	return Wrap("record library folder", core.WriteFile(f.usedFile(), func(w io.Writer) error {
		return json.NewEncoder(w).Encode(append(used, f.root))
	}))
}

func (f *Folder) usedFile() string { return filepath.Join(f.data, "libraries.json") }

// everUsed returns the library folders that were ever used from this data folder. A damaged record counts as none: it protects only from a surprise.
func (f *Folder) everUsed() ([]string, error) {
	b, err := os.ReadFile(f.usedFile())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, core.WrapFile("read used library folders", err)
	}
	var used []string
	if json.Unmarshal(b, &used) != nil {
		return nil, nil
	}
	return used, nil
}
