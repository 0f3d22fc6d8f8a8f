package clips

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"caracal/core"
	"caracal/core/export"
	"caracal/gui/kit/tiles"
	"caracal/gui/words"
)

// until is the Fyne goroutine at work until something has come true.
func (b *libraryBench) until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !done(); b.run(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not in 20 s", what)
		}
	}
}

// marks returns what the clip at i of the shelf has.
func (b *libraryBench) marks(i int) core.Marks {
	b.shelf.mu.Lock()
	defer b.shelf.mu.Unlock()
	return b.shelf.clips[i].Story.Marks
}

func (b *libraryBench) setTags(i int, tags ...string) {
	b.shelf.mu.Lock()
	defer b.shelf.mu.Unlock()
	b.shelf.clips[i].Story.Tags = tags
}

// openMany is openLibrary, and waits for the clips.
func openMany(t *testing.T, clips int) *libraryBench {
	t.Helper()
	b := openLibrary(t, clips)
	b.until(t, "the clips are listed", func() bool { return b.state.Len() == clips })
	return b
}

// pick picks a clip as a tap with a key held does.
func (b *libraryBench) pick(i int, how tiles.Pick) {
	b.browser.grid.OnPicked(i, how)
	b.run(50 * time.Millisecond)
}

// selectedIDs returns the ids of what is selected.
func (b *libraryBench) selectedIDs() []core.JobID {
	ids, _ := b.shelf.IDs(context.Background(), b.state.SelectedRows())
	return ids
}

func TestManyAreSelectedAsInAFileManager(t *testing.T) {
	b := openMany(t, 12)
	for _, c := range []struct {
		what string
		do   func()
		want []core.JobID
	}{
		{"Ctrl on another", func() { b.pick(2, tiles.Toggled) }, []core.JobID{"id 0", "id 2"}},
		{"Ctrl on a third", func() { b.pick(4, tiles.Toggled) }, []core.JobID{"id 0", "id 2", "id 4"}},
		{"Ctrl again", func() { b.pick(2, tiles.Toggled) }, []core.JobID{"id 0", "id 4"}},
		{"Shift from the last", func() { b.pick(4, tiles.UpTo) }, []core.JobID{"id 2", "id 3", "id 4"}},
		{"Shift backwards", func() { b.pick(1, tiles.UpTo) }, []core.JobID{"id 1", "id 2"}},
		{"a frame", func() { b.browser.grid.OnBand([]int{5, 6, 9}) }, []core.JobID{"id 5", "id 6", "id 9"}},
		{"all", b.SelectAll, b.ids()},
		{"Escape", func() { b.key(fyne.KeyEscape) }, []core.JobID{"id 5"}},
		{"Ctrl on the only one", func() { b.pick(5, tiles.Toggled) }, []core.JobID{"id 5"}},
	} {
		c.do()
		b.run(50 * time.Millisecond)
		if got := b.selectedIDs(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
		if many := len(c.want) > 1; b.bar.view.Visible() != many || b.panel.View().Visible() == many {
			t.Errorf("%s: the bar is seen: %t, the panel: %t", c.what, b.bar.view.Visible(), b.panel.View().Visible())
		}
	}
}

// Several have no panel, so that the grid becomes wider and has other columns.
func TestThePlaceStaysWhenSeveralAreSelected(t *testing.T) {
	b := openMany(t, 1000)
	b.browser.grid.SetTop(600, 0)
	columns := b.browser.grid.ColumnCount()
	place := func(what string) {
		t.Helper()
		if first, _ := b.browser.grid.Top(); first > 600 || first+b.browser.grid.ColumnCount() <= 600 {
			t.Errorf("%s: the first row in view begins with %d", what, first)
		}
	}
	b.tapTile(601)
	b.pick(605, tiles.Toggled)
	place("a second one is selected")
	if b.browser.grid.ColumnCount() == columns {
		t.Fatal("the columns are the same")
	}
	b.key(fyne.KeyEscape)
	place("after Escape")

	// Under a frame nothing moves before it is let go.
	var tile *tiles.Tile
	b.browser.grid.UpdateItem = func(_ int, o fyne.CanvasObject) { tile = o.(*tiles.Tile) }
	b.browser.grid.Refresh()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.browser.grid).AddXY(100, 300)
	for range 20 {
		at = at.AddXY(20, 0)
		tile.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}, Dragged: fyne.NewDelta(20, 0)})
		if b.browser.grid.ColumnCount() != columns || b.bar.view.Visible() {
			t.Fatal("the tiles move below the frame")
		}
	}
	n := b.state.SelectedCount()
	if tile.DragEnd(); n < 2 || n > 4 || b.state.SelectedCount() != n || b.panel.View().Visible() || !b.bar.view.Visible() {
		t.Errorf("%d were selected below the frame, and %d when it is let go", n, b.state.SelectedCount())
	}
	place("after a frame")
}

