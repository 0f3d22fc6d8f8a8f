package gui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library"
	"caracal/core/media/mediatest"
	"caracal/gui/door/doortest"
)

// openedPages remember what they were given.
type openedPages struct {
	taken []string
	shown []core.JobID
	said  string
}

func (p *openedPages) Take(paths []string)    { p.taken = append(p.taken, paths...) }
func (p *openedPages) ShowClip(id core.JobID) { p.shown = append(p.shown, id) }
func (p *openedPages) Say(text string)        { p.said = text }

func TestWhatIsOpenedGoesToItsPage(t *testing.T) {
	in, queue := doortest.New(t)
	folders, err := core.OpenFolders(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	clips, err := library.Open(folders, mediatest.Decoder(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		clips.Close()
	})
	if err := clips.Ready(); err != nil {
		t.Fatal(err)
	}
	clip := func(dir, name string) (string, core.JobID) {
		t.Helper()
		made, path := mediatest.Clip(t, 64, 64, 24, 24), filepath.Join(dir, name)
		story := core.Story{Version: core.StoryVersion, ID: core.NewJobID(), Prompt: "slow push in", Aspect: core.Square, Engine: core.Draft, Created: time.Now()}
		if err := clipfile.SetStory(made, story); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(made, path); err != nil {
			t.Fatal(err)
		}
		return path, story.ID
	}
	inside, id := clip(folders.Library, "a #1 ü.mp4") // of which the index has not heard
	outside, _ := clip(t.TempDir(), "b.mp4")
	stranger := mediatest.Clip(t, 64, 64, 24, 24)

	for _, tt := range []struct {
		open  []string
		taken []string
		shown []core.JobID
		says  string
	}{
		{open: []string{"/a.jpg", "/shots.csv"}, taken: []string{"/a.jpg", "/shots.csv"}},
		{open: []string{inside}, shown: []core.JobID{id}},
		{open: []string{stranger, outside, inside}, shown: []core.JobID{id}},
		{open: []string{"/a.jpg", inside}, taken: []string{"/a.jpg"}, shown: []core.JobID{id}},
		{open: []string{outside}, says: "is not in your library"},
		{open: []string{stranger}, says: "not made by Caracal"},
		{open: []string{filepath.Join(folders.Library, "gone.mp4")}, says: "not made by Caracal"},
	} {
		p := &openedPages{}
		(&opener{in, clips, p}).open(tt.open)
		queue.Until(t, "the answer", func() bool {
			return slices.Equal(p.taken, tt.taken) && slices.Equal(p.shown, tt.shown) && (p.said != "") == (tt.says != "")
		})
		if !strings.Contains(p.said, tt.says) {
			t.Errorf("%q: it says %q", tt.open, p.said)
		}
	}
}
