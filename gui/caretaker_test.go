package gui

import (
	"context"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library"
	"caracal/core/library/index"
	"caracal/core/media"
	"caracal/core/media/mediatest"
	"caracal/gui/door"
	"caracal/gui/door/doortest"
)

// TestClipsThatComeFromOutsideAreSeen puts a clip into the library folder as a file manager does, while the window is open.
func TestClipsThatComeFromOutsideAreSeen(t *testing.T) {
	in, queue := doortest.New(t)
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
	// One more lies where the library was before.
	old := t.TempDir()
	if err := os.WriteFile(filepath.Join(old, "notes.txt"), []byte("notes"), 0o600); err != nil {
		t.Fatal(err)
	}
	defer clips.Watch(func() { changed <- struct{}{} })()
	set := door.NewSettings(in, folders.Data, core.Settings{Library: folders.Library, MovingTo: folders.Library, MovedFrom: old}, slog.New(slog.DiscardHandler))
	newCaretaker(in, clips, decoder, slog.New(slog.DiscardHandler)).begin(settle(set, folders.Library))
	queue.Until(t, "what was left at the old place", func() bool { return set.Get().MovingTo == "" })
	if _, err := os.Stat(filepath.Join(folders.Library, "notes.txt")); err != nil || set.Get().MovedFrom != old {
		t.Error(err, set.Get())
	}
	if way, _ := settle(set, folders.Library); way != nil {
		t.Error("it is fetched a second time")
	}

	path := mediatest.Clip(t, 64, 64, 24, 24)
	story := core.Story{Version: core.StoryVersion, ID: core.NewJobID(), Prompt: "slow push in", Aspect: core.Square, Engine: core.Draft, Created: time.Now()}
	err = clipfile.SetStory(path, story)
	if err == nil {
		err = clips.Ready()
	}
	if err == nil {
		err = os.Rename(path, filepath.Join(folders.Library, "from elsewhere.mp4"))
	}
	if err != nil {
		t.Fatal(err)
	}
	deadline := time.After(30 * time.Second)
	for {
		list, err := clips.List(t.Context(), index.Query{})
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

// Whoever begins a draft before the player is prepared gets the computer for it.
func TestThePlayerIsPreparedWhileNoDraftIsMade(t *testing.T) {
	sleep, err := exec.LookPath("sleep")
	if err != nil {
		t.Skip(err)
	}
	in, queue := doortest.New(t)
	folders, err := core.OpenFolders(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	decoder := media.NewDecoder(folders.Cache)
	begun := make(chan context.Context, 1)
	decoder.Compiler = func(ctx context.Context, _ string) *exec.Cmd {
		begun <- ctx
		return exec.CommandContext(ctx, sleep, "600")
	}
	clips, err := library.Open(folders, decoder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		clips.Close()
		decoder.Close()
	})
	newCaretaker(in, clips, decoder, slog.New(slog.DiscardHandler)).begin(nil, func() {})
	var compiling context.Context
	compiles := func() bool {
		select {
		case compiling = <-begun:
			return true
		default:
			return false
		}
	}
	queue.Until(t, "the player is prepared", compiles)
	draft := core.Job{ID: core.NewJobID(), State: core.Working, Request: core.Request{Engine: core.Draft}}
	in.Put(draft)
	queue.Until(t, "it is not while a draft is made", func() bool { return compiling.Err() != nil })
	draft.State, draft.Ended = core.Saved, time.Now()
	in.Put(draft)
	queue.Until(t, "it is prepared afterwards", compiles)
}
