package core

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

func TestSharedFileHasTheFoldersUsualMode(t *testing.T) {
	dir := t.TempDir()
	usual := filepath.Join(dir, "usual")
	if err := os.WriteFile(usual, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	want, err := os.Stat(usual)
	if err != nil {
		t.Fatal(err)
	}
	text := func(w io.Writer) error { _, err := io.WriteString(w, "text"); return err }
	for name, c := range map[string]struct {
		write func(string, func(io.Writer) error) error
		mode  os.FileMode
	}{
		"shared":  {WriteSharedFile, want.Mode()},
		"private": {WriteFile, 0o600},
	} {
		path := filepath.Join(dir, name)
		if err := c.write(path, text); err != nil {
			t.Fatal(err)
		}
		if got, err := os.Stat(path); err != nil || got.Mode() != c.mode && runtime.GOOS != "windows" {
			t.Errorf("%s: %v, want %v; %v", name, got.Mode(), c.mode, err)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 3 {
		t.Error(files, err)
	}
}

func TestFolderThatCannotBeFlushedIsNoFailure(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs a file system whose folders have no fsync")
	}
	const dir = "/proc/self" // answers EINVAL, as some network and FUSE folders do
	d, err := os.Open(dir)
	if err != nil {
		t.Skip(err)
	}
	defer d.Close()
	if d.Sync() == nil {
		t.Skip("this system flushes /proc")
	}
	if err := SyncDir(dir); err != nil {
		t.Error(err)
	}
	if err := SyncDir(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a folder that is not there was flushed")
	}
}

func TestHeldFileIsTriedAgainForTwoSeconds(t *testing.T) {
	held, other := errors.New("held"), errors.New("other")
	isHeld := func(err error) bool { return err == held }
	for name, c := range map[string]struct {
		until time.Duration // the file is held
		then  error
		want  error
	}{
		"free":          {0, nil, nil},
		"held a while":  {time.Second, nil, nil},
		"held for ever": {time.Hour, nil, held},
		"gone":          {time.Second, other, other},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				begun := time.Now()
				err := retryWhileHeld(isHeld, heldTime, func() error {
					if time.Since(begun) < c.until {
						return held
					}
					return c.then
				})
				if err != c.want || time.Since(begun) > heldTime+heldPause {
					t.Errorf("%v after %v", err, time.Since(begun))
				}
			})
		})
	}
}

func TestFileThatIsReadCanBeMovedAndDeleted(t *testing.T) {
	from, to := filepath.Join(t.TempDir(), "from"), filepath.Join(t.TempDir(), "to")
	if err := os.WriteFile(from, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := OpenShared(from)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := errors.Join(Rename(from, to), Remove(to)); err != nil {
		t.Error(err)
	}
	if b, err := io.ReadAll(f); err != nil || string(b) != "text" {
		t.Errorf("%q, %v", b, err)
	}
}
