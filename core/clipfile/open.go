package clipfile

import (
	"errors"
	"io/fs"
	"os"

	"caracal/core"
)

// Open opens the file at path for reading and returns its size in bytes. Others may write, move and delete it meanwhile. A folder or a device is not a clip. Errors are *core.Error of kind
// BadClip or ClipMissing.
func Open(path string) (*os.File, int64, error) {
	const op = "open clip"
	// Stat first: opening a pipe would wait for its other end.
	st, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, core.Wrap(op, core.ClipMissing, err)
	} else if err != nil {
		return nil, 0, core.Wrap(op, core.BadClip, err)
	}
	if !st.Mode().IsRegular() {
		return nil, 0, core.Errorf(op, core.BadClip, "%s is not a file", st.Name())
	}
	f, err := core.OpenShared(path)
	if err != nil {
		return nil, 0, core.Wrap(op, core.BadClip, err)
	}
	return f, st.Size(), nil
}