func TestFavouritesAreUndoneTogether(t *testing.T) {
	b := openMany(t, 6)
	b.browser.grid.OnBand([]int{0, 1, 2})
	b.run(50 * time.Millisecond)
	b.key(fyne.KeyH)
	favourites := func() (n int) {
		for i := range 6 {
			if b.marks(i).Favourite {
				n++
			}
		}
		return n
	}
	b.until(t, "three favourites", func() bool { return b.host.action != "" })
	if favourites() != 3 || b.host.action != "Undo" || b.host.said != "3 clips are favourites now." {
		t.Fatalf("%d favourites, %q, %q", favourites(), b.host.said, b.host.action)
	}
	b.host.do()
	b.until(t, "undone", func() bool { return favourites() == 0 })
	b.browser.grid.OnHeart(4) // not what is selected
	b.until(t, "one favourite", func() bool { return favourites() > 0 })
	if favourites() != 1 || !b.marks(4).Favourite {
		t.Errorf("the heart of one tile made %d favourites", favourites())
	}
	b.browser.grid.OnChosen(1)
	b.until(t, "the second clip in the panel", func() bool { return b.panel.Clip().ID == "id 1" })
	b.browser.grid.OnBand([]int{1, 2, 3})
	b.run(50 * time.Millisecond)
	b.enlarge()
	seen := b.panel.Clip().ID
	b.full.TypedKey(&fyne.KeyEvent{Name: fyne.KeyH}) // not what is selected beside it
	b.until(t, "two favourites", func() bool { return favourites() == 2 && b.panel.Clip().Story.Favourite })
	if b.panel.Clip().ID != seen {
		t.Errorf("the full view went from %s on to %s", seen, b.panel.Clip().ID)
	}
	b.full.Hide()

	b.until(t, "a chip of two favourites", func() bool { return b.browser.hearts.Text == "Favourites 2" && b.browser.hearts.Visible() })
	test.Tap(b.browser.hearts)
	b.until(t, "only favourites", func() bool { return b.state.Len() == 2 })
	if !b.browser.hearts.On() || b.browser.all.On() {
		t.Error("the chips do not say that only favourites are seen")
	}
	test.Tap(b.browser.all)
	b.until(t, "all clips", func() bool { return b.state.Len() == 6 })
}

func TestTagsAreGivenToManyAndTakenAway(t *testing.T) {
	b := openMany(t, 4)
	b.setTags(0, "old")
	b.setTags(1, "OLD", "mine")
	b.browser.grid.OnBand([]int{0, 1})
	b.run(50 * time.Millisecond)
	rows := b.state.SelectedRows()
	shared, err := b.sharedTags(context.Background(), rows)
	if err != nil || !slices.Equal(shared, []string{"old"}) {
		t.Fatalf("both have %q (%v)", shared, err)
	}
	b.retag(b.selectedIDs(), []string{"Client A", "golden hour", "NEW"}, []string{"old"})
	b.until(t, "tagged", func() bool { return b.host.action != "" })
	want := [][]string{{"Client A", "golden hour", "NEW"}, {"mine", "Client A", "golden hour", "NEW"}}
	for i, tags := range want {
		if got := b.marks(i).Tags; !slices.Equal(got, tags) {
			t.Errorf("clip %d has %q, want %q", i, got, tags)
		}
	}
	b.host.do()
	b.until(t, "undone", func() bool { return len(b.marks(1).Tags) == 2 })
	if got := b.marks(1).Tags; !slices.Equal(got, []string{"OLD", "mine"}) {
		t.Errorf("after Undo %q", got)
	}
}

// While the dialog is open the index is found damaged and made anew, with other rows.
func TestTagsAreGivenToTheClipsThatTheyWereAskedFor(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		c := b.host.window.Canvas()
		b.tapTile(1)
		b.key(fyne.KeyT)
		b.shelf.mu.Lock()
		b.shelf.rows["id 1"], b.shelf.rows["id 2"] = b.shelf.rows["id 2"], b.shelf.rows["id 1"]
		b.shelf.mu.Unlock()
		test.Type(c.Focused(), "mine")
		b.key(fyne.KeyReturn)
		b.tap(findButton(t, c.Overlays().Top(), words.Done()))
		b.run(time.Second)
		if len(b.marks(1).Tags) != 1 || len(b.marks(2).Tags) != 0 {
			t.Errorf("the clip has %q, and another %q", b.marks(1).Tags, b.marks(2).Tags)
		}
	})
}

func TestExportAndCopyTakeAllThatIsSelected(t *testing.T) {
	b := openMany(t, 5)
	b.SelectAll()
	b.run(50 * time.Millisecond)
	whole := b.shelf.whole
	b.tap(b.bar.copyTo)
	b.until(t, "copied", func() bool { return b.host.action != "" })
	if len(b.exporter.paths) != 5 || b.exporter.as.As != export.AsIs || b.exporter.as.Exists != export.Numbered {
		t.Errorf("%d clips were copied: %+v", len(b.exporter.paths), b.exporter.as)
	}
	b.Export()
	b.until(t, "the dialog comes up", func() bool { return b.host.window.Canvas().Overlays().Top() != nil })
	if n := b.shelf.whole - whole; n > 0 {
		t.Errorf("%d clips were read whole for their paths", n)
	}
}

