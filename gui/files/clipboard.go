package files

import (
	"net/url"
	"path/filepath"
	"strings"
)

// fileURIs returns the addresses of files as file managers write them.
func fileURIs(paths []string) []string {
	all := make([]string, len(paths))
	for i, path := range paths {
		all[i] = (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
	}
	return all
}

// uriList is how text/uri-list names files (RFC 2483, §5).
func uriList(paths []string) []byte { return []byte(strings.Join(fileURIs(paths), "\r\n") + "\r\n") }

// copiedFiles is how x-special/gnome-copied-files names files that are to be copied, not moved, where they are pasted.
func copiedFiles(paths []string) []byte {
	return []byte(strings.Join(append([]string{"copy"}, fileURIs(paths)...), "\n"))
}
