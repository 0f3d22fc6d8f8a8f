package clips

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/gui/kit/tiles"
	"caracal/gui/words"
)

// samePicture makes clips of the shelf takes of one picture.
func (b *libraryBench) samePicture(ids ...core.JobID) {
	b.shelf.mu.Lock()
	for i := range b.shelf.clips {
		if slices.Contains(ids, b.shelf.clips[i].ID) {
			b.shelf.clips[i].Story.Picture = "shared"
		}
	}
	b.shelf.mu.Unlock()
	b.shelf.changed()
	b.run(time.Second)
}

func TestAStackOpensInItsPlace(t *testing.T) {
	inBubble(t, 6, func(t *testing.T, b *libraryBench) {
		b.samePicture("id 1", "id 3", "id 5")
		stacked := []core.JobID{"id 0", "id 1", "id 2", "id 4"}
		if got := b.ids(); !slices.Equal(got, stacked) {
			t.Fatalf("%v are seen", got)
		}
		tile := tiles.NewTile(fyne.NewSize(180, 170))
		b.browser.fill(1, tile)
		if tile.Stack() != 3 || tile.Note() != "Draft · 3 takes" {
			t.Errorf("a stack of %d that says %q", tile.Stack(), tile.Note())
		}

		b.tapTile(1)
		b.key(fyne.KeyS)
		if got, want := b.ids(), []core.JobID{"id 0", "id 1", "id 3", "id 5", "id 2", "id 4"}; !slices.Equal(got, want) {
			t.Fatalf("opened, %v are seen", got)
		}
		if b.chosen(t) != "id 1" {
			t.Error("opening it chose another clip")
		}
		b.tapTile(3)
		b.browser.grid.OnStack(1)
		b.run(50 * time.Millisecond)
		if got := b.ids(); !slices.Equal(got, stacked) || b.chosen(t) != "id 1" {
			t.Errorf("closed, %v are seen and %q is chosen", got, b.chosen(t))
		}
		b.tapTile(0)
		b.key(fyne.KeyS)
		if got := b.ids(); !slices.Equal(got, stacked) {
			t.Errorf("a clip that is alone was opened: %v", got)
		}
	})
}

// A stack is opened by its own sign while the clip that leads lies in another.
func TestAnotherStackIsOpened(t *testing.T) {
	inBubble(t, 6, func(t *testing.T, b *libraryBench) {
		b.samePicture("id 1", "id 3")
		b.shelf.mu.Lock()
		b.shelf.clips[5].Story.Picture = b.shelf.clips[4].Story.Picture
		b.shelf.mu.Unlock()
		b.shelf.changed()
		b.run(time.Second)
		b.browser.grid.OnStack(1)
		b.run(50 * time.Millisecond)
		b.tapTile(2)
		if b.chosen(t) != "id 3" {
			t.Fatalf("%q is chosen among %v", b.chosen(t), b.ids())
		}
		b.browser.grid.OnStack(4)
		b.run(50 * time.Millisecond)
		if got, want := b.ids(), []core.JobID{"id 0", "id 1", "id 2", "id 4", "id 5"}; !slices.Equal(got, want) || b.chosen(t) != "id 1" {
			t.Errorf("%v are seen and %q is chosen, want the top of the stack that was closed", got, b.chosen(t))
		}
	})
}

func TestAWantedTakeOpensItsStack(t *testing.T) {
	inBubble(t, 6, func(t *testing.T, b *libraryBench) {
		b.samePicture("id 1", "id 3", "id 5")
		b.Play("id 5")
		b.run(time.Second)
		if b.chosen(t) != "id 5" || b.state.Len() != 6 || !b.panel.Player.State().Playing {
			t.Errorf("%q is chosen among %v", b.chosen(t), b.ids())
		}
	})
}

func TestStacksAreAChoiceThatStays(t *testing.T) {
	inBubble(t, 4, func(t *testing.T, b *libraryBench) {
		b.samePicture("id 1", "id 2")
		item := b.stackItem()
		if !item.Checked || b.state.Len() != 3 {
			t.Fatalf("checked: %v, %d tiles", item.Checked, b.state.Len())
		}
		item.Action()
		b.run(time.Second)
		if b.stackItem().Checked || b.state.Len() != 4 || !b.settings.Get().LooseTakes {
			t.Errorf("%d tiles, and the settings say %v", b.state.Len(), b.settings.Get().LooseTakes)
		}
	})
}

