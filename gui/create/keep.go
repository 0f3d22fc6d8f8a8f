package create

import (
	"os"
	"path/filepath"

	"caracal/core"
)

// keep writes a file of ours to path, and makes the folder that it needs. It waits for the disk; an error is a *core.Error of the operation op.
func keep(op, path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return core.WrapFile(op, err)
	}
	return core.WrapFile(op, core.WriteBytes(path, b))
}