func TestCompareKeepsOneAndUndoBringsTheOthersBack(t *testing.T) {
	b := openMany(t, 5)
	b.key(fyne.KeyC)
	if b.comparing != nil {
		t.Fatal("one clip is compared with itself")
	}
	b.browser.grid.OnBand([]int{1, 2, 3})
	b.run(50 * time.Millisecond)
	b.key(fyne.KeyC)
	b.until(t, "they are compared", func() bool { return b.comparing != nil && b.comparing.Visible() })
	b.until(t, "two went to the bin", func() bool { // as soon as they are seen
		e := &fyne.KeyEvent{Name: fyne.KeyB}
		b.comparing.KeyDown(e)
		b.comparing.TypedKey(e)
		b.comparing.TypedRune('b')
		return b.state.Len() == 3
	})
	if b.comparing.Visible() || !slices.Equal(b.ids(), []core.JobID{"id 0", "id 2", "id 4"}) || b.chosen(t) != "id 2" {
		t.Errorf("%v are left, %s is chosen", b.ids(), b.chosen(t))
	}
	b.host.do()
	b.until(t, "they are back", func() bool { return b.state.Len() == 5 })
	if len(b.ids()) != 5 || !b.host.window.Canvas().Content().Visible() {
		t.Errorf("%v after Undo", b.ids())
	}
}

func TestFilmsThatFallOnThePageAreImported(t *testing.T) {
	b := openMany(t, 3)
	if left := b.Take([]string{"a.jpg"}); !slices.Equal(left, []string{"a.jpg"}) || !b.host.made {
		t.Errorf("of a picture %v is left, and the Make page is open: %t", left, b.host.made)
	}
	left := b.Take([]string{"one.MP4", "picture.png", "bad.mp4", "there.mp4", "loop.gif", "two.webm"})
	if !slices.Equal(left, []string{"picture.png"}) {
		t.Errorf("%v is left", left)
	}
	b.until(t, "they are listed", func() bool { return b.state.Len() == 6 })
	if want := "3 clips copied into your library. Already in your library: 1 clip. 1 could not be read."; b.host.said != want || b.chosen(t) != "imported two.webm" {
		t.Errorf("%q is said, %s is chosen", b.host.said, b.chosen(t))
	}
	b.host.do()
	b.until(t, "undone", func() bool { return b.state.Len() == 3 })
	b.host.do = nil
	b.Take([]string{"there.mp4"})
	b.until(t, "that it is there is said", func() bool { return b.host.said == "Already in your library: 1 clip." })
	b.until(t, "it is chosen", func() bool { return b.chosen(t) == "id 0" })
	if b.host.do != nil {
		t.Error("what was there before can be taken away by Undo")
	}
	b.Take([]string{"bad.mp4"})
	b.until(t, "it is said", func() bool { return strings.HasPrefix(b.host.said, "This file is not a video") })
}

// A fakeBoard remembers what was put on the clipboard.
type fakeBoard struct {
	mu     sync.Mutex
	paths  []string
	err    error
	closed bool
}

func (b *fakeBoard) Put(_ context.Context, paths ...string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.paths = paths
	return b.err
}

func (b *fakeBoard) Close() { b.closed = true }

func (b *fakeBoard) has() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.paths
}

func TestTheFilesOfWhatIsSelectedAreCopied(t *testing.T) {
	b := openMany(t, 6)
	board := &fakeBoard{}
	b.board = board
	file := func(i int) string { return b.shelf.clips[i].Path }
	copied := func(what, said string, do func(), want ...string) {
		t.Helper()
		b.host.said = ""
		do()
		b.until(t, what, func() bool { return b.host.said != "" })
		if got := board.has(); !slices.Equal(got, want) || !strings.Contains(b.host.said, said) {
			t.Errorf("%s: %q are on the clipboard, want %q; said %q", what, got, want, b.host.said)
		}
	}
	copied("the one that leads", "clip's file is on the clipboard", b.Copy, file(0))
	b.pick(2, tiles.Toggled)
	copied("two of them", "2 clips are on the clipboard", b.Copy, file(0), file(2))
	b.enlarge()
	copied("in the full view", "clip's file is on the clipboard", func() { b.full.TypedShortcut(&fyne.ShortcutCopy{}) }, b.panel.Clip().Path)
	b.full.Hide()
	board.err = errors.New("no display")
	copied("no clipboard", "could not be reached", b.Copy, file(0), file(2))
	b.end()
	if !board.closed {
		t.Error("the clipboard outlives the page")
	}
}
