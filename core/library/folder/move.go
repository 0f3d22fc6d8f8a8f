package folder

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"

	"caracal/core"
	"caracal/core/library/layout"
)

// Move renames a file below the library folder, makes the folder that it goes to, and notes the folders that Flush is to flush then. The caller holds what keeps others from moving files, which
// is a write transaction of the index. Errors are those of the system, for [Wrap].
func (f *Folder) Move(from, to string, touched map[string]bool) error {
	if _, err := os.Lstat(f.Abs(from)); err != nil { // so that nothing is made where a disk was
		return err
	}
	if err := os.MkdirAll(f.Abs(path.Dir(to)), 0o777); err != nil {
		return err
	}
	if err := core.Rename(f.Abs(from), f.Abs(to)); err != nil {
		return err
	}
	f.touch(path.Dir(to), touched)
	touched[f.Abs(path.Dir(from))] = true
	return nil
}

// touch notes a folder, and those that it is in, because its name may be new there.
func (f *Folder) touch(dir string, touched map[string]bool) {
	for ; dir != "."; dir = path.Dir(dir) {
		touched[f.Abs(dir)] = true
	}
	touched[f.root] = true
}

// Flush makes what was moved survive a power cut. It can take long, and nothing need be held for it. Errors are *core.Error. A folder that is gone had nothing left in it.
func (f *Folder) Flush(touched map[string]bool) error {
	for dir := range touched {
		if err := core.SyncDir(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Wrap("flush library folder", err)
		}
	}
	return nil
}

// NewName returns a name for the clip's file, with the ending ext, that no file has, below the library folder.
func (f *Folder) NewName(c core.Clip, ext string) string {
	created := c.Story.Created.Local()
	var rel string
	for n := 4; n <= 32; n += 4 {
		rel = layout.Month(created) + "/" + layout.FileName(created, c.Story.Prompt, c.ID, n) + ext
		if !core.Exists(f.Abs(rel)) {
			break
		}
	}
	return f.Unused(rel)
}

// Unused returns rel, or when a file has that name already, rel with a number.
func (f *Folder) Unused(rel string) string {
	ext := path.Ext(rel)
	for n := 2; core.Exists(f.Abs(rel)); n++ {
		rel = strings.TrimSuffix(rel, ext)
		if i := strings.LastIndex(rel, " ("); n > 2 && i > 0 {
			rel = rel[:i]
		}
		rel += " (" + strconv.Itoa(n) + ")" + ext
	}
	return rel
}

// PruneBin removes the folders of the bin that held the file at rel, as far as they are empty now. Of a file elsewhere it removes nothing.
func (f *Folder) PruneBin(rel string) {
	for dir := path.Dir(rel); strings.HasPrefix(dir, layout.Bin+"/"); dir = path.Dir(dir) {
		if os.Remove(f.Abs(dir)) != nil {
			return
		}
	}
}
