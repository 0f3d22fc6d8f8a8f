package library

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"caracal/core"
	"caracal/core/library/index"
)

// locate returns where the index says that clips are, below the library folder.
func locate(t *testing.T, l *Library, ids ...core.JobID) []string {
	t.Helper()
	var list []string
	for _, id := range ids {
		c, ok, err := l.Has(id)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			list = append(list, "")
			continue
		}
		if held, err := l.readClip(t.Context(), c.Path); err != nil || held.Story.ID != c.Story.ID {
			t.Errorf("%s holds another clip, %v", c.Path, err)
		}
		list = append(list, filepath.Base(c.Path))
	}
	return list
}

// rename renames files in turn.
func rename(t *testing.T, pairs ...string) {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if err := os.Rename(pairs[i], pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSwappedNamesFollowTheIDInTheFile(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	a, b := add(t, l, described("first", 0)), add(t, l, described("the second, which is longer", 1))
	scan(t, l)
	rename(t, a.Path, a.Path+"~", b.Path, a.Path, a.Path+"~", b.Path)
	scan(t, l)
	equal(t, "where they are", locate(t, l, a.ID, b.ID), []string{filepath.Base(b.Path), filepath.Base(a.Path)})
	version := l.Version()
	scan(t, l)
	equal(t, "settled", l.Version(), version)
}

func TestClipThatWasOverwrittenWithAnotherIsGone(t *testing.T) {
	for name, seen := range map[string]bool{"and seen": true, "and not seen yet": false} {
		t.Run(name, func(t *testing.T) {
			l := open(t, foldersIn(t.TempDir()))
			a, b := add(t, l, described("first", 0)), add(t, l, described("second", 1))
			scan(t, l)
			rename(t, a.Path, b.Path)
			if seen {
				scan(t, l)
				equal(t, "where they are", locate(t, l, a.ID, b.ID), []string{filepath.Base(b.Path), ""})
			}
			// What is left is one file, and it is a's.
			if _, err := l.Delete(t.Context(), b.ID); err != nil {
				t.Fatal(err)
			}
			equal(t, "a's file", core.Exists(b.Path), true)
			scan(t, l)
			equal(t, "library", find(t, l, index.Query{}), []string{"first"})
			if _, err := l.Delete(t.Context(), a.ID); err != nil {
				t.Fatal(err)
			}
			equal(t, "bin", find(t, l, index.Query{Bin: true}), []string{"first"})
		})
	}
}

func TestClipThatBecameAnotherProgramsVideoIsGone(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	c := add(t, l, described("edited", 0))
	scan(t, l)
	if err := os.Rename(made(t), c.Path); err != nil {
		t.Fatal(err)
	}
	scan(t, l)
	equal(t, "library", find(t, l, index.Query{}), []string(nil))
	equal(t, "the video is left alone", core.Exists(c.Path), true)
	version := l.Version()
	scan(t, l)
	equal(t, "settled", l.Version(), version)
}

// copyOf copies a clip's file by hand.
func copyOf(t *testing.T, c core.Clip, to string) {
	t.Helper()
	b, err := os.ReadFile(c.Path)
	if err := errors.Join(err, os.WriteFile(to, b, 0o600)); err != nil {
		t.Fatal(err)
	}
}

// copies returns the clips that are copies made by hand.
func copies(t *testing.T, l *Library) []core.Clip {
	t.Helper()
	return clips(t, l, index.Query{Text: "is:copy"})
}

func TestCopyMadeByHandIsAClipOfItsOwn(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	a := add(t, l, described("original", 0))
	scan(t, l)
	by := filepath.Join(f.Library, "a copy of it.mp4")
	copyOf(t, a, by)
	scan(t, l)
	list := copies(t, l)
	if len(list) != 1 || list[0].Path != by || list[0].PictureName != a.PictureName {
		t.Fatal(list)
	}
	c := list[0]
	equal(t, "the original", locate(t, l, a.ID), []string{filepath.Base(a.Path)})

	t.Run("which is followed", func(t *testing.T) {
		to := filepath.Join(f.Library, "renamed.mp4")
		rename(t, by, to)
		scan(t, l)
		equal(t, "where they are", locate(t, l, a.ID, c.ID), []string{filepath.Base(a.Path), "renamed.mp4"})
	})
	t.Run("and can be binned alone", func(t *testing.T) {
		if _, err := l.Delete(t.Context(), c.ID); err != nil {
			t.Fatal(err)
		}
		scan(t, l)
		equal(t, "library", find(t, l, index.Query{}), []string{"original"})
		equal(t, "bin", find(t, l, index.Query{Bin: true}), []string{"original"})
		equal(t, "where they are", locate(t, l, a.ID, c.ID), []string{filepath.Base(a.Path), "renamed.mp4"})
		if _, err := l.Restore(t.Context(), c.ID); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("also when the original is", func(t *testing.T) {
		if _, err := l.Delete(t.Context(), a.ID); err != nil {
			t.Fatal(err)
		}
		scan(t, l)
		equal(t, "the one that is left", len(copies(t, l)), 1)
		if n, err := l.EmptyBin(t.Context(), 0); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		equal(t, "where they are", locate(t, l, a.ID, c.ID), []string{"renamed.mp4", ""})
		equal(t, "copies", len(copies(t, l)), 0)
		equal(t, "search", find(t, l, index.Query{Text: "orig"}), []string{"original"})
	})
}

func TestCopyTakesThePlaceOfAnOriginalThatIsGone(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	a := add(t, l, described("original", 0))
	copyOf(t, a, filepath.Join(f.Library, "kept.mp4"))
	scan(t, l)
	if err := os.Remove(a.Path); err != nil {
		t.Fatal(err)
	}
	scan(t, l)
	equal(t, "where it is", locate(t, l, a.ID), []string{"kept.mp4"})
	equal(t, "clips", len(find(t, l, index.Query{})), 1)
}

func TestNameThatTheFileSystemSpellsInItsOwnWaySettlesAfterOneScan(t *testing.T) {
	for name, spelled := range map[string]string{"accents": "2026-11/cafe\u0301.mp4", "case": "2026-11/CAFÉ.mp4"} {
		t.Run(name, func(t *testing.T) {
			f := foldersIn(t.TempDir())
			l := open(t, f)
			c := add(t, l, described("spelled", 0))
			was, is := "2026-11/café.mp4", spelled
			rename(t, c.Path, l.folder.Abs(was))
			scan(t, l)
			// Such a file system finds the file under the name that it had, and lists it with another one. Here each is a name of its own.
			if err := os.Link(l.folder.Abs(was), l.folder.Abs(is)); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(l.folder.Abs(is))
			if err != nil {
				t.Fatal(err)
			}
			read, err := l.readClip(t.Context(), l.folder.Abs(is))
			if err != nil {
				t.Fatal(err)
			}
			w := &walk{Library: l}
			findings := make(chan finding, 1)
			findings <- finding{files: []foundFile{{rel: is, info: info, clip: read}}, left: map[string]index.File{was: {ID: c.ID}}, done: &listing{dir: "2026-11/"}}
			close(findings)
			if err := errors.Join(w.write(t.Context(), findings), w.finish(t.Context())); err != nil {
				t.Fatal(err)
			}
			equal(t, "where it is", locate(t, l, c.ID), []string{filepath.Base(is)})
			equal(t, "clips", len(find(t, l, index.Query{})), 1)
		})
	}
}

func TestFileThatCannotBeReadNowIsReadLater(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	c := add(t, l, described("locked", 0))
	w := &walk{Library: l}
	info, err := os.Stat(c.Path)
	if err != nil {
		t.Fatal(err)
	}
	findings := make(chan finding, 1)
	findings <- finding{files: []foundFile{{rel: "2026-11/" + filepath.Base(c.Path), info: info, was: true, err: &fs.PathError{Op: "open", Err: fs.ErrPermission}}}}
	close(findings)
	if err := w.write(t.Context(), findings); err != nil {
		t.Fatal(err)
	}
	equal(t, "library", find(t, l, index.Query{}), []string{"locked"})
}

// A person goes back to an older Caracal: its index is made anew from the files, and the newer one's is kept for when they come back.
func TestIndexOfALaterVersionIsPutAside(t *testing.T) {
	f := foldersIn(t.TempDir())
	l, err := Open(f, &camera{})
	if err != nil {
		t.Fatal(err)
	}
	add(t, l, described("first", 0))
	execute(t, f, `PRAGMA user_version = 1000`)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l = open(t, f)
	scan(t, l)
	equal(t, "clips", find(t, l, index.Query{}), []string{"first"})
	aside, err := filepath.Glob(filepath.Join(f.Data, "library.db.damaged-*"))
	if err != nil || len(aside) == 0 {
		t.Error("the other index is not kept", err)
	}
}
