package clipfile_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"image"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/lynx/lynxtest"
	"caracal/core/media"
	"caracal/core/media/mediatest"
)

var story = core.Story{
	Version: core.StoryVersion, ID: "7f3a", Prompt: "smiles and slowly turns \u2028 <\"🐈\">\n", Aspect: core.Wide, Engine: core.Lynx, Model: "wavespeed-ai/lynx",
	Task: "task-1", Created: time.Date(2026, 11, 22, 14, 2, 0, 0, time.UTC), Picture: strings.Repeat("ab", 32), Price: 50 * core.Cent,
	Marks: core.Marks{Favourite: true, Tags: []string{"cat", "golden hour", "👩‍👧", "חתול"}},
}

// appended returns the path of a copy of the clip with b at its end.
func appended(t *testing.T, clip string, b []byte) string {
	t.Helper()
	whole, err := os.ReadFile(clip)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "clip #1 100% “?”.mp4")
	if err := os.WriteFile(path, append(whole, b...), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func storyBox(t *testing.T, s core.Story) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := clipfile.AppendStory(&b, clipfile.MP4, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rawStory is a story box with any text in it.
func rawStory(t *testing.T, text string) []byte {
	t.Helper()
	head := storyBox(t, core.Story{})[:24]
	n := len(head) + len(text)
	head[0], head[1], head[2], head[3] = byte(n>>24), byte(n>>16), byte(n>>8), byte(n)
	return append(head, text...)
}

// copyClean writes a clip without its story to a file.
func copyClean(to, clip string) error {
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	return errors.Join(clipfile.WriteClean(f, clip), f.Close())
}

func TestStoryTravelsWithTheClip(t *testing.T) {
	clip := mediatest.Clip(t, 160, 96, 24, 3)
	told := appended(t, clip, storyBox(t, story))
	got, err := clipfile.ReadStory(told)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(story, got); d != "" {
		t.Error(d)
	}
	if out := mediatest.Tool(t, "ffmpeg", "-v", "warning", "-i", told, "-f", "null", "-"); out != "" {
		t.Errorf("ffmpeg complains: %s", out)
	}
	clean := filepath.Join(t.TempDir(), "clean.mp4")
	if err := copyClean(clean, told); err != nil {
		t.Fatal(err)
	}
	want, _ := os.ReadFile(clip)
	have, _ := os.ReadFile(clean)
	if !bytes.Equal(want, have) {
		t.Error("the clean copy is not what the clip was before its story")
	}
	if _, err := clipfile.ReadStory(clean); core.KindOf(err) != core.BadClip {
		t.Errorf("a clean copy has a story: %v", err)
	}
}

// The story's fields are the list of what may leave this computer with a clip: whoever adds one must add it here, and think.
func TestStoryHoldsNothingElse(t *testing.T) {
	var fields map[string]any
	if err := json.Unmarshal(storyBox(t, story)[24:], &fields); err != nil {
		t.Fatal(err)
	}
	for _, known := range []string{"version", "id", "prompt", "aspect", "engine", "model", "task", "created", "picture", "price", "favourite", "tags"} {
		if _, ok := fields[known]; !ok {
			t.Errorf("no %s", known)
		}
		delete(fields, known)
	}
	for name := range fields {
		t.Errorf("%s gets into the file", name)
	}
}

func TestReadStory(t *testing.T) {
	clip := mediatest.Clip(t, 160, 96, 24, 3)
	other := story
	other.Prompt = "later"
	long := story
	long.Prompt = strings.Repeat("\u0001", core.MaxPrompt) // six bytes each
	for _, c := range []struct {
		name string
		tail []byte
		want string // prompt
		fail bool
	}{
		{name: "none", fail: true},
		{name: "unknown fields of a later version", tail: rawStory(t, `{"version":9,"prompt":"new","mood":{"deep":[1]}}`), want: "new"},
		{name: "the longest", tail: storyBox(t, long), want: long.Prompt},
		{name: "the last counts", tail: append(storyBox(t, story), storyBox(t, other)...), want: "later"},
		{name: "not JSON", tail: rawStory(t, "<html>"), fail: true},
		{name: "wrong type", tail: rawStory(t, `{"prompt":7}`), fail: true},
		{name: "wrong tags", tail: rawStory(t, `{"prompt":"kept","tags":{"a":[7]},"favourite":"yes"}`), want: "kept"},
		{name: "a damaged one after a good one", tail: append(storyBox(t, story), rawStory(t, `{"prompt":"half`)...), want: story.Prompt},
		{name: "empty", tail: rawStory(t, ""), fail: true},
		{name: "too long", tail: rawStory(t, `{"prompt":"`+strings.Repeat("a", 200_000)+`"}`), fail: true},
		{name: "deep", tail: rawStory(t, `{"x":`+strings.Repeat("[", 100_000)), fail: true},
		{name: "cut off", tail: storyBox(t, story)[:60], fail: true},
		{name: "claims four gigabytes", tail: append([]byte{0xff, 0xff, 0xff, 0xff}, storyBox(t, story)[4:]...), fail: true},
		{name: "another's uuid", tail: append([]byte("\x00\x00\x00\x1auuid"), "0123456789abcdef{}"...), fail: true},
		{name: "garbage after it", tail: append(storyBox(t, story), "abc"...), want: story.Prompt},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := clipfile.ReadStory(appended(t, clip, c.tail))
			if c.fail != (err != nil) || got.Prompt != c.want {
				t.Errorf("prompt %.40q, error %v", got.Prompt, err)
			}
			if err != nil && core.KindOf(err) != core.BadClip {
				t.Errorf("kind %q", core.KindOf(err))
			}
		})
	}
}

