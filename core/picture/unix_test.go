//go:build unix

package picture

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"caracal/core"
)

// TestOpenDoesNotWait opens what would keep a reader waiting for ever, or never run dry.
func TestOpenDoesNotWait(t *testing.T) {
	dir := t.TempDir()
	pipe, device := filepath.Join(dir, "pipe.jpg"), filepath.Join(dir, "link to a device.jpg")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/zero", device); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, device, "/dev/null"} {
		if _, err := Open(t.Context(), path); core.KindOf(err) != core.PictureNotFile {
			t.Errorf("%s: %v, want kind %q", path, err, core.PictureNotFile)
		}
	}
}

// asNobody goes on with a user who may do nothing but what everyone may, because root may do everything.
func asNobody(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	// The folders of a test have one above them that is its user's alone.
	if err := os.Chmod(filepath.Dir(t.TempDir()), 0o755); err != nil {
		t.Fatal(err)
	}
	const nobody = 65534
	if err := syscall.Seteuid(nobody); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Seteuid(0); err != nil {
			t.Fatal(err)
		}
	})
}

func TestOpenWithoutPermission(t *testing.T) {
	path := write(t, "mine.jpg", testFile(t, "progressive.jpg"))
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	asNobody(t)
	if _, err := Open(t.Context(), path); core.KindOf(err) != core.PictureDenied {
		t.Errorf("%v, want kind %q", err, core.PictureDenied)
	}
}

func TestKeepInAFolderThatMayNotBeWritten(t *testing.T) {
	path, dir := write(t, "a.jpg", testFile(t, "progressive.jpg")), t.TempDir()
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	asNobody(t)
	for _, s := range []*Store{NewStore(dir), NewStore(filepath.Join(dir, "pictures"))} {
		if _, err := s.Keep(t.Context(), path); core.KindOf(err) != core.FolderDenied {
			t.Errorf("%v, want kind %q", err, core.FolderDenied)
		}
	}
}
