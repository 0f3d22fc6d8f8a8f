package files

import (
	"path/filepath"

	"fyne.io/fyne/v2"
)

// Path returns the path that a URI from outside names. A browser may give an address of the web instead; it is returned as it is, so that whoever reads
// it can say that there is no such file.
func Path(u fyne.URI) string {
	if u.Scheme() == "file" {
		return filepath.FromSlash(u.Path())
	}
	return u.String()
}
