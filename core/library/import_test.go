package library

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library/index"
	"caracal/core/library/layout"
	"caracal/core/library/librarytest"
	"caracal/core/media"
	"caracal/core/media/mediatest"
)

func TestImport(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	film, err := os.ReadFile("testdata/clip.mp4")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "holiday \x01at sea.MP4")
	if err := os.WriteFile(path, film, 0o400); err != nil {
		t.Fatal(err)
	}
	c, added, err := l.Import(t.Context(), path)
	if err != nil || !added {
		t.Fatal(added, err)
	}
	equal(t, "what is told", []any{c.Story.Prompt, c.Story.Engine, c.Story.Picture}, []any{"holiday  at sea", core.Imported, ""})
	if b, err := os.ReadFile(path); err != nil || !bytes.Equal(b, film) {
		t.Errorf("the file that was imported is another one now (%v)", err)
	}
	kept, err := os.ReadFile(c.Path)
	if err != nil || !bytes.HasPrefix(kept, film) {
		t.Errorf("the copy is not the film (%v)", err)
	}
	if story, err := clipfile.ReadStory(c.Path); err != nil || story.ID != c.ID {
		t.Errorf("its story is %+v, %v", story, err)
	}
	equal(t, "found", find(t, l, index.Query{Engine: core.Imported}), []string{"holiday  at sea"})

	// A clip of the library's own is there already; one of another library comes with its story.
	again, added, err := l.Import(t.Context(), c.Path)
	if err != nil || added || again.ID != c.ID || len(find(t, l, index.Query{})) != 1 {
		t.Errorf("a clip of the library was imported as %s, %v", again.ID, err)
	}
	other := open(t, foldersIn(t.TempDir()))
	theirs := add(t, other, described("of another library", 0))
	ours, added, err := l.Import(t.Context(), theirs.Path)
	if err != nil || !added || ours.ID != theirs.ID || ours.Story.Prompt != "of another library" || !core.Exists(theirs.Path) {
		t.Errorf("%+v, %v", ours, err)
	}

	for name, b := range map[string][]byte{"empty.mp4": nil, "text.mov": []byte("not a film"), "cut.mp4": film[:40]} {
		bad := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(bad, b, 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, err := l.Import(t.Context(), bad)
		wantKind(t, name, err, core.BadClip)
	}
	if core.Exists(l.folder.Abs(layout.Unplayable)) {
		t.Error("what cannot be played was copied into the library")
	}
	equal(t, "clips in the end", len(find(t, l, index.Query{})), 2)
}

func TestImportOfAClipInTheBinBringsItBack(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	c := add(t, l, described("deleted", 0))
	copied := filepath.Join(t.TempDir(), "copy.mp4")
	if err := errors.Join(os.WriteFile(copied, librarytest.Read(t, c.Path), 0o600), deleted(t, l, c.ID)); err != nil {
		t.Fatal(err)
	}
	back, added, err := l.Import(t.Context(), copied)
	if err != nil || !added || back.ID != c.ID || back.Path != c.Path || !back.Deleted.IsZero() {
		t.Errorf("%+v, added %t, %v", back, added, err)
	}
	equal(t, "library", find(t, l, index.Query{}), []string{"deleted"})
	equal(t, "bin", find(t, l, index.Query{Bin: true}), []string(nil))
}

func TestImportFromAnotherLibraryFolder(t *testing.T) {
	f := foldersIn(t.TempDir())
	c := add(t, open(t, f), described("of the other folder", 0))
	second := f
	second.Library = filepath.Join(filepath.Dir(f.Library), "second")
	l := open(t, second)
	scan(t, l)
	ours, added, err := l.Import(t.Context(), c.Path)
	if err != nil || !added || ours.ID != c.ID || ours.PictureName != c.PictureName || !strings.HasPrefix(ours.Path, second.Library) || !core.Exists(c.Path) {
		t.Errorf("%+v, added %t, %v", ours, added, err)
	}
	equal(t, "clips", find(t, l, index.Query{}), []string{"of the other folder"})
	if again, added, err := l.Import(t.Context(), c.Path); err != nil || added || again.Path != ours.Path {
		t.Errorf("a second time it is %+v, added %t, %v", again, added, err)
	}
	first := open(t, f)
	scan(t, first)
	equal(t, "clips of the other folder", find(t, first, index.Query{}), []string{"of the other folder"})
}

// TestImportOfAGIF has the real decoder make a film of it.
func TestImportOfAGIF(t *testing.T) {
	ffmpeg, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Skip("ffmpeg is not installed")
	}
	gif := filepath.Join(t.TempDir(), "loop.gif")
	if out, err := exec.Command(ffmpeg, "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=162x92:rate=10:duration=2", "-vf", "scale=161:91,setsar=1", gif).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	l, err := Open(foldersIn(t.TempDir()), mediatest.Decoder(t))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c, _, err := l.Import(t.Context(), gif)
	if err != nil {
		t.Fatal(err)
	}
	info, err := media.ReadInfo(c.Path)
	if err != nil || info.Width != 162 || info.Height != 92 || info.Frames != 20 || info.FPS != 10 || c.Story.Prompt != "loop" || filepath.Ext(c.Path) != ".mp4" {
		t.Errorf("%+v of %+v, %v", info, c, err)
	}
}
