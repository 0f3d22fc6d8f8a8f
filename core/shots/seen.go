package shots

import (
	"os"
	"time"

	"caracal/core"
)

// Seen tells a picture's file from one that has taken its place. It is zero where the file could not be looked at, and in lists of older versions.
type Seen struct {
	Size    int64     `json:"size"` // in bytes
	Changed time.Time `json:"changed,omitzero"`
}

func seenNow(path string) Seen {
	info, err := os.Stat(path)
	if err != nil {
		return Seen{}
	}
	return Seen{Size: info.Size(), Changed: info.ModTime()}
}

// check returns an error of kind PictureChanged when the file at path is another than was seen. That it cannot be looked at is for whoever reads it to explain.
func (s Seen) check(path string) error {
	now := seenNow(path)
	if s == (Seen{}) || now == (Seen{}) || now.Size == s.Size && now.Changed.Equal(s.Changed) {
		return nil
	}
	return core.Errorf("look at picture", core.PictureChanged, "%d bytes of %v, not %d of %v", now.Size, now.Changed, s.Size, s.Changed)
}
