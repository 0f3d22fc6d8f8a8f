package picture

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"caracal/core"
)

// keep keeps the picture at path or fails the test.
func keep(t testing.TB, s *Store, path string) core.Picture {
	t.Helper()
	kept, err := s.Keep(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// files returns the names of all files in the store.
func files(t *testing.T, s *Store) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(s.Dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func newStore(t testing.TB) *Store {
	return NewStore(filepath.Join(t.TempDir(), "Caracal", ".caracal", "pictures"))
}

func TestKeepNamesTheCleanCopyByItsHash(t *testing.T) {
	s := newStore(t)
	kept := keep(t, s, write(t, "me & you.jpg", jpegWithEXIF(encoded(t, asJPEG, fourFields(128, 96)), orientationEXIF(6))))
	b, err := os.ReadFile(kept.Path)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b)
	want := core.Picture{Path: filepath.Join(s.Dir, kept.SHA256+".jpg"), Name: "me & you.jpg", SHA256: hex.EncodeToString(sum[:])}
	if kept != want || kept.Path != s.Path(kept.SHA256) {
		t.Errorf("kept %+v, want %+v", kept, want)
	}
	p, err := s.Open(t.Context(), kept.Path)
	if err != nil {
		t.Fatal(err)
	}
	if p.Width != 96 || p.Height != 128 || bytes.Contains(b, []byte("Exif")) {
		t.Errorf("the copy has %d by %d pixels and perhaps metadata, want it upright and clean", p.Width, p.Height)
	}
}

func TestKeepKeepsAPictureOnce(t *testing.T) {
	s := newStore(t)
	path := write(t, "a.png", encoded(t, png.Encode, fourFields(128, 96)))
	first := keep(t, s, path)
	before, err := os.Stat(first.Path)
	if err != nil {
		t.Fatal(err)
	}
	if again := keep(t, s, path); again != first {
		t.Errorf("kept %+v, then %+v", first, again)
	}
	// The same pixels from another file are the same picture under another name.
	other := keep(t, s, write(t, "b.png", encoded(t, png.Encode, fourFields(128, 96))))
	if other.SHA256 != first.SHA256 || other.Name != "b.png" {
		t.Errorf("kept %+v, then %+v", first, other)
	}
	// A clean copy is its own clean copy: to encode it again would lose a little every time.
	if own := keep(t, s, first.Path); own.Path != first.Path || own.SHA256 != first.SHA256 {
		t.Errorf("kept %+v, then its copy as %+v", first, own)
	}
	after, err := os.Stat(first.Path)
	if err != nil {
		t.Fatal(err)
	}
	if names := files(t, s); len(names) != 1 || !os.SameFile(before, after) {
		t.Errorf("the store has %v, want one file, written once", names)
	}
}

func TestKeepMendsADamagedCopy(t *testing.T) {
	s := newStore(t)
	path := write(t, "a.png", encoded(t, png.Encode, fourFields(128, 96)))
	kept := keep(t, s, path)
	whole, err := os.ReadFile(kept.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(kept.Path, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	keep(t, s, path)
	if b, err := os.ReadFile(kept.Path); err != nil || !bytes.Equal(b, whole) {
		t.Errorf("the copy has %d bytes (%v), want %d", len(b), err, len(whole))
	}
}

func TestKeepSeesThatAFileHasChanged(t *testing.T) {
	s := newStore(t)
	path := write(t, "a.png", encoded(t, png.Encode, fourFields(128, 96)))
	shown, err := s.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.Open(t.Context(), path); err != nil || again != shown {
		t.Errorf("opened %p, then %p (%v), want it remembered", shown, again, err)
	}
	first := keep(t, s, path)
	if err := os.WriteFile(path, encoded(t, png.Encode, gray(128, 96)), 0o600); err != nil {
		t.Fatal(err)
	}
	// The clock of some file systems is coarse, and both files may be of one size.
	if err := os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if second := keep(t, s, path); second.SHA256 == first.SHA256 {
		t.Error("the old picture was kept")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Keep(t.Context(), path); core.KindOf(err) != core.PictureMissing {
		t.Errorf("%v, want kind %q", err, core.PictureMissing)
	}
}

func TestKeepFailsByKindAndLeavesNothing(t *testing.T) {
	good := write(t, "a.png", encoded(t, png.Encode, fourFields(128, 96)))
	t.Run("broken picture", func(t *testing.T) {
		s := newStore(t)
		_, err := s.Keep(t.Context(), write(t, "a.jpg", encoded(t, asJPEG, fourFields(128, 96))[:700]))
		if core.KindOf(err) != core.PictureBroken {
			t.Errorf("%v, want kind %q", err, core.PictureBroken)
		}
		if _, err := os.Stat(s.Dir); err == nil {
			t.Error("a folder was made for a picture that is not kept")
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := newStore(t).Keep(ctx, good); err != context.Canceled {
			t.Errorf("%v, want %v", err, context.Canceled)
		}
	})
}

func TestKeepByManyAtOnce(t *testing.T) {
	s := newStore(t)
	path := write(t, "a.png", encoded(t, png.Encode, fourFields(640, 480)))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { keep(t, s, path) })
	}
	wg.Wait()
	if names := files(t, s); len(names) != 1 {
		t.Errorf("the store has %v, want one file", names)
	}
}

func BenchmarkKeepOfWhatIsShown(b *testing.B) {
	s := newStore(b)
	path := write(b, "a.png", encoded(b, png.Encode, detailed(b, 2016, 1512)))
	for b.Loop() {
		keep(b, s, path)
	}
}
