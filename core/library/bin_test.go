package library

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/core/library/layout"
	"caracal/core/library/librarytest"
)

func TestDeleteCanBeUndoneAfterARestart(t *testing.T) {
	f := foldersIn(t.TempDir())
	l, err := Open(f, &camera{})
	if err != nil {
		t.Fatal(err)
	}
	one, two := add(t, l, described("one", 0)), add(t, l, described("two", time.Second))
	if err := errors.Join(deleted(t, l, one.ID, two.ID, core.NewJobID(), one.ID), l.Close()); err != nil {
		t.Fatal(err)
	}
	for _, path := range librarytest.Files(t, f.Library) {
		if !strings.HasPrefix(path, layout.Bin+"/") {
			t.Errorf("%s is not in the bin", path)
		}
	}

	l = open(t, f)
	equal(t, "library", find(t, l, index.Query{}), []string(nil))
	binned := clips(t, l, index.Query{Bin: true})
	if len(binned) != 2 || time.Since(binned[0].Deleted).Abs() > time.Minute {
		t.Fatal(binned)
	}
	if _, err := l.Restore(t.Context(), one.ID, two.ID); err != nil {
		t.Fatal(err)
	}
	for _, want := range []core.Clip{one, two} {
		got, _, err := l.Has(want.ID)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "restored", got, want)
		equal(t, "there", core.Exists(want.Path), true)
	}
	equal(t, "bin", librarytest.Files(t, filepath.Join(f.Library, layout.Bin)), []string(nil))
}

