package library

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library/index"
	"caracal/core/library/librarytest"
)

func TestAddedClipIsAnOrdinaryFileThatCarriesItsStory(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	c := described("smiles and slowly turns", 2*time.Hour+2*time.Minute)
	source := made(t)
	original, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := l.Add(t.Context(), source, c)
	if err != nil {
		t.Fatal(err)
	}

	want := "2026-11/2026-11-22 1402 smiles and slowly turns " + string(c.ID[:4]) + ".mp4"
	equal(t, "files", librarytest.Files(t, f.Library), []string{want})
	equal(t, "path", saved.Path, filepath.Join(f.Library, filepath.FromSlash(want)))
	if b, err := os.ReadFile(saved.Path); err != nil || !bytes.HasPrefix(b, original) || saved.Bytes != int64(len(b)) {
		t.Error("the clip's own bytes were changed, or counted wrongly", err)
	}
	story, err := clipfile.ReadStory(saved.Path)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "story", story, c.Story)
	if info, err := os.Stat(saved.Path); err != nil || info.Mode() != usualMode(t) {
		t.Error("the clip is not for those who may read the folder: ", info.Mode(), err)
	}
	if saved.Width != 64 || saved.Height != 64 || saved.Took != c.Took || saved.PictureName != c.PictureName {
		t.Errorf("%+v", saved)
	}
	if core.Exists(source) {
		t.Error("the source is still there")
	}
	again, ok, err := l.Has(c.ID)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	equal(t, "Has", again, saved)
}

// usualMode is that of a file which another program makes.
func usualMode(t *testing.T) os.FileMode {
	t.Helper()
	path := filepath.Join(t.TempDir(), "usual")
	if err := os.WriteFile(path, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()
}

func TestClipIsSavedOnceHoweverOftenItIsAdded(t *testing.T) {
	c := described("once", 0)
	for name, between := range map[string]func(t *testing.T, l *Library, f core.Folders) *Library{
		"at once": func(_ *testing.T, l *Library, _ core.Folders) *Library { return l },
		"after a crash between the file and the index": func(t *testing.T, l *Library, f core.Folders) *Library {
			execute(t, f, `DELETE FROM clips`)
			return l
		},
		"after the index was lost and the file renamed": func(t *testing.T, l *Library, f core.Folders) *Library {
			saved, _, err := l.Has(c.ID)
			if err := errors.Join(err, os.Rename(saved.Path, filepath.Join(f.Library, "my best.mp4")), os.RemoveAll(f.Data)); err != nil {
				t.Fatal(err)
			}
			return open(t, f)
		},
		"after it was deleted": func(t *testing.T, l *Library, _ core.Folders) *Library {
			if _, err := l.Delete(t.Context(), c.ID); err != nil {
				t.Fatal(err)
			}
			return l
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := foldersIn(t.TempDir())
			l := open(t, f)
			add(t, l, c)
			l = between(t, l, f)
			source := made(t)
			if _, err := l.Add(t.Context(), source, c); err != nil {
				t.Fatal(err)
			}
			if files := librarytest.Files(t, f.Library); len(files) != 1 {
				t.Error(files)
			}
			if core.Exists(source) {
				t.Error("the second source is still there")
			}
		})
	}
}

func TestClipWhoseFileIsGoneIsSavedAgain(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	c := described("again", 0)
	saved := add(t, l, c)
	if err := os.Remove(saved.Path); err != nil {
		t.Fatal(err)
	}
	again := add(t, l, c)
	again.Modified = saved.Modified
	equal(t, "saved again", again, saved)
	equal(t, "there", core.Exists(saved.Path), true)
}

func TestManyGoroutinesAddAtOnce(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	var group sync.WaitGroup
	for i := range 20 {
		c, source := described("many", time.Duration(i/2)), made(t)
		for _, file := range []string{source, made(t)} { // the same clip twice
			group.Go(func() {
				if _, err := l.Add(t.Context(), file, c); err != nil {
					t.Error(err)
				}
			})
		}
	}
	group.Wait()
	equal(t, "files", len(librarytest.Files(t, f.Library)), 20)
	equal(t, "clips", len(find(t, l, index.Query{})), 20)
}

func TestWhatCannotBeAddedStaysWhereItIs(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	text := filepath.Join(t.TempDir(), "out.mp4")
	if err := os.WriteFile(text, []byte("<html>not a video, but long enough to look at</html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := l.Add(t.Context(), text, described("text", 0))
	wantKind(t, "text", err, core.Unplayable)
	aside := core.PathOf(err)
	if _, err = l.Add(t.Context(), text, core.Clip{ID: "../../x"}); err == nil {
		t.Error("a job id that is a path was taken")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	source := made(t)
	if _, err = l.Add(ctx, source, described("stopped", 0)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	equal(t, "sources", core.Exists(text) && core.Exists(source), true)
	files := librarytest.Files(t, f.Library)
	if len(files) != 1 || f.Library+"/"+files[0] != filepath.ToSlash(aside) {
		t.Error(files, aside)
	}
}
