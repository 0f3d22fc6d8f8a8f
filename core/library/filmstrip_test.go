package library

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/filmstrip"
	"caracal/core/media/mediatest"
)

func TestTheNewestClipsHaveFilmstrips(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	eye := l.posters.decoder.(*camera)
	var clips []core.Clip
	for i := range mostStrips + 2 {
		clips = append(clips, add(t, l, described(fmt.Sprint("clip ", i), time.Duration(i)*time.Minute)))
	}
	oldest, newest := clips[0], clips[len(clips)-1]
	eye.broken = clips[5].Path
	away := clips[7].Path + " away"
	move := func(from, to string) {
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	move(clips[7].Path, away)
	keep(t, l)
	equal(t, "filmstrip of one that is gone", l.Filmstrip(clips[7]), "")
	move(away, clips[7].Path)
	keep(t, l)
	if l.Filmstrip(clips[7]) == "" {
		t.Error("there is none of the one that has come back")
	}
	equal(t, "attempts", eye.strips.Load(), int64(mostStrips))
	equal(t, "filmstrip of the oldest", l.Filmstrip(oldest), "")
	equal(t, "filmstrip of the broken one", l.Filmstrip(clips[5]), "")
	if b, err := os.ReadFile(l.Filmstrip(newest)); err != nil || string(b) != "strip of "+newest.Path {
		t.Errorf("filmstrip of the newest: %q, %v", b, err)
	}

	keep(t, l)
	equal(t, "attempts after another look", eye.strips.Load(), int64(mostStrips))

	// A clip in the bin gives its place to an older one.
	left := filepath.Join(f.Cache, "filmstrips", ".caracal-1.tmp")
	if err := os.WriteFile(left, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(left, long, long); err != nil {
		t.Fatal(err)
	}
	if err := l.Delete(t.Context(), newest.ID); err != nil {
		t.Fatal(err)
	}
	keep(t, l)
	if l.Filmstrip(clips[1]) == "" {
		t.Error("the next one has none")
	}
	equal(t, "what a crash has left", exists(left), false)

	// A file that has been changed is another film.
	changed := clips[10]
	changed.Bytes++
	equal(t, "filmstrip of a changed file", l.Filmstrip(changed), "")
}

// Where there is room for a few only, the newest have them, posters have the other half, and nothing is made that makes another one go.
func TestFilmstripsKeepToHalfOfTheBudget(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	eye := l.posters.decoder.(*camera)
	var clips []core.Clip
	for i := range 20 {
		clips = append(clips, add(t, l, described("clip", time.Duration(i)*time.Minute)))
	}
	keep(t, l)
	used, err := usedBy(l)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.EmptyCache(t.Context()); err != nil {
		t.Fatal(err)
	}
	poster, err := l.Poster(t.Context(), clips[0].ID, image.Pt(16, 9))
	if err != nil {
		t.Fatal(err)
	}
	l.LimitPreviews(used * 9 / 10)
	eye.strips.Store(0)
	keep(t, l)
	some := eye.strips.Load()
	if some < 3 || some > 18 {
		t.Fatal(some, " filmstrips")
	}
	for range 3 {
		keep(t, l)
	}
	equal(t, "filmstrips made in all", eye.strips.Load(), some)
	equal(t, "poster", exists(poster), true)
	newest := len(clips) - int(some)
	for i, c := range clips {
		equal(t, c.Path, l.Filmstrip(c) != "", i >= newest)
	}

	// Newer ones take the place of the oldest ones, not of those that are kept and were not seen for long.
	l.LimitPreviews(sizeOf(poster) + (some+1)*used/20)
	for i, c := range clips[newest:] {
		seen := time.Now().Add(-time.Duration(100+i) * time.Hour)
		if err := os.Chtimes(l.strips.path(c), seen, seen); err != nil {
			t.Fatal(err)
		}
	}
	next := []core.Clip{add(t, l, described("clip", time.Hour)), add(t, l, described("clip", 2*time.Hour))}
	keep(t, l)
	keep(t, l)
	equal(t, "filmstrips of the new ones", []bool{l.Filmstrip(next[0]) != "", l.Filmstrip(next[1]) != ""}, []bool{true, true})
	equal(t, "filmstrips made in all", eye.strips.Load(), some+2)
}

func TestFilmstripShowsTheClip(t *testing.T) {
	decoder := mediatest.Decoder(t)
	l, err := Open(foldersIn(t.TempDir()), decoder)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c, err := l.Add(t.Context(), mediatest.Clip(t, 1280, 720, 24, 48), described("one", 0))
	if err != nil {
		t.Fatal(err)
	}
	keep(t, l)
	if _, err := decoder.Frame(t.Context(), c.Path, c.Duration/2, image.Pt(64, 64)); err != nil {
		t.Error(err)
	}
	if s, err := filmstrip.Open(l.Filmstrip(c)); err != nil || s.Len() != 48 {
		t.Errorf("%+v, %v", s, err)
	}
}

// What a draft leaves beside its clip is the clip's from the moment on when it is on the shelf, and no decoder is asked.
func TestAClipComesWithItsFilmstripAndPoster(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	eye := l.posters.decoder.(*camera)
	file := mediatest.Clip(t, 1280, 720, 24, 2)
	for path, text := range map[string]string{filmstrip.Beside(file): "its strip", filmstrip.PosterBeside(file): "its poster"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := l.Add(t.Context(), file, described("one", 0))
	if err != nil {
		t.Fatal(err)
	}
	poster, err := l.Poster(t.Context(), c.ID, image.Pt(filmstrip.PosterSide, filmstrip.PosterSide))
	if err != nil {
		t.Fatal(err)
	}
	keep(t, l)
	for path, want := range map[string]string{l.Filmstrip(c): "its strip", poster: "its poster"} {
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("%q, want %q; %v", got, want, err)
		}
	}
	equal(t, "filmstrips made", eye.strips.Load(), int64(0))
}

func keep(t *testing.T, l *Library) {
	t.Helper()
	if err := l.KeepFilmstrips(t.Context()); err != nil {
		t.Fatal(err)
	}
}
