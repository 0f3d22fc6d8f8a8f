package shots

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
)

func TestOnlyOldPicturesThatNoListNamesGo(t *testing.T) {
	dir, book := t.TempDir(), Book{Dir: filepath.Join(t.TempDir(), "lists")}
	remove := func(before time.Time) {
		t.Helper()
		if err := book.RemoveUnnamed(dir, before); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.RemoveUnnamed(filepath.Join(dir, "none"), time.Now()); err != nil {
		t.Error("without the folder:", err)
	}
	start := time.Now()
	for name, changed := range map[string]time.Time{"old.png": start.Add(-time.Hour), "listed.png": start.Add(-time.Hour), "damaged.png": start.Add(-time.Hour), "new.png": start.Add(time.Second)} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("picture"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, changed, changed); err != nil {
			t.Fatal(err)
		}
	}
	l := New()
	l.Rows = []Row{NewRow(filepath.Join(dir, "listed.png"), "Pasted picture", Choice{Aspect: core.Tall, Engine: core.Draft})}
	if err := book.Save(l); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(book.Dir, "x.json.damaged"), []byte(`{"path": "/damaged.png`), 0o600); err != nil {
		t.Fatal(err)
	}
	remove(start)
	var left []string
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		left = append(left, f.Name())
	}
	if diff := cmp.Diff([]string{"damaged.png", "listed.png", "new.png"}, left); diff != "" {
		t.Error("(-want +got)", diff)
	}
}