// texts returns what a menu offers.
func texts(items []*fyne.MenuItem) (list []string) {
	for _, item := range items {
		if !item.IsSeparator {
			list = append(list, item.Label)
		}
	}
	return list
}

func (b *libraryBench) choose(t *testing.T, i int, label string) {
	t.Helper()
	items := b.menu(i)
	at := slices.IndexFunc(items, func(item *fyne.MenuItem) bool { return item.Label == label })
	if at < 0 {
		t.Fatalf("there is no %q among %q", label, texts(items))
	}
	items[at].Action()
	b.run(50 * time.Millisecond)
}

func TestTheMenuOfATile(t *testing.T) {
	inBubble(t, 6, func(t *testing.T, b *libraryBench) {
		b.openMenu(1, fyne.NewPos(300, 200))
		b.run(50 * time.Millisecond)
		if b.chosen(t) != "id 1" || b.host.Fyne().Canvas().Overlays().Top() == nil {
			t.Fatal("the clip is not chosen, or there is no menu")
		}
		b.host.Fyne().Canvas().Overlays().Remove(b.host.Fyne().Canvas().Overlays().Top())
		draft := []string{"Make another take", "Make the real one · $0.50", "Favourite", "# Tag…", "Export…", "Copy to…", "Show in folder", "Delete"}
		if got := texts(b.menu(1)); !slices.Equal(got, draft) {
			t.Errorf("of a draft: %q", got)
		}
		b.Page.choose(0, false)
		if got := texts(b.menu(0)); !slices.Equal(got, slices.Delete(slices.Clone(draft), 1, 2)) {
			t.Errorf("of a clip by Lynx: %q", got)
		}
		b.choose(t, 0, words.AnotherTake())
		if b.host.by != core.Lynx || len(b.host.used) != 1 || b.host.used[0].ID != "id 0" {
			t.Errorf("another take of %v by %q", b.host.used, b.host.by)
		}
		b.Page.choose(1, false)
		b.choose(t, 1, words.RealOnes(1, 50*core.Cent))
		if b.host.by != core.Lynx || len(b.host.used) != 1 || b.host.used[0].ID != "id 1" {
			t.Errorf("the real one of %v by %q", b.host.used, b.host.by)
		}
		b.pick(0, tiles.Toggled)
		b.pick(2, tiles.Toggled)
		b.choose(t, 1, words.RealOnes(2, 50*core.Cent))
		if len(b.host.used) != 2 || b.host.used[0].ID != "id 1" || b.host.used[1].ID != "id 2" {
			t.Errorf("the real ones of %v: only drafts have any", b.host.used)
		}
		b.choose(t, 1, "Delete")
		b.browser.bin.OnTapped()
		b.run(time.Second)
		b.tapTile(0)
		if got := texts(b.menu(0)); !slices.Equal(got, []string{"Show in folder", "Restore"}) {
			t.Errorf("in the bin: %q", got)
		}
	})
}

func TestAClipWithoutAPictureIsNotMadeAgain(t *testing.T) {
	inBubble(t, 2, func(t *testing.T, b *libraryBench) {
		b.shelf.mu.Lock()
		b.shelf.clips[1].Story.Picture, b.shelf.clips[1].Story.Engine = "", core.Imported
		b.shelf.mu.Unlock()
		b.shelf.changed()
		b.run(time.Second)
		b.tapTile(1)
		if again, real := b.button(t, words.AnotherTake()), b.button(t, words.RealOnes(1, 50*core.Cent)); again.Visible() || real.Visible() {
			t.Error("an imported clip can be made again")
		}
		if got := texts(b.menu(1)); slices.Contains(got, words.AnotherTake()) {
			t.Errorf("its menu: %q", got)
		}
		b.makeAgain(core.Draft, []core.Clip{b.panel.Clip()})
		if b.host.used != nil {
			t.Errorf("%v is used", b.host.used)
		}
		b.tapTile(0)
		if again, real := b.button(t, words.AnotherTake()), b.button(t, words.RealOnes(1, 50*core.Cent)); !again.Visible() || real.Visible() {
			t.Error("a clip by Lynx has another take, and is the real one already")
		}
	})
}
