package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestMakeInEveryAspect(t *testing.T) {
	takeTurn(t)
	h := newHome(t)
	for _, c := range []struct {
		aspect        string
		width, height int
	}{{"16:9", 1280, 720}, {"9:16", 720, 1280}, {"1:1", 960, 960}} {
		t.Run(c.aspect, func(t *testing.T) {
			path := h.mustMake(t, "astronaut.jpg", "slow push in, golden hour", c.aspect)
			want := stream{
				CodecName: "h264", PixFmt: "yuv420p", Width: c.width, Height: c.height, AvgFrameRate: "24/1", RFrameRate: "24/1", ReadFrames: "120",
				Duration: "5.000000", ColorSpace: "bt709", ColorTransfer: "bt709", ColorPrimaries: "bt709", ColorRange: "tv",
			}
			if got := probe(t, path); got != want {
				t.Errorf("ffprobe says %+v, want %+v", got, want)
			}
			checkPlays(t, path)
			b := boxes(t, path)
			if m, d := slices.Index(b, "moov"), slices.Index(b, "mdat"); m < 0 || d < m {
				t.Errorf("boxes %v: moov must come before mdat", b)
			}
			if !strings.HasPrefix(path, filepath.Join(h.dir, "Library")) {
				t.Errorf("saved as %s, outside of the library", path)
			}
		})
	}
	if n := len(h.clips(t)); n != 3 {
		t.Errorf("%d clips in the library", n)
	}
}

func TestMakeCopiesToOut(t *testing.T) {
	takeTurn(t)
	h := newHome(t)
	out := filepath.Join(t.TempDir(), "my clip.mp4")
	a := h.run(t, "make", "--picture", "testdata/chelsea.jpg", "--out", out)
	if a.code != 0 || a.path != out {
		t.Fatalf("exit %d, path %q\n%s", a.code, a.path, a.err)
	}
	checkPlays(t, out)
	clips := h.clips(t)
	if len(clips) != 1 {
		t.Fatalf("clips %v", clips)
	}
	if !strings.Contains(filepath.Base(clips[0]), " ") {
		t.Errorf("the clip is called %s", clips[0])
	}
}

func TestWithoutADisplayADraftOfTheSampleIsMade(t *testing.T) {
	takeTurn(t)
	a := newHome(t).run(t)
	if a.code != 0 || !strings.Contains(a.err, "no display") {
		t.Fatalf("exit %d\n%s", a.code, a.err)
	}
	checkPlays(t, a.path)
	h := newHome(t)
	if a := h.run(t, "mak"); a.code != 2 || !strings.Contains(a.err, "caracal make") || len(h.clips(t)) > 0 {
		t.Errorf("for a command that is misspelt: exit %d, clips %v\n%s", a.code, h.clips(t), a.err)
	}
}

// TestBadInput hands the program what people and disks come up with. Each must end with its exit code, in words, quickly and in little memory.
func TestBadInput(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole, err := os.ReadFile("testdata/astronaut.jpg")
	if err != nil {
		t.Fatal(err)
	}
	const header = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
	for _, c := range []struct {
		name string
		args []string
		says string
	}{
		{"no arguments", nil, "usage"},
		{"no such picture", []string{"--picture", filepath.Join(dir, "gone.jpg")}, "not there"},
		{"empty file", []string{"--picture", file("empty.jpg", nil)}, "empty"},
		{"text", []string{"--picture", file("text.jpg", []byte("this is no picture"))}, "not a picture"},
		{"cut off", []string{"--picture", file("half.jpg", whole[:len(whole)/2])}, "damaged"},
		{"claims 60000 × 60000", []string{"--picture", file("bomb.png", []byte(header+"\x00\x00\xea\x60\x00\x00\xea\x60\x08\x06\x00\x00\x00\x00\x00\x00\x00"))}, "too large"},
		{"a folder", []string{"--picture", dir}, "not a file"},
		{"shape", []string{"--picture", "testdata/coffee.jpg", "--aspect", "4:3"}, "shape"},
		{"engine", []string{"--picture", "testdata/coffee.jpg", "--with", "warp"}, "not here"},
		{"a book as prompt", []string{"--picture", "testdata/coffee.jpg", "--prompt", strings.Repeat("a", 20_001)}, "shorter"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHome(t)
			a := h.run(t, append([]string{"make"}, c.args...)...)
			if a.code != 2 {
				t.Errorf("exit %d, want 2", a.code)
			}
			if !strings.Contains(strings.ToLower(a.err), c.says) {
				t.Errorf("it says %q, want something with %q", a.err, c.says)
			}
			if strings.Contains(a.err, "goroutine") {
				t.Errorf("it crashed:\n%s", a.err)
			}
			if a.maxRSSBytes > 600<<20 {
				t.Errorf("it took %d MB", a.maxRSSBytes>>20)
			}
			if clips := h.clips(t); len(clips) != 0 {
				t.Errorf("clips %v", clips)
			}
		})
	}
}

func TestAnyNameAndPromptWillDo(t *testing.T) {
	takeTurn(t)
	whole, err := os.ReadFile("testdata/coffee.jpg")
	if err != nil {
		t.Fatal(err)
	}
	h := newHome(t)
	name := filepath.Join(t.TempDir(), "100% #1 \"cup\"? it's\na 🐈‍⬛.txt")
	if err := os.WriteFile(name, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, prompt := range []string{"", "قطة تنظر إلى الأعلى", "🐈‍⬛ 拿铁咖啡 slow push in", strings.Repeat("slow pan left, ", 1333), "../../../etc/passwd\x01 CON."} {
		a := h.run(t, "make", "--picture", name, "--prompt", prompt)
		if a.code != 0 {
			t.Errorf("prompt %.30q: exit %d\n%s", prompt, a.code, a.err)
			continue
		}
		checkPlays(t, a.path)
	}
	if n := len(h.clips(t)); n != 5 {
		t.Errorf("%d clips", n)
	}
}

// TestOneVersion holds the version that the service is told to the one that the system is told.
func TestOneVersion(t *testing.T) {
	find := func(file, pattern string) string {
		text, err := os.ReadFile(filepath.Join("..", "..", file))
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(pattern).FindSubmatch(text)
		if found == nil {
			t.Fatalf("%s tells no version", file)
		}
		return string(found[1])
	}
	code, toml := find("main.go", `const version = "(.+)"`), find("FyneApp.toml", `(?m)^Version = "(.+)"$`)
	if code != toml {
		t.Errorf("main.go says %s and FyneApp.toml %s", code, toml)
	}
}
