package library

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"caracal/core"
	"caracal/core/media"
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

func TestMarksOfAClipThatCannotBeWrittenAreInTheIndex(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	c, writable := add(t, l, described("on a read-only disk", 0)), add(t, l, described("on another", 1))
	if err := os.Chmod(c.Path, 0o444); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Dir(filepath.Dir(f.Data)), filepath.Dir(f.Data), f.Data, filepath.Join(f.Data, "libraries.json")} { // others may look
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
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
	if story, err := media.ReadStory(c.Path); err != nil || len(story.Tags) != 0 {
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
	story, err := media.ReadStory(c.Path)
	if err != nil || has(t, l, c.ID).MarksHere {
		t.Fatal(err)
	}
	equal(t, "in the file", story.Tags, []string{"kept", "written"})
}
