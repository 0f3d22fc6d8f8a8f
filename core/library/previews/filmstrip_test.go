package previews

import (
	"image"
	"os"
	"slices"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/filmstrip"
	"caracal/core/media/mediatest"
)

// Where there is room for a few only, the first have them, posters have the other half, and nothing is made that makes another one go.
func TestFilmstripsKeepToHalfOfTheBudget(t *testing.T) {
	f, eye := newFilms(t), &camera{}
	p := f.open(t, eye)
	var clips []core.Clip // the newest is the first
	for range 20 {
		clips = append(clips, f.clip(t, "clip"))
	}
	keep(t, p, clips)
	used := usedBy(t, p)
	if err := p.Empty(t.Context()); err != nil {
		t.Fatal(err)
	}
	poster, err := p.Poster(t.Context(), clips[19], image.Pt(16, 9))
	if err != nil {
		t.Fatal(err)
	}
	p.Limit(used * 9 / 10)
	eye.strips.Store(0)
	keep(t, p, clips)
	some := eye.strips.Load()
	if some < 3 || some > 18 {
		t.Fatal(some, " filmstrips")
	}
	for range 3 {
		keep(t, p, clips)
	}
	equal(t, "filmstrips made in all", eye.strips.Load(), some)
	equal(t, "poster", core.Exists(poster), true)
	for i, c := range clips {
		equal(t, c.Path, p.Filmstrip(c) != "", i < int(some))
	}

	// Newer ones take the place of the oldest ones, not of those that are kept and were not seen for long.
	p.Limit(sizeOf(poster) + (some+1)*used/20)
	for i, c := range clips[:some] {
		seen := time.Now().Add(-time.Duration(100+int(some)-i) * time.Hour)
		if err := os.Chtimes(p.strips.path(c), seen, seen); err != nil {
			t.Fatal(err)
		}
	}
	next := []core.Clip{f.clip(t, "clip"), f.clip(t, "clip")}
	clips = slices.Concat(next, clips)
	keep(t, p, clips)
	keep(t, p, clips)
	equal(t, "filmstrips of the new ones", []bool{p.Filmstrip(next[0]) != "", p.Filmstrip(next[1]) != ""}, []bool{true, true})
	equal(t, "filmstrips made in all", eye.strips.Load(), some+2)
}

func TestFilmstripShowsTheClip(t *testing.T) {
	decoder := mediatest.Decoder(t)
	f := newFilms(t)
	p := f.open(t, decoder)
	c := f.clipOf(t, mediatest.Clip(t, 1280, 720, 24, 48), "one")
	keep(t, p, []core.Clip{c})
	if _, err := decoder.Frame(t.Context(), c.Path, time.Second, image.Pt(64, 64)); err != nil {
		t.Error(err)
	}
	if s, err := filmstrip.Open(p.Filmstrip(c)); err != nil || s.Len() != 48 {
		t.Errorf("%+v, %v", s, err)
	}
}
