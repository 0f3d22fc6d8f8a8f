package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
)

// posterOf returns the path of a clip's poster, made if need be.
func posterOf(t *testing.T, l *Library, c core.Clip) string {
	t.Helper()
	path, err := l.Poster(t.Context(), c.ID, posterSize())
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// usedBy returns what the previews take on the disk.
func usedBy(l *Library) (int64, error) {
	_, bytes, err := l.previews.list(context.Background())
	return bytes, err
}

func TestPreviewsSeenLeastRecentlyGoFirst(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	var clips []core.Clip
	var paths []string
	for i := range 12 {
		clips = append(clips, add(t, l, described(fmt.Sprint("clip ", i), time.Duration(i)*time.Minute)))
		paths = append(paths, posterOf(t, l, clips[i]))
		seen := time.Now().Add(-time.Duration(100-i) * time.Hour)
		if err := os.Chtimes(paths[i], seen, seen); err != nil {
			t.Fatal(err)
		}
	}
	used, err := usedBy(l)
	if err != nil || used <= 0 {
		t.Fatal(used, err)
	}
	each := used / 12
	posterOf(t, l, clips[0]) // which is the oldest, and is looked at now
	l.LimitPreviews(10 * each)
	next := add(t, l, described("one more", time.Hour))
	last := posterOf(t, l, next)
	var there []int
	for i, path := range paths {
		if exists(path) {
			there = append(there, i)
		}
	}
	equal(t, "posters that are left", there, []int{0, 5, 6, 7, 8, 9, 10, 11})
	equal(t, "the new one", exists(last), true)
	if used, err := usedBy(l); err != nil || used > 10*each {
		t.Error(used, err)
	}
	if err := l.EmptyCache(t.Context()); err != nil {
		t.Fatal(err)
	}
	if used, err := usedBy(l); err != nil || used != 0 {
		t.Error(used, err)
	}
	equal(t, "made again", exists(posterOf(t, l, clips[3])), true)
}

func TestALowerLimitIsKeptToAtOnce(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	l.previews.wait = 0
	for i := range 5 {
		posterOf(t, l, add(t, l, described(fmt.Sprint("clip ", i), 0)))
	}
	used, err := usedBy(l)
	if err != nil {
		t.Fatal(err)
	}
	limit := used * 3 / 5
	l.previews.turn <- struct{}{} // somebody removes thousands of files, and nobody at the window waits for that
	l.LimitPreviews(used * 4 / 5)
	l.LimitPreviews(limit)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.EmptyCache(over); !errors.Is(err, context.Canceled) {
		t.Error("emptied while the window closes:", err)
	}
	<-l.previews.turn
	l.previews.work.Wait()
	now, err := usedBy(l)
	if err != nil || now > limit || now < limit/2 {
		t.Errorf("%d bytes of %d are left where %d are allowed, %v", now, used, limit, err)
	}
	if err := l.EmptyCache(over); !errors.Is(err, context.Canceled) {
		t.Error("emptied while the window closes:", err)
	}
	if left, err := usedBy(l); left != now {
		t.Error(left, err)
	}

	l.previews.wait = time.Hour
	l.LimitPreviews(1)
	l.previews.close() // waits for no hour
	if left, err := usedBy(l); left != now {
		t.Error(left, err)
	}
}

func TestPreviewsFollowAmendedClips(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	eye := l.posters.decoder.(*camera)
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
	if moved == before || exists(before) {
		t.Errorf("the poster is %q, as before", moved)
	}
}

// A file in a clip's place is another film, even when it has the same id and the same size.
func TestPosterOfAChangedFileIsMadeAnew(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	eye := l.posters.decoder.(*camera)
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

// What is cached shows its clip for good, so it must not be of a film that has come into its clip's place and that no scan has seen yet.
func TestPreviewsAreNotOfAnotherFilmInTheClipsPlace(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	eye := l.posters.decoder.(*camera)
	a, b := add(t, l, described("a", 0)), add(t, l, described("b, with another length", 0))
	swap := func() {
		rename(t, a.Path, a.Path+".away")
		rename(t, b.Path, a.Path)
		rename(t, a.Path+".away", b.Path)
	}
	none := func(when string) {
		t.Helper()
		_, err := l.Poster(t.Context(), a.ID, posterSize())
		wantKind(t, when, err, core.BadClip)
		if err := l.strips.keep(t.Context(), []core.Clip{a}); err != nil {
			t.Error(when, err)
		}
		equal(t, when, append(tree(t, l.posters.dir), tree(t, l.strips.dir)...), []string(nil))
	}
	if err := os.MkdirAll(l.posters.dir, 0o700); err != nil {
		t.Fatal(err)
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
	if err := l.strips.keep(t.Context(), []core.Clip{a}); err != nil {
		t.Error(err)
	}
	equal(t, "swapped while a filmstrip is made", []any{here, tree(t, l.strips.dir)}, []any{false, []string(nil)})

	scan(t, l)
	a = has(t, l, a.ID)
	posterOf(t, l, a)
	keep(t, l)
	if got, err := os.ReadFile(l.Filmstrip(a)); err != nil || string(got) != "strip of "+a.Path {
		t.Errorf("%q, %v", got, err)
	}
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
	equal(t, "filmstrips made", l.posters.decoder.(*camera).strips.Load(), int64(1))
}

func TestPreviewsOfDeletedClipsGoWithTheBin(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	c := add(t, l, described("one", 0))
	posterOf(t, l, c)
	keep(t, l)
	if err := l.Delete(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := l.EmptyBin(context.Background(), 0); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"posters", "filmstrips"} {
		equal(t, dir, tree(t, filepath.Join(f.Cache, dir)), []string(nil))
	}
}