// A file of several gigabytes is looked at from box to box.
func TestStoryOfABigFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "big.mp4")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const size = 5 << 30 // with a hole in it, so it takes no room
	if _, err := f.Write([]byte{0, 0, 0, 1, 'm', 'd', 'a', 't', 0, 0, 0, 1, 0x40, 0, 0, 0}); err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(size); err != nil {
		t.Skip("no sparse files here")
	}
	if _, err := f.WriteAt(storyBox(t, story), size); err != nil {
		t.Fatal(err)
	}
	got, err := clipfile.ReadStory(path)
	if err != nil || got.Prompt != story.Prompt {
		t.Errorf("%+v, %v", got, err)
	}
}

// Someone else's tool may put boxes after ours. What comes after a story must stay where it is, because an MP4 counts bytes from its start.
func TestCleanCopyMovesNothing(t *testing.T) {
	clip, err := os.ReadFile(mediatest.Clip(t, 160, 96, 24, 5))
	if err != nil {
		t.Fatal(err)
	}
	box := storyBox(t, story)
	moov := bytes.Index(clip, []byte("moov")) - 4
	stco := bytes.Index(clip, []byte("stco")) + 12
	// The story goes before moov, and the one chunk moves by its size.
	chunk := int(clip[stco])<<24 | int(clip[stco+1])<<16 | int(clip[stco+2])<<8 | int(clip[stco+3]) + len(box)
	clip[stco], clip[stco+1], clip[stco+2], clip[stco+3] = byte(chunk>>24), byte(chunk>>16), byte(chunk>>8), byte(chunk)
	path := filepath.Join(t.TempDir(), "odd.mp4")
	if err := os.WriteFile(path, append(append(append([]byte{}, clip[:moov]...), box...), clip[moov:]...), 0o600); err != nil {
		t.Fatal(err)
	}
	before := frames(t, path)
	clean := filepath.Join(t.TempDir(), "clean.mp4")
	if err := copyClean(clean, path); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(clean); bytes.Contains(b, []byte("slowly")) {
		t.Error("the prompt is still there")
	}
	after := frames(t, clean)
	if len(after) != 5 || !slices.Equal(before, after) {
		t.Errorf("%d frames, and %d with a story, or they differ", len(after), len(before))
	}
}

