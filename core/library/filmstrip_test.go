package library

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/media"
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
	if s, err := media.OpenStrip(l.Filmstrip(c)); err != nil || s.Len() != 48 {
		t.Errorf("%+v, %v", s, err)
	}
}

// What a draft leaves beside its clip is the clip's from the moment on when it is on the shelf, and no decoder is asked.
func TestAClipComesWithItsFilmstripAndPoster(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	eye := l.posters.decoder.(*camera)
	file := mediatest.Clip(t, 1280, 720, 24, 2)
	for path, text := range map[string]string{media.StripBeside(file): "its strip", media.PosterBeside(file): "its poster"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := l.Add(t.Context(), file, described("one", 0))
	if err != nil {
		t.Fatal(err)
	}
	poster, err := l.Poster(t.Context(), c.ID, image.Pt(media.PosterSide, media.PosterSide))
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
