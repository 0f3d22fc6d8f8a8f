package library

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/database"
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
			if err := l.Delete(t.Context(), b.ID); err != nil {
				t.Fatal(err)
			}
			equal(t, "a's file", exists(b.Path), true)
			scan(t, l)
			equal(t, "library", find(t, l, Query{}), []string{"first"})
			if err := l.Delete(t.Context(), a.ID); err != nil {
				t.Fatal(err)
			}
			equal(t, "bin", find(t, l, Query{Bin: true}), []string{"first"})
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
	equal(t, "library", find(t, l, Query{}), []string(nil))
	equal(t, "the video is left alone", exists(c.Path), true)
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
	return clips(t, l, Query{Text: "is:copy"})
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
		if err := l.Delete(t.Context(), c.ID); err != nil {
			t.Fatal(err)
		}
		scan(t, l)
		equal(t, "library", find(t, l, Query{}), []string{"original"})
		equal(t, "bin", find(t, l, Query{Bin: true}), []string{"original"})
		equal(t, "where they are", locate(t, l, a.ID, c.ID), []string{filepath.Base(a.Path), "renamed.mp4"})
		if err := l.Restore(t.Context(), c.ID); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("also when the original is", func(t *testing.T) {
		if err := l.Delete(t.Context(), a.ID); err != nil {
			t.Fatal(err)
		}
		scan(t, l)
		equal(t, "the one that is left", len(copies(t, l)), 1)
		if n, err := l.EmptyBin(t.Context(), 0); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		equal(t, "where they are", locate(t, l, a.ID, c.ID), []string{"renamed.mp4", ""})
		equal(t, "copies", len(copies(t, l)), 0)
		equal(t, "search", find(t, l, Query{Text: "orig"}), []string{"original"})
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
	equal(t, "clips", len(find(t, l, Query{})), 1)
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
			findings <- finding{files: []foundFile{{rel: is, info: info, clip: read}}, left: map[string]knownFile{was: {id: c.ID}}, done: &listing{dir: "2026-11/"}}
			close(findings)
			if err := errors.Join(w.write(t.Context(), findings), w.finish(t.Context())); err != nil {
				t.Fatal(err)
			}
			equal(t, "where it is", locate(t, l, c.ID), []string{filepath.Base(is)})
			equal(t, "clips", len(find(t, l, Query{})), 1)
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
	equal(t, "library", find(t, l, Query{}), []string{"locked"})
}

func TestIndexOfAnEarlierVersionIsReadAgain(t *testing.T) {
	f := foldersIn(t.TempDir())
	l, err := Open(f, &camera{})
	if err != nil {
		t.Fatal(err)
	}
	a, b := add(t, l, described("first", 0)), add(t, l, described("second", time.Second))
	scan(t, l)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(f.Data, "library.db")
	rename(t, path, path+".new")
	db, _, err := database.Open(path, database.Options{Migrations: migrations()[:1]})
	if err != nil {
		t.Fatal(err)
	}
	columns := `seq, id, root, path, size, mtime, missing, deleted, engine, aspect, created, prompt, clip`
	_, err = db.Exec(`ATTACH ? AS new`, path+".new")
	if err == nil {
		_, err = db.Exec(`INSERT INTO clips (` + columns + `) SELECT ` + columns + ` FROM new.clips; INSERT INTO scans SELECT root FROM new.scans`)
	}
	if err == nil { // two rows that claim one file, as the first version could leave them
		_, err = db.Exec(`UPDATE clips SET path = (SELECT path FROM clips WHERE id = ?)`, a.ID)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	l = open(t, f)
	scan(t, l)
	equal(t, "where they are", locate(t, l, a.ID, b.ID), []string{filepath.Base(a.Path), filepath.Base(b.Path)})
	got, _, err := l.Has(b.ID)
	if err != nil || got.PictureName != b.PictureName {
		t.Error("what only the index knew is lost", err)
	}
}

// A person goes back to an older Caracal: its index is made anew from the files, and the newer one's is kept for when they come back.
func TestIndexOfALaterVersionIsPutAside(t *testing.T) {
	f := foldersIn(t.TempDir())
	l, err := Open(f, &camera{})
	if err != nil {
		t.Fatal(err)
	}
	add(t, l, described("first", 0))
	_, err = l.index.db.Exec(`PRAGMA user_version = 1000`)
	if err := errors.Join(err, l.Close()); err != nil {
		t.Fatal(err)
	}
	l = open(t, f)
	scan(t, l)
	equal(t, "clips", find(t, l, Query{}), []string{"first"})
	aside, err := filepath.Glob(filepath.Join(f.Data, "library.db.damaged-*"))
	if err != nil || len(aside) == 0 {
		t.Error("the other index is not kept", err)
	}
}

func TestIndexThatCannotBeReplacedIsReplacedLater(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	add(t, l, described("kept", 0))
	index := filepath.Join(f.Data, "library.db")
	if _, err := l.index.db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(index, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	// To its end: the pages that the connection has read it does not read again.
	_, err = file.WriteAt(bytes.Repeat([]byte{0xA5}, int(info.Size())-4096), 4096)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	rename(t, f.Data, f.Data+" away")
	l.index.doubt.Store(true)
	if l.index.heal(t.Context()) == nil {
		t.Fatal("it was replaced in a folder that is gone")
	}
	if _, err := l.List(t.Context(), Query{}); err == nil {
		t.Error("it was read")
	}
	l.Version()
	rename(t, f.Data+" away", f.Data)
	scan(t, l)
	equal(t, "library", find(t, l, Query{}), []string{"kept"})
}
