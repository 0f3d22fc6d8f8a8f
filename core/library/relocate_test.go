package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/library/folder"
	"caracal/core/library/index"
	"caracal/core/library/layout"
	"caracal/core/library/librarytest"
)

// A moving is a library with clips, one of them in the bin, other files of the person's, and a folder to which it is to go.
type moving struct {
	folder.Relocation
	f       core.Folders
	l       *Library
	kept    core.Clip
	deleted core.Clip
}

func newMoving(t *testing.T) *moving {
	t.Helper()
	home := t.TempDir()
	m := &moving{f: foldersIn(home)}
	m.l = open(t, m.f)
	m.kept, m.deleted = add(t, m.l, described("kept", 0)), add(t, m.l, described("deleted", time.Hour))
	if _, err := m.l.Delete(t.Context(), m.deleted.ID); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{".caracal/pictures/" + m.kept.Story.Picture + ".jpg": "picture", "holidays/notes – ü.txt": "notes", ".caracal/incoming/.caracal-x.tmp": "half"} {
		librarytest.Write(t, m.f.Library, name, text)
	}
	m.Relocation = folder.Relocation{From: m.f.Library, To: filepath.Join(home, "elsewhere", "clips")}
	return m
}

func (m *moving) copy(t *testing.T) {
	t.Helper()
	if err := m.Copy(t.Context(), func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
}

func TestLibraryGoesToAnotherFolder(t *testing.T) {
	m := newMoving(t)
	m.copy(t)
	equal(t, "files", librarytest.Settled(t, m.To), librarytest.Settled(t, m.From))
	equal(t, "half-written files", librarytest.Files(t, filepath.Join(m.To, layout.Incoming)), []string(nil))

	// The next start finds all of it there, and what came in the meantime after another look.
	late := add(t, m.l, described("late", 2*time.Hour))
	f := m.f
	f.Library = m.To
	m.copy(t)
	l := open(t, f)
	scan(t, l)
	equal(t, "clips", find(t, l, index.Query{}), []string{"late", "kept"})
	equal(t, "in the bin", find(t, l, index.Query{Bin: true}), []string{"deleted"})
	for _, c := range []core.Clip{m.kept, late} {
		got := has(t, l, c.ID)
		if !strings.HasPrefix(got.Path, m.To+string(filepath.Separator)) || got.PictureName != c.PictureName || got.Took != c.Took {
			t.Errorf("the clip is %+v", got)
		}
	}

	left, err := m.RemoveOld(t.Context())
	if err != nil || left != 0 {
		t.Error(left, err)
	}
	equal(t, "left behind", librarytest.Settled(t, m.From), []string{layout.Pictures + "/" + m.kept.Story.Picture + ".jpg"})
	scan(t, l)
	equal(t, "clips", find(t, l, index.Query{}), []string{"late", "kept"})
}

func TestClipDeletedAfterItWasCopiedIsInTheBinOnly(t *testing.T) {
	m := newMoving(t)
	m.copy(t)
	if _, err := m.l.Delete(t.Context(), m.kept.ID); err != nil {
		t.Fatal(err)
	}
	m.copy(t)
	f := m.f
	f.Library = m.To
	l := open(t, f)
	scan(t, l)
	equal(t, "clips", len(find(t, l, index.Query{})), 0)
	equal(t, "in the bin", len(find(t, l, index.Query{Bin: true})), 2)
}

func TestUsageAndEmptyCache(t *testing.T) {
	m := newMoving(t)
	size := int64(len(librarytest.Read(t, m.kept.Path)))
	for name, text := range map[string]string{"posters/a.jpg": "1234", "filmstrips/b.mp4": "56789", "other": "0"} {
		librarytest.Write(t, m.f.Cache, name, text)
	}
	u, err := m.l.Usage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := Usage{Clips: size + 5, Count: 2, Pictures: 7, Bin: int64(len(librarytest.Read(t, has(t, m.l, m.deleted.ID).Path))), Cache: 10}
	equal(t, "usage", u, want)
	link := m.f
	link.Library = filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(m.f.Library, link.Library); err == nil {
		if u, err = open(t, link).Usage(t.Context()); err != nil {
			t.Fatal(err)
		}
		equal(t, "usage by a link", u, want)
	}
	if err := m.l.EmptyCache(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "cache", librarytest.Files(t, m.f.Cache), []string{"other"})
	if err := m.l.EmptyCache(t.Context()); err != nil {
		t.Error("of an empty cache: ", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.l.Usage(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
