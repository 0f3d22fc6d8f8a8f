package gui

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/library"
	"caracal/core/media"
	"caracal/core/media/mediatest"
	"caracal/gui/door/doortest"
)

// TestClipsThatComeFromOutsideAreSeen puts a clip into the library folder as a file manager does, while the window is open.
func TestClipsThatComeFromOutsideAreSeen(t *testing.T) {
	in, _ := doortest.New(t)
	folders, err := core.OpenFolders(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	decoder := mediatest.Decoder(t)
	clips, err := library.Open(folders, decoder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		clips.Close()
	})
	changed := make(chan struct{}, 100)
	defer clips.Watch(func() { changed <- struct{}{} })()
	newTender(in, clips, decoder, slog.New(slog.DiscardHandler)).begin()

	path := mediatest.Clip(t, 64, 64, 24, 24)
	story := core.Story{Version: core.StoryVersion, ID: core.NewJobID(), Prompt: "slow push in", Aspect: core.Square, Engine: core.Draft, Created: time.Now()}
	err = media.SetStory(path, story)
	if err == nil {
		err = clips.Begin()
	}
	if err == nil {
		err = os.Rename(path, filepath.Join(folders.Library, "from elsewhere.mp4"))
	}
	if err != nil {
		t.Fatal(err)
	}
	deadline := time.After(30 * time.Second)
	for {
		list, err := clips.List(t.Context(), library.Query{})
		if err != nil {
			t.Fatal(err)
		}
		if list.Counts.All == 1 {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			t.Fatal("the clip was not seen")
		}
	}
}
