package folder

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library/layout"
	"caracal/core/library/librarytest"
	"caracal/core/processtest"
)

// The test binary is also the other process.
func TestMain(m *testing.M) {
	processtest.Main(m, map[string]processtest.Role{
		"copy": func(args []string) error { return copyForEver(args[0], args[1]) },
	})
}

// A moving is a library with clips, one of them in the bin, other files of the person's, and a folder to which it is to go.
type moving struct {
	Relocation
	kept string // the path of a clip
}

func newMoving(t *testing.T) *moving {
	t.Helper()
	home := t.TempDir()
	m := &moving{Relocation: Relocation{From: filepath.Join(home, "My clips #1 100%?"), To: filepath.Join(home, "elsewhere", "clips")}}
	m.kept = m.clip(t, "2026-11/kept.mp4")
	m.clip(t, layout.ToBin("2026-11/deleted.mp4", time.Now()))
	for name, text := range map[string]string{layout.Pictures + "/" + strings.Repeat("ab", 32) + ".jpg": "picture", "holidays/notes – ü.txt": "notes", layout.Incoming + "/.caracal-x.tmp": "half"} {
		librarytest.Write(t, m.From, name, text)
	}
	return m
}

// clip puts a clip with a story into the old folder.
func (m *moving) clip(t *testing.T, rel string) (path string) {
	t.Helper()
	librarytest.Write(t, m.From, rel, string(librarytest.Read(t, filepath.Join("..", "testdata", "clip.mp4"))))
	path = filepath.Join(m.From, filepath.FromSlash(rel))
	err := clipfile.SetStory(path, core.Story{Version: core.StoryVersion, ID: core.NewJobID(), Prompt: rel, Aspect: core.Square, Engine: core.Draft, Created: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	return path
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

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestWhatIsThereIsNeverReplaced(t *testing.T) {
	m := newMoving(t)
	librarytest.Write(t, m.To, "holidays/notes – ü.txt", "other notes")
	for range 2 {
		m.copy(t)
		want := append(librarytest.Settled(t, m.From), "holidays/notes – ü (2).txt")
		slices.Sort(want)
		equal(t, "files", librarytest.Settled(t, m.To), want)
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
	first := librarytest.Read(t, m.kept)
	m.copy(t)
	later := time.Now().Add(time.Hour)
	story, err := clipfile.ReadStory(m.kept)
	story.Tags = []string{"new"}
	if err := errors.Join(err, clipfile.SetStory(m.kept, story)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(m.kept, later, later); err != nil {
		t.Fatal(err)
	}
	m.copy(t)
	equal(t, "files", librarytest.Settled(t, m.To), librarytest.Settled(t, m.From))
	rel, err := filepath.Rel(m.From, m.kept)
	if err != nil {
		t.Fatal(err)
	}
	same, err := sameFiles(t.Context(), m.kept, filepath.Join(m.To, rel))
	if err != nil || !same {
		t.Error("the copy has the old story", err)
	}
	// What was changed at the new place is newer, and stays.
	tagged := librarytest.Read(t, m.kept)
	if err := os.WriteFile(m.kept, first, 0o644); err != nil {
		t.Fatal(err)
	}
	old := later.Add(-2 * time.Hour)
	if err := os.Chtimes(m.kept, old, old); err != nil {
		t.Fatal(err)
	}
	m.copy(t)
	equal(t, "the newer one", librarytest.Read(t, filepath.Join(m.To, rel)), tagged)
	equal(t, "files", librarytest.Settled(t, m.To), librarytest.Settled(t, m.From))
}

func TestRelocationIntoItselfIsRefused(t *testing.T) {
	m := newMoving(t)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(m.From, link); err != nil {
		t.Skip(err)
	}
	before := librarytest.Files(t, m.From)
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
	equal(t, "files", librarytest.Files(t, m.From), before)
	if err := (Relocation{From: m.From + " gone", To: m.To}).Copy(t.Context(), func(int64, int64) {}); core.KindOf(err) != core.FolderMissing {
		t.Errorf("from nowhere: %v", err)
	}
}

func TestFoldersMayBeLinks(t *testing.T) {
	for name, end := range map[string]func(r *Relocation) *string{
		"from": func(r *Relocation) *string { return &r.From },
		"to":   func(r *Relocation) *string { return &r.To },
	} {
		t.Run(name, func(t *testing.T) {
			m := newMoving(t)
			if err := os.MkdirAll(m.To, 0o777); err != nil {
				t.Fatal(err)
			}
			r, link := m.Relocation, filepath.Join(t.TempDir(), "link")
			linked := end(&r)
			if err := os.Symlink(*linked, link); err != nil {
				t.Skip(err)
			}
			*linked = link
			if err := r.Copy(t.Context(), func(int64, int64) {}); err != nil {
				t.Fatal(err)
			}
			equal(t, "files", librarytest.Settled(t, m.To), librarytest.Settled(t, m.From))
			left, err := r.RemoveOld(t.Context())
			if err != nil || left != 0 {
				t.Errorf("%d are left, %v", left, err)
			}
			equal(t, "files that stay", len(librarytest.Settled(t, m.From)), 1) // the picture
		})
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
		equal(t, "half-written files", librarytest.Files(t, filepath.Join(m.To, layout.Incoming)), []string(nil))
	}
	equal(t, "files", librarytest.Settled(t, m.To), librarytest.Settled(t, m.From))
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
	for _, rel := range librarytest.Settled(t, m.From) {
		before[rel] = string(librarytest.Read(t, filepath.Join(m.From, rel)))
	}
	for n := range 10 {
		p := processtest.Start(t, "copy", m.From, m.To)
		for range n + 1 {
			p.Line(t)
		}
		p.Kill()
		p.Wait()
		for _, rel := range librarytest.Settled(t, m.To) {
			if want, ok := before[rel]; !ok || string(librarytest.Read(t, filepath.Join(m.To, rel))) != want {
				t.Errorf("%s is not whole", rel)
			}
		}
	}
	m.copy(t)
	for rel, want := range before {
		for _, dir := range []string{m.From, m.To} {
			equal(t, rel, string(librarytest.Read(t, filepath.Join(dir, rel))), want)
		}
	}
}
