package folder

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"caracal/core"
	"caracal/core/library/layout"
	"caracal/core/library/librarytest"
)

func foldersIn(dir string) core.Folders {
	return core.Folders{Library: filepath.Join(dir, "clips"), Data: filepath.Join(dir, "data")}
}

func TestAFolderThatWasUsedIsNotMadeAgain(t *testing.T) {
	folders := foldersIn(t.TempDir())
	if err := os.Mkdir(folders.Data, 0o700); err != nil {
		t.Fatal(err)
	}
	if there, err := New(folders).Visit(); there || err != nil {
		t.Error("before its first use: ", there, err)
	}
	f := New(folders)
	if err := errors.Join(f.Enter(), f.Try()); err != nil {
		t.Fatal("at its first use: ", err)
	}
	away := folders.Library + " on a shelf"
	if err := os.Rename(folders.Library, away); err != nil {
		t.Fatal(err)
	}
	for _, f := range []*Folder{f, New(folders)} {
		if err := f.Enter(); core.KindOf(err) != core.FolderMissing {
			t.Error("while its disk is away: ", err)
		}
		if _, err := f.Visit(); core.KindOf(err) != core.FolderMissing {
			t.Error("while its disk is away: ", err)
		}
	}
	if _, err := os.Stat(folders.Library); !errors.Is(err, os.ErrNotExist) {
		t.Error("it was made again: ", err)
	}
	if err := errors.Join(os.Rename(away, folders.Library), f.Enter()); err != nil {
		t.Error("plugged in again: ", err)
	}
}

func TestANameIsOneThatNoFileHas(t *testing.T) {
	folders := foldersIn(t.TempDir())
	f := New(folders)
	for _, want := range []string{"x/a.mp4", "x/a (2).mp4", "x/a (3).mp4"} {
		got := f.Unused("x/a.mp4")
		equal(t, "name", got, want)
		if err := errors.Join(os.MkdirAll(filepath.Dir(f.Abs(got)), 0o755), os.WriteFile(f.Abs(got), nil, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOnlyEmptyFoldersOfTheBinGo(t *testing.T) {
	f := New(foldersIn(t.TempDir()))
	const other = layout.Bin + "/20261122T120000Z/2026-10"
	rel := layout.Bin + "/20261122T120000Z/2026-11/a.mp4"
	if err := errors.Join(os.MkdirAll(f.Abs(layout.Dir(rel)), 0o755), os.MkdirAll(f.Abs(other), 0o755)); err != nil {
		t.Fatal(err)
	}
	f.PruneBin("2026-11/a.mp4")
	f.PruneBin(rel)
	equal(t, "folders", []bool{core.Exists(f.Abs(layout.Dir(rel))), core.Exists(f.Abs(other))}, []bool{false, true})
	f.PruneBin(other + "/b.mp4")
	equal(t, "the bin", []bool{core.Exists(f.Abs(other)), core.Exists(f.Abs(layout.Bin))}, []bool{false, true})
}

func TestFoldersThatAreMadeForAFileAreFlushed(t *testing.T) {
	f := New(foldersIn(t.TempDir()))
	librarytest.Write(t, f.Root(), "2026-11/a.mp4", "a clip")
	touched := map[string]bool{}
	if err := f.Move("2026-11/a.mp4", layout.Bin+"/stamp/2026-11/a.mp4", touched); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"2026-11", layout.Bin + "/stamp/2026-11", layout.Bin + "/stamp", layout.Bin, layout.Own, ""} {
		if !touched[f.Abs(dir)] {
			t.Errorf("%q is not flushed", dir)
		}
	}
	if err := errors.Join(os.Remove(f.Abs("2026-11")), f.Flush(touched)); err != nil {
		t.Error(err)
	}
}
