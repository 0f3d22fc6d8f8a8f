package library

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/database"
	"caracal/core/library/index"
)

// asNobody runs f as a person who may write nothing that is not theirs, which root otherwise may.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		f()
		return
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	const nobody = 65534
	set := func(id uintptr) {
		// Only the thread's own way to files changes, so that the rest of the test is as before.
		if _, _, err := syscall.RawSyscall(syscall.SYS_SETFSUID, id, 0, 0); err != 0 {
			t.Fatal(err)
		}
	}
	set(nobody)
	defer set(0)
	f()
}

// readOnly lets nobody write to a clip.
func readOnly(t *testing.T, f core.Folders, c core.Clip) {
	t.Helper()
	if err := os.Chmod(c.Path, 0o444); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Dir(filepath.Dir(f.Data)), filepath.Dir(f.Data), f.Data, filepath.Join(f.Data, "libraries.json")} { // others may look
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func TestMarksOfAClipThatCannotBeWrittenAreInTheIndex(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	c, writable := add(t, l, described("on a read-only disk", 0)), add(t, l, described("on another", 1))
	readOnly(t, f, c)
	if err := os.Chmod(writable.Path, 0o666); err != nil {
		t.Fatal(err)
	}
	asNobody(t, func() {
		done := tag(t, l, "kept", c.ID, writable.ID)
		equal(t, "changed, and in the index only", []int{len(done.Before), done.Here}, []int{2, 1})
	})
	got := has(t, l, c.ID)
	if !got.MarksHere || !got.Story.Favourite || has(t, l, writable.ID).MarksHere {
		t.Errorf("%+v", got)
	}
	if story, err := clipfile.ReadStory(c.Path); err != nil || len(story.Tags) != 0 {
		t.Error(story, err)
	}

	// The index does not forget them when the file is looked at again, until it can be written.
	if err := os.Chtimes(c.Path, noon(), noon()); err != nil {
		t.Fatal(err)
	}
	scan(t, l)
	equal(t, "after a scan", has(t, l, c.ID).Story.Marks, core.Marks{Favourite: true, Tags: []string{"kept"}})
	if err := os.Chmod(c.Path, 0o666); err != nil {
		t.Fatal(err)
	}
	tag(t, l, "written", c.ID)
	story, err := clipfile.ReadStory(c.Path)
	if err != nil || has(t, l, c.ID).MarksHere {
		t.Fatal(err)
	}
	equal(t, "in the file", story.Tags, []string{"kept", "written"})
}

func TestMarksThatOnlyTheIndexKnowsOutliveIt(t *testing.T) {
	for name, lose := range map[string]func(db *sql.DB, path string) error{
		"a later version's": func(db *sql.DB, _ string) error {
			_, err := db.Exec(`PRAGMA user_version = 1000`)
			return err
		},
		"damaged": func(db *sql.DB, path string) error {
			var page int64
			_, err := db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
			err = errors.Join(err, db.QueryRow(`SELECT rootpage FROM sqlite_schema WHERE name = 'clips_largest'`).Scan(&page))
			if err != nil {
				return err
			}
			file, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				return err
			}
			_, err = file.WriteAt(bytes.Repeat([]byte{0xA5}, 4096), (page-1)*4096)
			return errors.Join(err, file.Close())
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := foldersIn(t.TempDir())
			path := filepath.Join(f.Data, "library.db")
			for range 4 { // again and again
				l, err := Open(f, &camera{})
				if err != nil {
					t.Fatal(err)
				}
				c := add(t, l, described("on a read-only disk", 0))
				readOnly(t, f, c)
				asNobody(t, func() { tag(t, l, "kept", c.ID) })
				db := connect(t, f)
				if err := errors.Join(lose(db, path), db.Close(), l.Close()); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(path+"-wal", nil, 0o600); err != nil { // as of a process that died, which is a reason for doubt
				t.Fatal(err)
			}
			l := open(t, f)
			scan(t, l)
			equal(t, "favourites", len(find(t, l, index.Query{Text: "is:favourite tag:kept"})), 4)
			for _, c := range clips(t, l, index.Query{}) {
				equal(t, "in the index only", c.MarksHere, true)
			}
			aside, err := database.Aside(path)
			if err != nil || len(aside) != 2 {
				t.Error(aside, err)
			}
		})
	}
}
