package gui

import (
	"context"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/gui/door"
	"caracal/gui/words"
)

// An opener takes the files that come from outside of the window: from the command line, a second start, or the desktop's "Open with".
type opener struct {
	inbox *door.Inbox
	shelf shelf
	pages pages
}

// A shelf is what opening a clip needs of library.Library. Both wait for the disk.
type shelf interface {
	Has(core.JobID) (core.Clip, bool, error)
	Scan(context.Context) error
}

// pages are where the files go.
type pages interface {
	Take(paths []string) // pictures, lists, and whatever else is no clip
	ShowClip(core.JobID)
	Say(text string)
}

// open shows the first of the clips in the library, and hands on everything that is not named like one.
func (o *opener) open(paths []string) {
	clips, others := sortOut(paths)
	if len(others) > 0 {
		o.pages.Take(others)
	}
	if len(clips) > 0 {
		o.inbox.Ask(func(ctx context.Context) func() { return o.find(ctx, clips) })
	}
}

// sortOut tells clips from other files by their names.
func sortOut(paths []string) (clips, others []string) {
	for _, path := range paths {
		if clipfile.HasName(path) {
			clips = append(clips, path)
		} else {
			others = append(others, path)
		}
	}
	return clips, others
}

// find looks for the first clip that is in the library. It runs on a goroutine of the inbox.
func (o *opener) find(ctx context.Context, paths []string) func() {
	ours := false
	for _, path := range paths {
		story, err := clipfile.ReadStory(path)
		if err != nil || story.ID == "" {
			continue
		}
		ours = true
		_, found, _ := o.shelf.Has(story.ID)
		if !found && o.shelf.Scan(ctx) == nil { // its file may have come a moment ago
			_, found, _ = o.shelf.Has(story.ID)
		}
		if found {
			return func() { o.pages.ShowClip(story.ID) }
		}
	}
	return func() {
		o.pages.Say(words.ClipNotShown(ours))
	}
}
