package shots

import (
	"os"
	"time"

	"caracal/core"
)

// A FileStamp tells a picture's file from one that has taken its place. It is zero where the file could not be read, and in lists of older versions.
type FileStamp struct {
	Size    int64     `json:"size"` // in bytes
	Changed time.Time `json:"changed,omitzero"`
}

func stampOf(path string) FileStamp {
	info, err := os.Stat(path)
	if err != nil {
		return FileStamp{}
	}
	return FileStamp{Size: info.Size(), Changed: info.ModTime()}
}

// check returns an error of kind PictureChanged when the file at path is not the one that was stamped. Where it cannot be read there is no error: whoever opens it says why.
func (s FileStamp) check(path string) error {
	now := stampOf(path)
	if s == (FileStamp{}) || now == (FileStamp{}) || now.Size == s.Size && now.Changed.Equal(s.Changed) {
		return nil
	}
	return core.Errorf("look at picture", core.PictureChanged, "%d bytes of %v, not %d of %v", now.Size, now.Changed, s.Size, s.Changed)
}
