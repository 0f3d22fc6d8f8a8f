package folder

import (
	"io/fs"
	"path/filepath"
	"strings"
)

// Walk is [filepath.WalkDir] for a folder that may be a link itself, such as one to a larger disk, which WalkDir does not enter.
func Walk(dir string, fn fs.WalkDirFunc) error {
	const separator = string(filepath.Separator)
	return filepath.WalkDir(strings.TrimSuffix(dir, separator)+separator, fn) // a link with a separator behind it is what it leads to, on every system
}