func TestWriteCleanRefuses(t *testing.T) {
	text := filepath.Join(t.TempDir(), "text.mp4")
	if err := os.WriteFile(text, []byte("this is no clip"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for src, kind := range map[string]core.Kind{filepath.Join(dir, "gone.mp4"): core.ClipMissing, dir: core.BadClip, text: core.BadClip} {
		var written bytes.Buffer
		if err := clipfile.WriteClean(&written, src); core.KindOf(err) != kind || written.Len() > 0 {
			t.Errorf("%s: %v, and %d bytes are written", src, err, written.Len())
		}
	}
}

// FuzzWriteClean also runs as a test, over a few thousand damaged clips: whatever is wrong with one, its copy has as many bytes.
func FuzzWriteClean(f *testing.F) {
	whole, err := os.ReadFile(mediatest.Clip(f, 32, 32, 24, 3))
	if err != nil {
		f.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		b := bytes.Clone(whole)
		for range 1 + random.IntN(6) {
			b[random.IntN(len(b))] = byte(random.IntN(256))
		}
		if random.IntN(3) == 0 { // sizes and counts at their limits
			copy(b[random.IntN(len(b)):], "\xff\xff\xff\xff")
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "clip.mp4")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		var clean bytes.Buffer
		if err := clipfile.WriteClean(&clean, path); err == nil && clean.Len() != len(b) {
			t.Errorf("a copy of %d bytes has %d", len(b), clean.Len())
		}
	})
}

// A clip that ends with an open box or with junk, and one that is made of no boxes at all, has its story, and is the same film with it and without it.
func TestStoryOfAFileWithAnOddEnd(t *testing.T) {
	for _, odd := range lynxtest.Odds() {
		t.Run(string(odd), func(t *testing.T) {
			original, err := lynxtest.OddClip(odd)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "clip")
			if err := os.WriteFile(path, original, 0o600); err != nil {
				t.Fatal(err)
			}
			container, err := clipfile.Sniff(path)
			if err != nil {
				t.Fatal(err)
			}
			var told bytes.Buffer
			told.Write(original)
			if err := clipfile.AppendStory(&told, container, story); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, told.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			changed := story
			for i := range 3 {
				got, err := clipfile.ReadStory(path)
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(changed, got); d != "" {
					t.Fatal(i, d)
				}
				changed.Favourite = !changed.Favourite
				changed.Tags = append(changed.Tags, strings.Repeat("x", i+1))
				if err := clipfile.SetStory(path, changed); err != nil {
					t.Fatal(err)
				}
			}
			before, after := frames(t, write(t, original)), frames(t, path)
			if len(after) < 48 || !slices.Equal(before, after) {
				t.Errorf("%d frames, %d without a story, or they differ", len(after), len(before))
			}
			if b, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(b, original) {
				t.Error("the film was touched", err)
			}
			clean := filepath.Join(t.TempDir(), "clean")
			if err := copyClean(clean, path); err != nil {
				t.Fatal(err)
			}
			if b, err := os.ReadFile(clean); err != nil || !bytes.Equal(b, original) {
				t.Errorf("the clean copy has %d bytes, the film %d, %v", len(b), len(original), err)
			}
			complaints := func(path string) string {
				level := "warning"
				if container == clipfile.WebM {
					level = "error" // it warns of anything behind the segment
				}
				return strings.ReplaceAll(mediatest.Tool(t, "ffmpeg", "-v", level, "-i", path, "-f", "null", "-"), path, "")
			}
			if odd != lynxtest.Junk && complaints(path) != complaints(clean) {
				t.Errorf("ffmpeg complains: %s", complaints(path))
			}
		})
	}
}

// frames returns a hash of each frame of a clip, small as it is in a list.
func frames(t *testing.T, path string) (hashes [][32]byte) {
	t.Helper()
	r, err := mediatest.Decoder(t).Open(t.Context(), path, media.ReadOptions{Size: image.Pt(160, 160)})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for {
		var img image.RGBA
		switch _, err := r.Next(&img); {
		case errors.Is(err, io.EOF):
			return hashes
		case err != nil:
			t.Fatal(err)
		}
		hashes = append(hashes, sha256.Sum256(img.Pix))
	}
}

func write(t *testing.T, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "clip")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
