package program

import (
	"os"
	"path/filepath"
	"testing"

	"caracal/core"
)

func TestOpensAndClosesTwice(t *testing.T) {
	folders, err := core.OpenFolders(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second finds every lock given up
		p, err := Open(folders, "http://127.0.0.1:1", "0")
		if err != nil {
			t.Fatal(err)
		}
		if got := len(p.Studio.Engines()); got != 2 {
			t.Errorf("the studio has %d engines", got)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestLibraryIsWhereTheSettingsHaveIt(t *testing.T) {
	folders, err := core.OpenFolders(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	set := core.DefaultSettings()
	set.Library = t.TempDir()
	if err := set.Save(folders.Data); err != nil {
		t.Fatal(err)
	}
	p, err := Open(folders, "", "0")
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if p.Folders.Library != set.Library {
		t.Errorf("the library is in %s", p.Folders.Library)
	}
}

// What was opened before something could not be is closed again: the next try finds every lock given up.
func TestWhatCannotBeOpenedIsClosedAgain(t *testing.T) {
	folders, err := core.OpenFolders(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	index := filepath.Join(folders.Data, "library.db.lock")
	if err := os.Mkdir(index, 0o700); err != nil { // where the library wants a file
		t.Fatal(err)
	}
	if p, err := Open(folders, "", "0"); err == nil {
		p.Close()
		t.Fatal("the library opened without its lock")
	}
	if err := os.Remove(index); err != nil {
		t.Fatal(err)
	}
	p, err := Open(folders, "", "0")
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
}
