package library

import (
	"context"
	"database/sql"
	"image"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/core/media"
)

// A camera is a decoder that counts how often it is asked.
type camera struct {
	shots, strips atomic.Int64
	broken        string // path of a clip that has no filmstrip
	meanwhile     func() // what happens while a clip is looked at; nil for nothing
	letGo         []bool // whether each clip that it was told to let go of was still there
	onLetGo       func() // is called each time, unless it is nil
}

func (c *camera) LetGo(_ context.Context, paths ...string) error {
	for _, path := range paths {
		c.letGo = append(c.letGo, core.Exists(path))
	}
	if c.onLetGo != nil {
		c.onLetGo()
	}
	return nil
}

func (c *camera) FilmOfGIF(_ context.Context, _, to string) error {
	b, err := os.ReadFile("testdata/clip.mp4")
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o600)
}

func (c *camera) Info(_ context.Context, path string) (media.Info, error) {
	return media.ReadInfo(path)
}

func (c *camera) Poster(_ context.Context, _ string, size image.Point) (*image.RGBA, error) {
	c.shots.Add(1)
	if c.meanwhile != nil {
		c.meanwhile()
	}
	return image.NewRGBA(image.Rectangle{Max: size}), nil
}

func (c *camera) Filmstrip(_ context.Context, from, to string) error {
	c.strips.Add(1)
	if c.meanwhile != nil {
		c.meanwhile()
	}
	if c.broken == from || !core.Exists(from) {
		return core.Errorf("make filmstrip", core.BadClip, "broken")
	}
	return os.WriteFile(to, []byte("strip of "+from), 0o600)
}

func foldersIn(dir string) core.Folders {
	return core.Folders{Library: filepath.Join(dir, "My clips #1 100%?"), Data: filepath.Join(dir, "data"), Cache: filepath.Join(dir, "cache")}
}

func open(t testing.TB, f core.Folders) *Library {
	t.Helper()
	return openWith(t, f, &camera{})
}

func openWith(t testing.TB, f core.Folders, d Decoder) *Library {
	t.Helper()
	l, err := Open(f, d)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// connect returns another connection to the index in these folders than that of the library.
func connect(t testing.TB, f core.Folders) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(f.Data, "library.db")+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// execute changes the index in these folders as a library does not.
func execute(t testing.TB, f core.Folders, query string, args ...any) {
	t.Helper()
	db := connect(t, f)
	defer db.Close()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatal(err)
	}
}

// noon is when the clips of these tests are asked for, where the person is.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.Local) }

// described returns a clip as the studio hands it in, asked for so long after noon.
func described(prompt string, after time.Duration) core.Clip {
	id := core.NewJobID()
	return core.Clip{ID: id, PictureName: "portrait.jpg", Took: 41 * time.Second, Story: core.Story{
		Version: core.StoryVersion, ID: id, Prompt: prompt, Aspect: core.Square, Engine: core.Lynx, Model: "wavespeed-ai/lynx", Task: "task-1",
		Created: noon().Add(after), Picture: strings.Repeat("ab", 32), Price: 50 * core.Cent,
	}}
}

// made returns a new file as an engine leaves it.
func made(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("testdata/clip.mp4")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "out.mp4")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func add(t testing.TB, l *Library, c core.Clip) core.Clip {
	t.Helper()
	saved, err := l.Add(t.Context(), made(t), c)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// deleted and restored are Delete and Restore where only the error counts.
func deleted(t testing.TB, l *Library, ids ...core.JobID) error {
	_, err := l.Delete(t.Context(), ids...)
	return err
}

func restored(t testing.TB, l *Library, ids ...core.JobID) error {
	_, err := l.Restore(t.Context(), ids...)
	return err
}

func scan(t testing.TB, l *Library) {
	t.Helper()
	if err := l.Scan(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// list returns what q wants.
func list(t testing.TB, l *Library, q index.Query) index.Listing {
	t.Helper()
	list, err := l.List(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// clips returns the whole clips that q wants.
func clips(t testing.TB, l *Library, q index.Query) (clips []core.Clip) {
	t.Helper()
	for _, row := range list(t, l, q).Rows {
		c, found, err := l.Clip(t.Context(), row)
		if err != nil || !found {
			t.Fatal(found, err)
		}
		clips = append(clips, c)
	}
	return clips
}

// find returns the prompts of the clips that q wants.
func find(t testing.TB, l *Library, q index.Query) []string {
	t.Helper()
	var prompts []string
	for _, c := range clips(t, l, q) {
		prompts = append(prompts, c.Story.Prompt)
	}
	return prompts
}

func equal(t testing.TB, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func wantKind(t testing.TB, what string, err error, kind core.Kind) {
	t.Helper()
	if core.KindOf(err) != kind {
		t.Errorf("%s: %v (kind %q), want kind %q", what, err, core.KindOf(err), kind)
	}
}