func TestRestoreDoesNotOverwrite(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	c := add(t, l, described("one", 0))
	if _, err := l.Delete(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{c.Path, strings.TrimSuffix(c.Path, ".mp4") + " (2).mp4"} {
		if err := os.WriteFile(path, []byte("the person's"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Restore(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	got, _, err := l.Has(c.ID)
	if err != nil || got.Path != strings.TrimSuffix(c.Path, ".mp4")+" (3).mp4" {
		t.Error(got.Path, err)
	}
	if b, err := os.ReadFile(c.Path); err != nil || string(b) != "the person's" {
		t.Error(err)
	}
}

func TestDeleteOfAFileThatIsGone(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	gone, there := add(t, l, described("gone", 0)), add(t, l, described("there", 0))
	if err := os.Remove(gone.Path); err != nil {
		t.Fatal(err)
	}
	moved, err := l.Delete(t.Context(), gone.ID, core.NewJobID(), there.ID, there.ID)
	if err != nil {
		t.Error(err)
	}
	equal(t, "moved", moved, []core.JobID{there.ID})
	if moved, err = l.Restore(t.Context(), gone.ID, there.ID); err != nil {
		t.Error(err)
	}
	equal(t, "moved back", moved, []core.JobID{there.ID})
	if moved, err = l.Delete(t.Context(), gone.ID, there.ID); err != nil {
		t.Error(err)
	}
	equal(t, "moved again", moved, []core.JobID{there.ID})
	equal(t, "library", find(t, l, index.Query{}), []string(nil))
	equal(t, "bin", find(t, l, index.Query{Bin: true}), []string{"there"})
}

func TestEmptyBinDeletesOnlyWhatIsOldEnough(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	kept, old, young := add(t, l, described("kept", 0)), add(t, l, described("old", 0)), add(t, l, described("young", 0))
	if _, err := l.Delete(t.Context(), old.ID, young.ID); err != nil {
		t.Fatal(err)
	}
	// Make one of them older, as a library that was away for a month has it.
	was, _, err := l.Has(old.ID)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(f.Library, layout.ToBin("2026-11/"+filepath.Base(was.Path), time.Now().AddDate(0, 0, -31)))
	if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.Rename(was.Path, to)); err != nil {
		t.Fatal(err)
	}
	scan(t, l)
	poster, err := l.Poster(t.Context(), old.ID, posterSize())
	if err != nil {
		t.Fatal(err)
	}

	n, err := l.EmptyBin(t.Context(), 30*24*time.Hour)
	if err != nil || n != 1 {
		t.Error(n, err)
	}
	equal(t, "bin", find(t, l, index.Query{Bin: true}), []string{"young"})
	equal(t, "old and its poster", core.Exists(to) || core.Exists(poster), false)
	if n, err = l.EmptyBin(t.Context(), 0); err != nil || n != 1 {
		t.Error(n, err)
	}
	equal(t, "files", len(librarytest.Files(t, f.Library)), 1)
	equal(t, "library", find(t, l, index.Query{}), []string{kept.Story.Prompt})
	equal(t, "search", find(t, l, index.Query{Text: "old", Bin: true}), []string(nil))
}

// Windows does not move a file that somebody reads.
func TestReadersLetGoBeforeAFileIsMoved(t *testing.T) {
	camera := &camera{}
	l, err := Open(foldersIn(t.TempDir()), camera)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c := add(t, l, described("shown", 0))
	if err := errors.Join(deleted(t, l, c.ID), restored(t, l, c.ID), deleted(t, l, c.ID)); err != nil {
		t.Fatal(err)
	}
	if _, err := l.EmptyBin(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	equal(t, "was it there when it was to be let go of", camera.letGo, []bool{true, true, true, true})
}

// A disk that is pulled out in the middle takes nothing out of the library or the bin, and nothing is made where it was.
func TestDiskThatIsPulledOutWhileClipsAreMovedLosesNothing(t *testing.T) {
	f, camera := foldersIn(t.TempDir()), &camera{}
	l := openWith(t, f, camera)
	var ids []core.JobID
	for i := range 4 {
		ids = append(ids, add(t, l, described(string(rune('a'+i)), 0)).ID)
	}
	settled := func() { // folders that have not changed for long
		t.Helper()
		scan(t, l)
		dirs, err := l.index.Folders(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for dir := range dirs {
			if err := os.Chtimes(l.folder.Abs(dir), noon(), noon()); err != nil {
				t.Fatal(err)
			}
		}
		scan(t, l)
	}
	away := f.Library + " on a shelf"
	pullOutAtSecond := func() {
		n := 0
		camera.onLetGo = func() {
			if n++; n == 2 {
				if err := errors.Join(os.Rename(f.Library, away), os.Mkdir(f.Library, 0o755)); err != nil {
					t.Error(err)
				}
			}
		}
	}
	plugIn := func() {
		t.Helper()
		camera.onLetGo = nil
		if left, err := os.ReadDir(f.Library); err != nil || len(left) > 0 {
			t.Error("made where the disk was: ", left, err)
		}
		if err := errors.Join(os.Remove(f.Library), os.Rename(away, f.Library)); err != nil {
			t.Fatal(err)
		}
		settled()
	}
	settled()
	pullOutAtSecond()
	wantKind(t, "Delete", deleted(t, l, ids...), core.FolderMissing)
	equal(t, "library, away", len(find(t, l, index.Query{})), 4)
	plugIn()
	equal(t, "library and bin", [][]string{find(t, l, index.Query{Order: index.ByPrompt}), find(t, l, index.Query{Bin: true})}, [][]string{{"b", "c", "d"}, {"a"}})

	if _, err := l.Delete(t.Context(), ids...); err != nil {
		t.Fatal(err)
	}
	pullOutAtSecond()
	wantKind(t, "Restore", restored(t, l, ids...), core.FolderMissing)
	equal(t, "bin, away", len(find(t, l, index.Query{Bin: true})), 4)
	plugIn()
	equal(t, "library", find(t, l, index.Query{}), []string{"a"})

	pullOutAtSecond()
	_, err := l.EmptyBin(t.Context(), 0)
	wantKind(t, "EmptyBin", err, core.FolderMissing)
	equal(t, "bin, away", len(find(t, l, index.Query{Bin: true})), 3)
	plugIn()
	equal(t, "what was not deleted", len(find(t, l, index.Query{Bin: true})), 2)
}

// A file that seems to be gone, because its disk is, say, is looked for at the next scan although its folder has not changed.
func TestWhatWasMissedIsLookedForAgain(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	c := add(t, l, described("missed", 0))
	month, away := filepath.Dir(c.Path), f.Library+" elsewhere"
	scan(t, l)
	if err := os.Chtimes(month, noon(), noon()); err != nil {
		t.Fatal(err)
	}
	scan(t, l)
	if err := os.Rename(month, away); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Delete(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	equal(t, "library", find(t, l, index.Query{}), []string(nil))
	if err := os.Rename(away, month); err != nil {
		t.Fatal(err)
	}
	scan(t, l)
	equal(t, "library", find(t, l, index.Query{}), []string{"missed"})
}

// Whoever adds a clip does not wait until a thousand others are deleted.
func TestManyClipsAreMovedAFewAtATime(t *testing.T) {
	f, camera := foldersIn(t.TempDir()), &camera{}
	l := openWith(t, f, camera)
	var ids []core.JobID
	for i := range 3 * fewFiles {
		ids = append(ids, add(t, l, described("one of many", time.Duration(i))).ID)
	}
	for _, work := range []struct {
		name string
		do   func() error
	}{
		{"Delete", func() error { return deleted(t, l, ids...) }},
		{"Restore", func() error { return restored(t, l, ids...) }},
		{"", func() error { return deleted(t, l, ids...) }},
		{"EmptyBin", func() error { _, err := l.EmptyBin(t.Context(), 0); return err }},
	} {
		before, _, err := l.Has(ids[0])
		if err != nil {
			t.Fatal(err)
		}
		n, alone := 0, 0
		camera.onLetGo = func() {
			n++
			if now, there, err := l.Has(ids[0]); err == nil && there && now.Path == before.Path {
				alone = n
			}
		}
		if err := work.do(); err != nil {
			t.Fatal(work.name, err)
		}
		if work.name != "" && (n != len(ids) || alone > fewFiles) {
			t.Errorf("%s: %d of %d files before anything was committed", work.name, alone, n)
		}
	}
	equal(t, "files", librarytest.Files(t, f.Library), []string(nil))
}
