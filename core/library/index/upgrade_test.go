package index_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/database"
	"caracal/core/library"
	"caracal/core/library/index"
	"caracal/core/media"
)

// An eye is a decoder that says what clips are, and shows none.
type eye struct{ library.Decoder }

func (eye) Info(_ context.Context, path string) (media.Info, error) { return media.ReadInfo(path) }

// openLibrary opens a library that the test closes.
func openLibrary(t *testing.T, f core.Folders) *library.Library {
	t.Helper()
	l, err := library.Open(f, eye{})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// add puts a clip into a library.
func add(t *testing.T, l *library.Library, prompt string, after time.Duration) core.Clip {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.mp4")
	err := core.WriteFile(path, func(w io.Writer) error {
		b, err := os.ReadFile(filepath.Join("..", "testdata", "clip.mp4"))
		if err == nil {
			_, err = w.Write(b)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := l.Add(t.Context(), path, core.Clip{ID: core.NewJobID(), PictureName: "portrait.jpg", Story: core.Story{
		Version: core.StoryVersion, Prompt: prompt, Aspect: core.Square, Engine: core.Draft, Created: time.Date(2026, 11, 22, 12, 0, 0, 0, time.Local).Add(after),
	}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What a library knew by an index of the first version it knows by one of this version, and what that cannot have known is read from the files again.
func TestIndexOfAnEarlierVersionIsReadAgain(t *testing.T) {
	dir := t.TempDir()
	f := core.Folders{Library: filepath.Join(dir, "clips"), Data: filepath.Join(dir, "data"), Cache: filepath.Join(dir, "cache")}
	l := openLibrary(t, f)
	a, b := add(t, l, "first", 0), add(t, l, "second", time.Second)
	if err := errors.Join(l.Scan(t.Context()), l.Close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(f.Data, "library.db")
	if err := os.Rename(path, path+".new"); err != nil {
		t.Fatal(err)
	}
	db, _, err := database.Open(path, database.Options{Migrations: index.Migrations()[:1]})
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
	l = openLibrary(t, f)
	defer l.Close()
	if err := l.Scan(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []core.Clip{a, b} {
		got, found, err := l.Has(c.ID)
		if err != nil || !found || got.Path != c.Path {
			t.Errorf("%q is at %q, not at %q: %v", c.Story.Prompt, got.Path, c.Path, err)
		}
		if story, err := clipfile.ReadStory(got.Path); err != nil || story.ID != c.ID {
			t.Errorf("%s holds another clip, %v", got.Path, err)
		}
		if got.PictureName != c.PictureName {
			t.Error("what only the index knew is lost")
		}
	}
}
