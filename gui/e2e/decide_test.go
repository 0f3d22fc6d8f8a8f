package e2e

import (
	"errors"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library"
	"caracal/core/media"
)

// What a person does with clips that are there: find one, make it a favourite, tag three, compare two, keep one, undo that, and export. The stories in the files say what came of it.

// newLibrary returns a home with three clips, each of another picture, the cat's first.
func newLibrary(t *testing.T) *home {
	t.Helper()
	h := newHome(t)
	h.hasDownloads(t)
	h.mustMake(t, "astronaut.jpg", "She smiles", "1:1")
	h.mustMake(t, "coffee.jpg", "Steam curls over the cup", "16:9")
	h.mustMake(t, "chelsea.jpg", "The cat looks up", "9:16")
	return h
}

// hasDownloads gives the person a folder for downloads, which is where exports go.
func (h *home) hasDownloads(t testing.TB) {
	t.Helper()
	h.env = append(h.env, "HOME="+h.dir)
	if err := os.Mkdir(filepath.Join(h.dir, "Downloads"), 0o700); err != nil {
		t.Fatal(err)
	}
}

// kept returns the stories of the clips that are in the library and not in its bin, by the first word of the prompt.
func (h *home) kept(t testing.TB) map[string]core.Story {
	t.Helper()
	stories := map[string]core.Story{}
	for _, path := range h.clips(t) {
		if strings.Contains(path, ".caracal") {
			continue
		}
		if s, err := clipfile.ReadStory(path); err == nil { // else it was moved just now
			stories[strings.Fields(s.Prompt)[0]] = s
		}
	}
	return stories
}

// tagged returns how many clips have a tag.
func (h *home) tagged(t testing.TB, tag string) (n int) {
	t.Helper()
	for _, s := range h.kept(t) {
		if slices.Contains(s.Tags, tag) {
			n++
		}
	}
	return n
}

// exported reports whether a whole GIF is where exports go.
func (h *home) exported(t testing.TB) bool {
	t.Helper()
	found, _ := filepath.Glob(filepath.Join(h.dir, "Downloads", "*.gif"))
	return len(found) == 1
}

// openLibrary opens the program and its library, and waits for its tiles and for the panel.
func openLibrary(t *testing.T, h *home) *window {
	t.Helper()
	w := openAlone(t, h)
	w.showFirst(t)
	eventually(t, "the panel shows the first clip", func() bool { return colourful(w.region(t, playerRegion)) })
	eventually(t, "the second tile has its poster", func() bool { return colourful(w.region(t, secondTile)) })
	return w
}

func TestDecidingByKeysAlone(t *testing.T) {
	takeTurn(t)
	h := newLibrary(t)
	w := openLibrary(t, h)

	w.key(t, "ctrl+f")
	before := w.region(t, gridRegion)
	w.types(t, "steam")
	eventually(t, "another clip is found", func() bool { return differs(before, w.region(t, gridRegion)) && !colourful(w.region(t, secondTile)) })
	w.key(t, "Return")
	w.key(t, "h")
	eventually(t, "the one that was found is a favourite", func() bool { return h.kept(t)["Steam"].Favourite })

	w.key(t, "ctrl+f")
	w.key(t, "Escape")
	eventually(t, "all are seen", func() bool { return colourful(w.region(t, secondTile)) })
	w.key(t, "Return") // out of the field
	before = w.region(t, barRegion)
	w.key(t, "ctrl+a")
	eventually(t, "all are selected", func() bool { return differs(before, w.region(t, barRegion)) })
	before = w.region(t, dialogRegion)
	w.key(t, "t")
	eventually(t, "tags are asked for", func() bool { return differs(before, w.region(t, dialogRegion)) })
	w.types(t, "client-a")
	w.key(t, "Return") // adds it
	w.key(t, "Return") // and that is all
	eventually(t, "three are tagged", func() bool { return h.tagged(t, "client-a") == 3 })

	w.key(t, "Escape") // lets go of them
	w.key(t, "Home")
	before = w.region(t, barRegion)
	w.key(t, "shift+Right")
	eventually(t, "two are selected", func() bool { return differs(before, w.region(t, barRegion)) })
	before = w.region(t, dialogRegion)
	w.key(t, "c")
	eventually(t, "they are compared", func() bool { // a letter keeps nothing before something is seen
		return differs(before, w.region(t, dialogRegion)) && colourful(w.region(t, dialogRegion))
	})
	w.key(t, "a")
	eventually(t, "one is kept", func() bool { _, cat := h.kept(t)["The"]; return cat && len(h.kept(t)) == 2 })
	w.key(t, "ctrl+z")
	eventually(t, "both are there again", func() bool { return len(h.kept(t)) == 3 })

	before = w.region(t, dialogRegion)
	w.key(t, "ctrl+e")
	eventually(t, "the export is offered", func() bool { return differs(before, w.region(t, dialogRegion)) })
	w.key(t, "shift+Tab") // to its last button
	w.key(t, "space")
	eventually(t, "the GIF is there", func() bool { return h.exported(t) })
	w.close(t)
	if got := h.kept(t)["Steam"]; !got.Favourite || !slices.Equal(got.Tags, []string{"client-a"}) {
		t.Errorf("in the end the clip has %+v", got.Marks)
	}
}

