package picture

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"caracal/core"
)

func TestOpenTakesAnyName(t *testing.T) {
	file := encoded(t, asJPEG, fourFields(128, 96))
	names := []string{"a b", "#1", "100%41", "it's 'so'", "🐈 naïve", "C:x", "-rf", "no ending", strings.Repeat("x", 250)}
	if runtime.GOOS != "windows" {
		names = append(names, "what?", `"quoted"`, "two\nlines", `back\slash`, "<&>")
	}
	for _, name := range names {
		p, err := Open(t.Context(), write(t, name, file))
		if err != nil {
			t.Errorf("%q: %v", name, err)
		} else if p.Name != name {
			t.Errorf("%q goes by %q", name, p.Name)
		}
	}
}

func TestOpenNeedsAFile(t *testing.T) {
	dir := t.TempDir()
	check := func(t *testing.T, path string, want core.Kind) {
		t.Helper()
		if _, err := Open(t.Context(), path); core.KindOf(err) != want {
			t.Errorf("%v, want kind %q", err, want)
		}
	}
	t.Run("folder", func(t *testing.T) { check(t, dir, core.PictureNotFile) })
	t.Run("vanished", func(t *testing.T) { check(t, filepath.Join(dir, "gone.jpg"), core.PictureMissing) })
	t.Run("no name", func(t *testing.T) { check(t, "", core.PictureMissing) })
	t.Run("impossible name", func(t *testing.T) { check(t, "a\x00b", core.PictureMissing) })
	t.Run("endless name", func(t *testing.T) { check(t, filepath.Join(dir, strings.Repeat("x", 5000)), core.PictureMissing) })
	t.Run("file as folder", func(t *testing.T) { check(t, filepath.Join(write(t, "a", []byte("b")), "c.jpg"), core.PictureMissing) })
	t.Run("too many bytes", func(t *testing.T) {
		path := write(t, "huge.jpg", testFile(t, "progressive.jpg"))
		if err := os.Truncate(path, MaxBytes+1); err != nil {
			t.Fatal(err)
		}
		check(t, path, core.PictureTooLarge)
	})
	t.Run("nothing but zeros", func(t *testing.T) {
		path := write(t, "zeros.jpg", nil)
		if err := os.Truncate(path, MaxBytes); err != nil {
			t.Fatal(err)
		}
		check(t, path, core.PictureUnknown)
	})
}
