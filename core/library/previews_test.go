package library

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/filmstrip"
	"caracal/core/library/librarytest"
	"caracal/core/media/mediatest"
)

func posterSize() image.Point { return image.Pt(320, 180) }

// posterOf returns the path of a clip's poster, made if need be.
func posterOf(t *testing.T, l *Library, c core.Clip) string {
	t.Helper()
	path, err := l.Poster(t.Context(), c.ID, posterSize())
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func keep(t *testing.T, l *Library) {
	t.Helper()
	if err := l.KeepFilmstrips(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestPreviewsFollowAmendedClips(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	eye := l.decoder.(*camera)
	c := add(t, l, described("one", 0))
	keep(t, l)
	before := posterOf(t, l, c)
	_, err := l.Amend(t.Context(), []core.JobID{c.ID}, func(core.Clip) core.Marks {
		return core.Marks{Favourite: true, Tags: []string{"a long tag, so that the file grows"}}
	})
	if err != nil {
		t.Fatal(err)
	}
	after, _, err := l.Has(c.ID)
	if err != nil || after.Bytes == c.Bytes {
		t.Fatal("the file has not changed", err)
	}
	moved := posterOf(t, l, after)
	equal(t, "posters made", eye.shots.Load(), int64(1))
	equal(t, "filmstrips made", eye.strips.Load(), int64(1))
	equal(t, "filmstrip", l.Filmstrip(after) != "", true)
	if moved == before || core.Exists(before) {
		t.Errorf("the poster is %q, as before", moved)
	}
}

// A file in a clip's place is another film, even when it has the same id and the same size.
func TestPosterOfAChangedFileIsMadeAnew(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	eye := l.decoder.(*camera)
	c := add(t, l, described("one", 0))
	posterOf(t, l, c)
	at := time.Now().Add(time.Hour)
	if err := os.Chtimes(c.Path, at, at); err != nil {
		t.Fatal(err)
	}
	scan(t, l)
	if err := l.lookThrough(t.Context()); err != nil {
		t.Fatal(err)
	}
	posterOf(t, l, c)
	equal(t, "posters made", eye.shots.Load(), int64(2))
}

// Another program may have written to the file, as when it sets a time: its film is still the clip's.
func TestPreviewsOfAFileThatWasTouchedAreMadeBeforeAScan(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	c := add(t, l, described("one", 0))
	if err := os.Chtimes(c.Path, noon(), noon()); err != nil {
		t.Fatal(err)
	}
	before := posterOf(t, l, c)
	keep(t, l)
	keep(t, l)
	if err := l.lookThrough(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "poster", posterOf(t, l, c), before)
	equal(t, "filmstrip", l.Filmstrip(has(t, l, c.ID)) != "", true)
	equal(t, "filmstrips made", l.decoder.(*camera).strips.Load(), int64(1))
}

func TestPreviewsOfDeletedClipsGoWithTheBin(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	c := add(t, l, described("one", 0))
	posterOf(t, l, c)
	keep(t, l)
	if _, err := l.Delete(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := l.EmptyBin(context.Background(), 0); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"posters", "filmstrips"} {
		equal(t, dir, librarytest.Files(t, filepath.Join(f.Cache, dir)), []string(nil))
	}
}

func TestNoPosterOfNothing(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	for _, id := range []core.JobID{core.NewJobID(), "../../x", ""} {
		if path, err := l.Poster(t.Context(), id, posterSize()); err == nil {
			t.Error(path)
		}
	}
}

func TestTheNewestClipsHaveFilmstrips(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	eye := l.decoder.(*camera)
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
	if _, err := l.Delete(t.Context(), newest.ID); err != nil {
		t.Fatal(err)
	}
	keep(t, l)
	if l.Filmstrip(clips[1]) == "" {
		t.Error("the next one has none")
	}
	equal(t, "what a crash has left", core.Exists(left), false)

	// A file that has been changed is another film.
	changed := clips[10]
	changed.Bytes++
	equal(t, "filmstrip of a changed file", l.Filmstrip(changed), "")
}

// What a draft leaves beside its clip is the clip's from the moment on when it is on the shelf, and no decoder is asked.
func TestAClipComesWithItsFilmstripAndPoster(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	eye := l.decoder.(*camera)
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
