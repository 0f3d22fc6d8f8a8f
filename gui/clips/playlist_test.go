package clips

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/gui/kit/tiles"
)

func TestSpacePlaysWhatIsSelectedOneAfterTheOther(t *testing.T) {
	inBubble(t, 5, func(t *testing.T, b *libraryBench) {
		seen := func(id core.JobID, caption string) {
			t.Helper()
			if b.full == nil {
				t.Fatal("nothing fills the screen")
			}
			if s := b.panel.Player.State(); b.chosen(t) != id || !s.Playing || s.Loop || b.caption() != caption {
				t.Errorf("%q plays (%+v), %s", b.chosen(t), s, b.caption())
			}
		}
		const length = 5100 * time.Millisecond // of each, and a moment
		b.tapTile(1)
		b.pick(3, tiles.Toggled)
		b.pick(4, tiles.Toggled)
		b.key(fyne.KeySpace)
		seen("id 1", "1 of 3")
		b.run(length)
		seen("id 3", "2 of 3")
		b.full.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
		b.run(50 * time.Millisecond)
		seen("id 1", "1 of 3")
		b.full.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) // who pauses is not hurried
		b.run(3 * length)
		if b.chosen(t) != "id 1" {
			t.Error("a paused clip was gone on from")
		}
		b.full.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		b.run(length)
		seen("id 3", "2 of 3")
		b.run(length)
		seen("id 4", "3 of 3")
		b.run(length)
		if s := b.panel.Player.State(); b.chosen(t) != "id 4" || s.Playing || s.Frame != s.Film.Frames-1 {
			t.Errorf("after the last one: %q, %+v", b.chosen(t), s)
		}
		b.full.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		b.run(50 * time.Millisecond)
		if !b.panel.Player.State().Loop || b.state.SelectedCount() != 3 {
			t.Error("what was chosen before is not as it was")
		}
	})
}

func TestPageKeysGoToOtherClipsOnTheWholeScreen(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		b.tapTile(1)
		b.key(fyne.KeyF)
		for _, c := range []struct {
			key  fyne.KeyName
			want core.JobID
		}{{fyne.KeyPageDown, "id 2"}, {fyne.KeyPageDown, "id 2"}, {fyne.KeyPageUp, "id 1"}, {fyne.KeyPageUp, "id 0"}, {fyne.KeyPageUp, "id 0"}} {
			b.full.TypedKey(&fyne.KeyEvent{Name: c.key})
			b.run(50 * time.Millisecond)
			if b.chosen(t) != c.want || !b.state.IsSelected(b.state.Place) || b.caption() != "" {
				t.Errorf("%s shows %q, not %q", c.key, b.chosen(t), c.want)
			}
		}
		if !b.panel.Player.State().Loop {
			t.Error("a single clip plays again and again no more")
		}
	})
}
