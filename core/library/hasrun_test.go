package library

import (
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
)

func TestHasRunFindsAClipOnAnyComputerOfItsFolder(t *testing.T) {
	folders := foldersIn(t.TempDir())
	l := open(t, folders)
	recent, old := described("smiles", 0), described("waves", 0)
	recent.Story.Created, recent.Story.Task = time.Now().Add(-8*24*time.Hour), "run-1"
	old.Story.Created, old.Story.Task = time.Now().Add(-90*24*time.Hour), "run-2"
	add(t, l, recent)
	add(t, l, old)
	want := func(l *Library, run string, id core.JobID) {
		t.Helper()
		c, ok, err := l.HasRun(t.Context(), run)
		if err != nil || ok != (id != "") || c.ID != id {
			t.Errorf("%s: clip %q, %v, %v; want %q", run, c.ID, ok, err, id)
		}
	}
	want(l, "run-1", recent.ID)
	want(l, "run-2", "")
	want(l, "", "")
	// Another computer, or this one when all it knew is lost.
	folders.Data = filepath.Join(t.TempDir(), "data")
	other := open(t, folders)
	want(other, "run-1", recent.ID)
	if _, err := other.Delete(t.Context(), recent.ID); err != nil {
		t.Fatal(err)
	}
	want(other, "run-1", recent.ID)
}
