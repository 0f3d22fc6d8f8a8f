package library

import (
	"os"
	"path/filepath"
	"testing"

	"caracal/core/library/layout"
	"caracal/core/library/librarytest"
)

// Each disk has a folder that is for its system only.
func TestLibraryGoesFromTheRootOfADiskToThatOfAnother(t *testing.T) {
	m := newMoving(t)
	readOnly(t, m.f, m.kept) // and the folders above are for all to look into
	if err := os.MkdirAll(m.To, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(m.To, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, root := range []string{m.From, m.To} {
		if err := os.Mkdir(filepath.Join(root, "lost+found"), 0o000); err != nil {
			t.Fatal(err)
		}
	}
	asNobody(t, func() {
		m.copy(t)
	})
	equal(t, "files", librarytest.Settled(t, m.To), librarytest.Settled(t, m.From))
	equal(t, "half-written files", librarytest.Files(t, filepath.Join(m.To, layout.Incoming)), []string(nil))
}
