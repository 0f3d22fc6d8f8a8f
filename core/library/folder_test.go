package library

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/library/folder"
	"caracal/core/library/index"
	"caracal/core/library/layout"
	"caracal/core/library/librarytest"
)

func TestFolderOfAnUnpluggedDiskIsNotMadeAgain(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	if err := l.Ready(); err != nil {
		t.Fatal("first use: ", err)
	}
	kept := described("kept", 0)
	add(t, l, kept)
	away := f.Library + " on a shelf"
	if err := os.Rename(f.Library, away); err != nil {
		t.Fatal(err)
	}

	// Some systems leave an empty folder behind, and something else may then write there.
	for _, left := range []string{"", ".", ".caracal/pictures"} {
		if left != "" {
			if err := os.MkdirAll(filepath.Join(f.Library, left), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		for _, l := range []*Library{l, open(t, f)} {
			source := made(t)
			_, err := l.Add(t.Context(), source, described("later", 0))
			wantKind(t, "Add", err, core.FolderMissing)
			wantKind(t, "Ready", l.Ready(), core.FolderMissing)
			wantKind(t, "Scan", l.Scan(t.Context()), core.FolderMissing)
			wantKind(t, "Delete", deleted(t, l, kept.ID), core.FolderMissing)
			equal(t, "source kept", core.Exists(source), true)
			equal(t, "clips", find(t, l, index.Query{}), []string{"kept"})
		}
	}

	if err := errors.Join(os.RemoveAll(f.Library), os.Rename(away, f.Library)); err != nil {
		t.Fatal(err)
	}
	if err := l.Ready(); err != nil {
		t.Error("plugged in again: ", err)
	}
	wantKind(t, "what the last look has met", l.Progress().Err, core.FolderMissing)
	scan(t, l)
	wantKind(t, "what the last look has met", l.Progress().Err, "")
	add(t, l, described("later", 0))
	equal(t, "clips", len(find(t, l, index.Query{})), 2)
}

func TestFolderThatIsGoneForGoodIsBegunByThePerson(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	add(t, l, described("lost", 0))
	if err := os.RemoveAll(f.Library); err != nil {
		t.Fatal(err)
	}
	wantKind(t, "Ready", l.Ready(), core.FolderMissing)
	if err := errors.Join(os.Mkdir(f.Library, 0o755), os.WriteFile(filepath.Join(f.Library, "holiday.txt"), nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	if err := l.Ready(); err != nil {
		t.Error(err)
	}
	scan(t, l)
	equal(t, "clips", find(t, l, index.Query{}), []string(nil))
}

func TestTidiedAwayMarkerIsMadeAgain(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	add(t, l, described("one", 0))
	if err := os.RemoveAll(filepath.Join(f.Library, layout.Own)); err != nil {
		t.Fatal(err)
	}
	if err := l.Ready(); err != nil {
		t.Error(err)
	}
	add(t, l, described("two", 0))
}

func TestFileInTheWayOfTheFolder(t *testing.T) {
	f := foldersIn(t.TempDir())
	if err := os.WriteFile(f.Library, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	l := open(t, f)
	wantKind(t, "Ready", l.Ready(), core.FolderDenied)
	_, err := l.Add(t.Context(), made(t), described("x", 0))
	wantKind(t, "Add", err, core.FolderDenied)
}

// mount mounts a new tmpfs at dir with the given options, or skips the test where that is not allowed.
func mount(t *testing.T, dir, options string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("needs a tmpfs")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("may not mount a tmpfs: %s", out)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() }) // the test may have done it
}

func unmount(t *testing.T, dir string) {
	t.Helper()
	if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestFullDisk(t *testing.T) {
	f := foldersIn(t.TempDir())
	mount(t, f.Library, "size=1m")
	l := open(t, f)
	wantKind(t, "Ready", l.Ready(), core.DiskFull)

	source := made(t)
	big, err := os.OpenFile(source, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	// A legal box that players skip, larger than the disk.
	_, err = big.Write(append([]byte{0, 0x20, 0, 0, 'f', 'r', 'e', 'e'}, make([]byte, 0x20_0000-8)...))
	if err := errors.Join(err, big.Close()); err != nil {
		t.Fatal(err)
	}
	c := described("too much", 0)
	_, err = l.Add(t.Context(), source, c)
	wantKind(t, "Add", err, core.DiskFull)
	equal(t, "source kept", core.Exists(source), true)
	equal(t, "files", librarytest.Files(t, f.Library), []string(nil))

	add(t, l, described("small enough", 0))
}

func TestFullDiskUnderTheIndex(t *testing.T) {
	f := foldersIn(t.TempDir())
	mount(t, f.Data, "size=400k")
	l := open(t, f)
	var full error
	var last core.Clip
	n := 0
	for ; n < 1000 && full == nil; n++ {
		last = described("fills the disk that holds the index", time.Duration(n))
		_, full = l.Add(t.Context(), made(t), last)
	}
	wantKind(t, "Add", full, core.DiskFull)

	mount(t, f.Data, "remount,size=8m")
	add(t, l, last)
	equal(t, "files", len(librarytest.Files(t, f.Library)), n)
	equal(t, "clips", len(find(t, l, index.Query{})), n)
}

func TestFolderThatMayNotBeWritten(t *testing.T) {
	f := foldersIn(t.TempDir())
	mount(t, f.Library, "ro")
	l := open(t, f)
	wantKind(t, "Ready", l.Ready(), core.FolderDenied)
	_, err := l.Add(t.Context(), made(t), described("x", 0))
	wantKind(t, "Add", err, core.FolderDenied)
}

func TestDiskThatWasUnmounted(t *testing.T) {
	f := foldersIn(t.TempDir())
	mount(t, f.Library, "size=64m")
	l := open(t, f)
	add(t, l, described("on the disk", 0))
	scan(t, l)
	unmount(t, f.Library)
	wantKind(t, "Ready", l.Ready(), core.FolderMissing)
	wantKind(t, "Scan", l.Scan(t.Context()), core.FolderMissing)
	wantKind(t, "what the window is told", l.Progress().Err, core.FolderMissing)
	equal(t, "clips", find(t, l, index.Query{}), []string{"on the disk"})
	equal(t, "nothing is written in its place", librarytest.Files(t, f.Library), []string(nil))
}

func TestCrashLeavesNothingBehind(t *testing.T) {
	f := foldersIn(t.TempDir())
	add(t, open(t, f), described("one", 0))
	left := filepath.Join(f.Library, layout.Incoming, ".caracal-123.tmp")
	whole := filepath.Join(f.Library, layout.Incoming, string(core.NewJobID())+".mp4")
	stale := filepath.Join(f.Library, "2026-11", ".caracal-9.tmp")
	young := filepath.Join(f.Library, "2026-11", ".caracal-10.tmp")
	picture := filepath.Join(folder.Pictures(f), ".caracal-11.tmp")
	settings, fresh := filepath.Join(f.Data, ".caracal-12.tmp"), filepath.Join(f.Data, ".caracal-13.tmp")
	if err := os.MkdirAll(folder.Pictures(f), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{left, whole, stale, young, picture, settings, fresh} {
		if err := os.WriteFile(path, []byte("half a clip"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{stale, picture, settings} {
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(-2*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}

	busy := open(t, f)
	done, err := busy.folder.LockIncoming(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	next := open(t, f)
	if err := next.Ready(); err != nil {
		t.Fatal(err)
	}
	equal(t, "while another writes", core.Exists(left) && core.Exists(whole), true)
	done()
	scan(t, next)
	equal(t, "left over", []bool{core.Exists(left), core.Exists(whole), core.Exists(stale), core.Exists(picture), core.Exists(settings)}, make([]bool, 5))
	equal(t, "young ones", core.Exists(young) && core.Exists(fresh), true)
}
