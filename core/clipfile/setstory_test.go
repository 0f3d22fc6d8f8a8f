package clipfile_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/lynx/lynxtest"
)

// told writes a clip with the story into a file.
func told(t *testing.T, odd lynxtest.Odd) (path string, film []byte) {
	t.Helper()
	film, err := lynxtest.OddClip(odd)
	if err != nil {
		t.Fatal(err)
	}
	path = write(t, film)
	container, err := clipfile.Sniff(path)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.Write(film)
	if err := clipfile.AppendStory(&b, container, story); err != nil {
		t.Fatal(err)
	}
	return write(t, b.Bytes()), film
}

// Whatever byte a crash lets SetStory come to, the story is the old or the new one, and the next call puts it right.
func TestSetStoryCutOffAtEveryByte(t *testing.T) {
	for _, odd := range []lynxtest.Odd{lynxtest.Sound, lynxtest.WebM, lynxtest.OpenEnd, lynxtest.Junk} {
		path, film := told(t, odd)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		changed := story
		changed.Favourite, changed.Tags = false, []string{"new"}
		if err := clipfile.SetStory(path, changed); err != nil {
			t.Fatal(err)
		}
		after, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		record := bytes.Clone(after[len(before):])
		kind := bytes.Index(record, []byte("uuid"))
		copy(record[kind:], "free")
		for n := range len(record) + 4 { // the record grows, and then its kind is written
			cut := append(bytes.Clone(before), record[:min(n, len(record))]...)
			copy(cut[min(len(cut), len(before)+kind):], "uuid"[:max(0, n-len(record))])
			path := write(t, cut)
			var clean bytes.Buffer
			if err := clipfile.WriteClean(&clean, path); err != nil || !bytes.Equal(clean.Bytes(), film) {
				t.Fatalf("%s, after %d bytes, is %d bytes without its story and not %d, %v", odd, n, clean.Len(), len(film), err)
			}
			got, err := clipfile.ReadStory(path)
			if err != nil || cmp.Diff(story, got) != "" {
				t.Fatalf("%s, after %d bytes: %+v, %v", odd, n, got, err)
			}
			if err := clipfile.SetStory(path, changed); err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(path)
			if err != nil || n < len(record) && !bytes.Equal(b, after) {
				t.Fatalf("%s, mended after %d bytes, it has %d bytes and not %d, %v", odd, n, len(b), len(after), err)
			}
			if got, err := clipfile.ReadStory(path); err != nil || cmp.Diff(changed, got) != "" || !bytes.HasPrefix(b, film) {
				t.Fatalf("%s, mended after %d bytes: %+v, %v", odd, n, got, err)
			}
		}
	}
}

func TestManyChangesDoNotMakeAClipGrowWithoutEnd(t *testing.T) {
	for _, odd := range []lynxtest.Odd{lynxtest.Sound, lynxtest.WebM, lynxtest.Junk} {
		path, film := told(t, odd)
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
		changed := story
		for i := range 300 {
			changed.Tags = []string{fmt.Sprint(i)}
			if err := clipfile.SetStory(path, changed); err != nil {
				t.Fatal(err)
			}
		}
		b, err := os.ReadFile(path)
		if err != nil || !bytes.HasPrefix(b, film) || len(b) > len(film)+80<<10 {
			t.Errorf("%s has grown from %d to %d bytes, %v", odd, len(film), len(b), err)
		}
		if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o644 {
			t.Errorf("its mode is %v, %v", st.Mode(), err)
		}
		if got, err := clipfile.ReadStory(path); err != nil || cmp.Diff(changed, got) != "" {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

func TestSetStoryRefuses(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.mp4")
	if err := os.WriteFile(text, []byte("this is no clip at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	path, _ := told(t, lynxtest.Sound)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	long := story
	long.Prompt = strings.Repeat("\u0001", 10*core.MaxPrompt)
	for name, c := range map[string]struct {
		path  string
		story core.Story
		kind  core.Kind
	}{
		"text":    {text, story, core.BadClip},
		"missing": {filepath.Join(dir, "gone.mp4"), story, core.FolderMissing},
		"long":    {path, long, core.Internal},
	} {
		if err := clipfile.SetStory(c.path, c.story); core.KindOf(err) != c.kind {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Error("a refused story has changed the file", err)
	}
}
