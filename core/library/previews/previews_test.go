package previews

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/clipfile"
)

// A camera is a decoder that counts how often it is asked.
type camera struct {
	shots, strips atomic.Int64
	meanwhile     func() // what happens while a clip is looked at; nil for nothing
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
	return os.WriteFile(to, []byte("strip of "+from), 0o600)
}

// films are files of clips, and a cache for what stands for them.
type films struct{ dir, cache string }

func newFilms(t *testing.T) films { return films{t.TempDir(), filepath.Join(t.TempDir(), "cache")} }

// open returns the previews in the cache.
func (f films) open(t *testing.T, d Decoder) *Previews {
	p := New(f.cache, d)
	t.Cleanup(p.Close)
	return p
}

// clip returns a new clip, as an index knows it.
func (f films) clip(t *testing.T, prompt string) core.Clip {
	t.Helper()
	return f.clipOf(t, filepath.Join("..", "testdata", "clip.mp4"), prompt)
}

// clipOf returns a new clip that has the film of a file.
func (f films) clipOf(t *testing.T, film, prompt string) core.Clip {
	t.Helper()
	id := core.NewJobID()
	story := core.Story{Version: core.StoryVersion, ID: id, Prompt: prompt, Aspect: core.Square, Engine: core.Draft, Created: time.Now()}
	c := core.Clip{ID: id, Story: story, Path: filepath.Join(f.dir, string(id)+".mp4")}
	b, err := os.ReadFile(film)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(c.Path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.Write(b)
	if err := errors.Join(err, clipfile.AppendStory(file, clipfile.MP4, story), file.Close()); err != nil {
		t.Fatal(err)
	}
	return indexed(t, c)
}

// indexed returns a clip with the size and the time of its file.
func indexed(t *testing.T, c core.Clip) core.Clip {
	t.Helper()
	info, err := os.Stat(c.Path)
	if err != nil {
		t.Fatal(err)
	}
	c.Bytes, c.Modified = info.Size(), time.UnixMicro(info.ModTime().UnixMicro())
	return c
}

func posterSize() image.Point { return image.Pt(320, 180) }

// posterOf returns the path of a clip's poster, made if need be.
func posterOf(t *testing.T, p *Previews, c core.Clip) string {
	t.Helper()
	path, err := p.Poster(t.Context(), c, posterSize())
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func keep(t *testing.T, p *Previews, clips []core.Clip) {
	t.Helper()
	if err := p.KeepFilmstrips(t.Context(), clips); err != nil {
		t.Fatal(err)
	}
}

// usedBy returns what the previews take on the disk.
func usedBy(t *testing.T, p *Previews) int64 {
	t.Helper()
	_, bytes, err := p.budget.list(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestPreviewsSeenLeastRecentlyGoFirst(t *testing.T) {
	f := newFilms(t)
	p := f.open(t, &camera{})
	var clips []core.Clip
	var paths []string
	for i := range 12 {
		clips = append(clips, f.clip(t, fmt.Sprint("clip ", i)))
		paths = append(paths, posterOf(t, p, clips[i]))
		seen := time.Now().Add(-time.Duration(100-i) * time.Hour)
		if err := os.Chtimes(paths[i], seen, seen); err != nil {
			t.Fatal(err)
		}
	}
	used := usedBy(t, p)
	if used <= 0 {
		t.Fatal(used)
	}
	each := used / 12
	posterOf(t, p, clips[0]) // which is the oldest, and is looked at now
	p.Limit(10 * each)
	last := posterOf(t, p, f.clip(t, "one more"))
	var there []int
	for i, path := range paths {
		if core.Exists(path) {
			there = append(there, i)
		}
	}
	equal(t, "posters that are left", there, []int{0, 5, 6, 7, 8, 9, 10, 11})
	equal(t, "the new one", core.Exists(last), true)
	if used := usedBy(t, p); used > 10*each {
		t.Error(used)
	}
	if err := p.Empty(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "used after that", usedBy(t, p), int64(0))
	equal(t, "made again", core.Exists(posterOf(t, p, clips[3])), true)
}

func TestALowerLimitIsKeptToAtOnce(t *testing.T) {
	f := newFilms(t)
	p := f.open(t, &camera{})
	p.budget.wait = 0
	for i := range 5 {
		posterOf(t, p, f.clip(t, fmt.Sprint("clip ", i)))
	}
	used := usedBy(t, p)
	limit := used * 3 / 5
	p.budget.turn <- struct{}{} // somebody removes thousands of files, and nobody at the window waits for that
	p.Limit(used * 4 / 5)
	p.Limit(limit)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.Empty(over); !errors.Is(err, context.Canceled) {
		t.Error("emptied while the window closes:", err)
	}
	<-p.budget.turn
	p.budget.work.Wait()
	now := usedBy(t, p)
	if now > limit || now < limit/2 {
		t.Errorf("%d bytes of %d are left where %d are allowed", now, used, limit)
	}
	if err := p.Empty(over); !errors.Is(err, context.Canceled) {
		t.Error("emptied while the window closes:", err)
	}
	equal(t, "used after that", usedBy(t, p), now)

	p.budget.wait = time.Hour
	p.Limit(1)
	p.Close() // waits for no hour
	equal(t, "used when it is closed", usedBy(t, p), now)
}

// What is cached shows its clip for good, so it must not be of a film that has come into its clip's place and that no scan has seen yet.
func TestPreviewsAreNotOfAnotherFilmInTheClipsPlace(t *testing.T) {
	f, eye := newFilms(t), &camera{}
	p := f.open(t, eye)
	a, b := f.clip(t, "a"), f.clip(t, "b, with another length")
	swap := func() {
		away := a.Path + ".away"
		if err := errors.Join(os.Rename(a.Path, away), os.Rename(b.Path, a.Path), os.Rename(away, b.Path)); err != nil {
			t.Fatal(err)
		}
	}
	files := func(dir string) int {
		list, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		return len(list)
	}
	none := func(when string) {
		t.Helper()
		if _, err := p.Poster(t.Context(), a, posterSize()); core.KindOf(err) != core.BadClip {
			t.Errorf("%s: %v, want one of kind BadClip", when, err)
		}
		keep(t, p, []core.Clip{a})
		equal(t, when, files(p.posters.dir)+files(p.strips.dir), 0)
	}
	swap()
	none("swapped before")
	equal(t, "looks at another clip", eye.shots.Load()+eye.strips.Load(), int64(0))
	swap()
	here := true
	eye.meanwhile = func() {
		if here {
			swap()
		}
		here = false
	}
	none("swapped while a poster is made")
	swap()
	here = true
	keep(t, p, []core.Clip{a})
	equal(t, "swapped while a filmstrip is made", []any{here, files(p.strips.dir)}, []any{false, 0})

	a.Path = b.Path // as a scan finds out
	a = indexed(t, a)
	posterOf(t, p, a)
	keep(t, p, []core.Clip{a})
	if got, err := os.ReadFile(p.Filmstrip(a)); err != nil || string(got) != "strip of "+a.Path {
		t.Errorf("%q, %v", got, err)
	}
}