func TestDecidingByTheMouseAlone(t *testing.T) {
	takeTurn(t)
	h := newLibrary(t)
	h.amend(t, h.kept(t)["She"].ID, func(m core.Marks) core.Marks { return m.With("client-a") }) // a tag that there is already needs no keys
	w := openLibrary(t, h)
	click := func(x, y int) { w.click(t, w.at(image.Pt(x, y))) }
	// does clicks, and waits for a part of the window to change by that.
	does := func(what string, region image.Rectangle, x, y int) {
		t.Helper()
		before := w.region(t, region)
		click(x, y)
		eventually(t, what, func() bool { return differs(before, w.region(t, region)) })
	}

	does("only the upright one is seen", secondTile, 305, 55)
	eventually(t, "it is alone", func() bool { return !colourful(w.region(t, secondTile)) })
	click(260, 98) // its heart
	eventually(t, "the one that was found is a favourite", func() bool { return h.kept(t)["The"].Favourite })
	does("all are seen", secondTile, 115, 55)
	eventually(t, "the second tile has its poster", func() bool { return colourful(w.region(t, secondTile)) })

	does("two are selected", barRegion, 313, 98)
	does("three are selected", countRegion, 506, 98)
	does("tags are asked for", dialogRegion, 826, 737)
	does("the tag is added", dialogRegion, 460, 350)
	click(672, 488) // done
	eventually(t, "three are tagged", func() bool { return h.tagged(t, "client-a") == 3 })

	does("one is selected", barRegion, 180, 160)
	does("two are selected", barRegion, 313, 98)
	does("they are compared", dialogRegion, 908, 737)
	click(1054, 744)
	eventually(t, "one is kept", func() bool { _, cat := h.kept(t)["The"]; return cat && len(h.kept(t)) == 2 })
	eventually(t, "the panel shows it", func() bool { return colourful(w.region(t, playerRegion)) })
	click(752, 564)
	eventually(t, "both are there again", func() bool { return len(h.kept(t)) == 3 })

	does("the export is offered", dialogRegion, 950, 748)
	click(684, 552)
	eventually(t, "the GIF is there", func() bool { return h.exported(t) })
	w.close(t)
	if got := h.kept(t)["The"]; !got.Favourite || !slices.Equal(got.Tags, []string{"client-a"}) {
		t.Errorf("in the end the clip has %+v", got.Marks)
	}
}

// amend changes what a person has added to a clip, as the program would.
func (h *home) amend(t testing.TB, id core.JobID, edit func(core.Marks) core.Marks) {
	t.Helper()
	folders := h.folders()
	shelf, err := library.Open(folders, media.NewDecoder(folders.Cache))
	if err != nil {
		t.Fatal(err)
	}
	_, err = shelf.Amend(t.Context(), []core.JobID{id}, func(c core.Clip) core.Marks { return edit(c.Story.Marks) })
	if err := errors.Join(err, shelf.Close()); err != nil {
		t.Fatal(err)
	}
}

// Where things of the library are in a window of 1280×800.
var (
	gridRegion   = image.Rect(90, 90, 880, 700)
	secondTile   = image.Rect(300, 112, 470, 200)
	barRegion    = image.Rect(90, 700, 1264, 780)
	countRegion  = image.Rect(100, 728, 118, 746) // what the bar begins with
	dialogRegion = image.Rect(400, 250, 880, 550)
)
