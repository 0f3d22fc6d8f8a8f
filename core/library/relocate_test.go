package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/processtest"
)

// A moving is a library with clips, one of them in the bin, other files of the person's, and a folder to which it is to go.
type moving struct {
	Relocation
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
	if err := m.l.Delete(t.Context(), m.deleted.ID); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{".caracal/pictures/" + m.kept.Story.Picture + ".jpg": "picture", "holidays/notes – ü.txt": "notes", ".caracal/incoming/.caracal-x.tmp": "half"} {
		m.write(t, m.f.Library, name, text)
	}
	m.Relocation = Relocation{From: m.f.Library, To: filepath.Join(home, "elsewhere", "clips")}
	return m
}

func (m *moving) write(t *testing.T, root, name, text string) {
	t.Helper()
	path := filepath.Join(root, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func (m *moving) copy(t *testing.T) {
	t.Helper()
	last, first := int64(-1), true
	err := m.Copy(t.Context(), func(done, all int64) {
		if done > all || !first && done < last && done != 0 {
			t.Errorf("after %d of %d bytes it is at %d", last, all, done)
		}
		last, first = done, false
	})
	if err != nil {
		t.Fatal(err)
	}
}

// whole is what is in a folder, less what is for the moment.
func whole(t *testing.T, dir string) []string {
	return slices.DeleteFunc(tree(t, dir), func(rel string) bool { return filepath.Dir(rel) == filepath.FromSlash(incomingDir) })
}

func TestLibraryGoesToAnotherFolder(t *testing.T) {
	m := newMoving(t)
	m.copy(t)
	equal(t, "files", whole(t, m.To), whole(t, m.From))
	equal(t, "half-written files", tree(t, filepath.Join(m.To, incomingDir)), []string(nil))

	// The next start finds all of it there, and what came in the meantime after another look.
	late := add(t, m.l, described("late", 2*time.Hour))
	f := m.f
	f.Library = m.To
	m.copy(t)
	l := open(t, f)
	scan(t, l)
	equal(t, "clips", find(t, l, Query{}), []string{"late", "kept"})
	equal(t, "in the bin", find(t, l, Query{Bin: true}), []string{"deleted"})
	for _, c := range []core.Clip{m.kept, late} {
		got := has(t, l, c.ID)
		if !within(m.To, got.Path) || got.PictureName != c.PictureName || got.Took != c.Took {
			t.Errorf("the clip is %+v", got)
		}
	}

	left, err := m.RemoveOld(t.Context())
	if err != nil || left != 0 {
		t.Error(left, err)
	}
	equal(t, "left behind", whole(t, m.From), []string{picturesDir + "/" + m.kept.Story.Picture + ".jpg"})
	scan(t, l)
	equal(t, "clips", find(t, l, Query{}), []string{"late", "kept"})
}

func TestWhatIsThereIsNeverReplaced(t *testing.T) {
	m := newMoving(t)
	m.write(t, m.To, "holidays/notes – ü.txt", "other notes")
	for range 2 {
		m.copy(t)
		want := append(whole(t, m.From), "holidays/notes – ü (2).txt")
		slices.Sort(want)
		equal(t, "files", whole(t, m.To), want)
	}
	if b, err := os.ReadFile(filepath.Join(m.To, "holidays", "notes – ü.txt")); err != nil || string(b) != "other notes" {
		t.Errorf("what was there is %q, %v", b, err)
	}
	left, err := m.RemoveOld(t.Context())
	if err != nil || left != 1 {
		t.Errorf("%d files stay, %v; want the notes, which are not the same", left, err)
	}
	if b, err := os.ReadFile(filepath.Join(m.From, "holidays", "notes – ü.txt")); err != nil || string(b) != "notes" {
		t.Errorf("the notes are %q, %v", b, err)
	}
}

func TestClipThatChangedIsCopiedAgain(t *testing.T) {
	m := newMoving(t)
	first := read(t, m.kept.Path)
	m.copy(t)
	later := time.Now().Add(time.Hour)
	tag(t, m.l, "new", m.kept.ID)
	if err := os.Chtimes(m.kept.Path, later, later); err != nil {
		t.Fatal(err)
	}
	m.copy(t)
	equal(t, "files", whole(t, m.To), whole(t, m.From))
	rel, err := filepath.Rel(m.From, m.kept.Path)
	if err != nil {
		t.Fatal(err)
	}
	same, err := sameFiles(t.Context(), m.kept.Path, filepath.Join(m.To, rel))
	if err != nil || !same {
		t.Error("the copy has the old story", err)
	}
	// What was changed at the new place is newer, and stays.
	tagged := read(t, m.kept.Path)
	if err := os.WriteFile(m.kept.Path, first, 0o644); err != nil {
		t.Fatal(err)
	}
	old := later.Add(-2 * time.Hour)
	if err := os.Chtimes(m.kept.Path, old, old); err != nil {
		t.Fatal(err)
	}
	m.copy(t)
	equal(t, "the newer one", read(t, filepath.Join(m.To, rel)), tagged)
	equal(t, "files", whole(t, m.To), whole(t, m.From))
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestClipDeletedAfterItWasCopiedIsInTheBinOnly(t *testing.T) {
	m := newMoving(t)
	m.copy(t)
	if err := m.l.Delete(t.Context(), m.kept.ID); err != nil {
		t.Fatal(err)
	}
	m.copy(t)
	f := m.f
	f.Library = m.To
	l := open(t, f)
	scan(t, l)
	equal(t, "clips", len(find(t, l, Query{})), 0)
	equal(t, "in the bin", len(find(t, l, Query{Bin: true})), 2)
}

func TestRelocationIntoItselfIsRefused(t *testing.T) {
	m := newMoving(t)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(m.From, link); err != nil {
		t.Skip(err)
	}
	before := tree(t, m.From)
	for _, to := range []string{m.From, filepath.Join(m.From, "sub"), filepath.Dir(m.From), link, filepath.Join(link, "sub")} {
		r := Relocation{From: m.From, To: to}
		if err := r.Copy(t.Context(), func(int64, int64) {}); !errors.Is(err, ErrNested) {
			t.Errorf("to %s: %v", to, err)
		}
	}
	os.Remove(filepath.Join(m.From, "sub")) // it was made to look where it is
	// However one came to it, a file is not the copy of itself.
	if left, err := (Relocation{From: m.From, To: link}).RemoveOld(t.Context()); left == 0 || err != nil {
		t.Errorf("%d files are left, %v", left, err)
	}
	equal(t, "files", tree(t, m.From), before)
	if err := (Relocation{From: m.From + " gone", To: m.To}).Copy(t.Context(), func(int64, int64) {}); core.KindOf(err) != core.FolderMissing {
		t.Errorf("from nowhere: %v", err)
	}
}

func TestStoppedRelocationGoesOn(t *testing.T) {
	m := newMoving(t)
	for stopAt := 1; ; stopAt++ {
		ctx, cancel := context.WithCancel(t.Context())
		steps := 0
		err := m.Copy(ctx, func(int64, int64) {
			if steps++; steps == stopAt {
				cancel()
			}
		})
		cancel()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		equal(t, "half-written files", tree(t, filepath.Join(m.To, incomingDir)), []string(nil))
	}
	equal(t, "files", whole(t, m.To), whole(t, m.From))
}

// copyForEver copies a library again and again, until it is killed. It says so at each file.
func copyForEver(from, to string) error {
	for {
		err := (Relocation{From: from, To: to}).Copy(context.Background(), func(int64, int64) { os.Stdout.WriteString("at work\n") })
		if err = errors.Join(err, os.RemoveAll(filepath.Join(to, "2026-11"))); err != nil {
			return err
		}
	}
}

func TestKilledRelocationLosesNothing(t *testing.T) {
	m := newMoving(t)
	before := map[string]string{}
	for _, rel := range whole(t, m.From) {
		before[rel] = string(read(t, filepath.Join(m.From, rel)))
	}
	for n := range 10 {
		p := processtest.Start(t, "copy", m.From, m.To)
		for range n + 1 {
			p.Line(t)
		}
		p.Kill()
		p.Wait()
		for _, rel := range whole(t, m.To) {
			if want, ok := before[rel]; !ok || string(read(t, filepath.Join(m.To, rel))) != want {
				t.Errorf("%s is not whole", rel)
			}
		}
	}
	m.copy(t)
	for rel, want := range before {
		for _, dir := range []string{m.From, m.To} {
			equal(t, rel, string(read(t, filepath.Join(dir, rel))), want)
		}
	}
}

func TestUsageAndEmptyCache(t *testing.T) {
	m := newMoving(t)
	size := int64(len(read(t, m.kept.Path)))
	for name, text := range map[string]string{"posters/a.jpg": "1234", "filmstrips/b.mp4": "56789", "other": "0"} {
		m.write(t, m.f.Cache, name, text)
	}
	u, err := m.l.Usage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "usage", u, Usage{Clips: size + 5, Count: 2, Pictures: 7, Bin: int64(len(read(t, has(t, m.l, m.deleted.ID).Path))), Cache: 10})
	if err := m.l.EmptyCache(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "cache", tree(t, m.f.Cache), []string{"other"})
	if err := m.l.EmptyCache(t.Context()); err != nil {
		t.Error("of an empty cache: ", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.l.Usage(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
