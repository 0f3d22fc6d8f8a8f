package tiles

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/google/go-cmp/cmp"

	"caracal/gui/kit"
	"caracal/gui/kit/kittest"
	"caracal/gui/kit/playback"
)

// inTheme prepares an app in Caracal's own look.
func inTheme(t *testing.T, variant fyne.ThemeVariant) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{Forced: true, Variant: variant})
}

// What the library page is made of, looked at together.
func TestClipWidgetsLook(t *testing.T) {
	kittest.Looks(t, "clips-", fyne.NewSize(400, 604), func() fyne.CanvasObject {
		size := fyne.NewSize(187, 176)
		chosen, other := NewTile(size), NewTile(size)
		chosen.Set("Smiles and slowly turns to the window", "Lynx · 2 minutes ago", "0:05 · 16:9")
		chosen.SetSelected(true, true)
		chosen.SetImage(kittest.Picture(187, 136))
		other.Set("Cat looks up", "Draft · yesterday", "0:05 · 1:1")
		stacked, opened := NewTile(size), NewTile(size)
		stacked.Set("Steam curls over the cup", "Draft · 12 takes", "0:05 · 1:1")
		stacked.SetStack(12, false)
		stacked.SetImage(kittest.Picture(187, 136))
		opened.Set("Pull back", "Draft · 2 takes", "0:05 · 1:1")
		opened.SetStack(2, true)
		playing, telling := playback.NewScreen(size), playback.NewScreen(size)
		playing.SetFrame(kittest.Picture(90, 160))
		telling.SetNote("Preparing the player…")
		bar := playback.NewScrubber(nil)
		bar.Set(0.42)
		return container.New(layout.NewCustomPaddedVBoxLayout(8),
			container.New(layout.NewGridLayout(2), chosen, other, stacked, opened), container.New(layout.NewGridLayout(2), playing, telling), bar)
	})
}

// newTestGrid shows a grid of so many tiles in a window.
func newTestGrid(t *testing.T, tiles int, size fyne.Size) (g *Grid, filled *int) {
	inTheme(t, theme.VariantDark)
	filled = new(int)
	g = NewGrid(func() int { return tiles }, func(i int, tile *Tile) {
		*filled++
		tile.Set(fmt.Sprint("tile ", i), "", "")
	})
	w := test.NewTempWindow(t, g.View())
	w.SetPadded(false)
	w.Resize(size)
	return g, filled
}

func TestGridFillsItsRows(t *testing.T) {
	for width, columns := range map[float32]int{300: 2, 552: 3, 802: 4, 1442: 7} {
		g, _ := newTestGrid(t, 100, fyne.NewSize(width, 600))
		if got := g.ColumnCount(); got != columns {
			t.Errorf("%d columns in a width of %v, want %d", got, width, columns)
		}
		row := float32(columns)*g.tile.Width + float32(columns-1)*gap
		if left := width - BarWidth - row; left < 0 || left >= float32(columns) {
			t.Errorf("the tiles leave %v of a width of %v beside the bar", left, width)
		}
	}
}

func TestGridFillsOnlyWhatIsSeen(t *testing.T) {
	g, filled := newTestGrid(t, 10_000, fyne.NewSize(802, 600))
	*filled = 0
	g.ScrollToOffset(90_000)
	if *filled == 0 || *filled > 40 {
		t.Errorf("after a jump %d tiles of 10,000 were filled, want about 20", *filled)
	}
}

// What one looks at stays in its place when the window, or what stands beside the grid, gives it other columns.
func TestGridKeepsThePlaceWhenItsColumnsChange(t *testing.T) {
	g, _ := newTestGrid(t, 10_000, fyne.NewSize(802, 600))
	titles := map[int]string{}
	fill := g.UpdateItem
	g.UpdateItem = func(i int, o fyne.CanvasObject) {
		fill(i, o)
		titles[i] = o.(*Tile).Title()
	}
	g.SetTop(4000, 0)
	g.Mark(4006)
	scrolled := 0
	g.OnScrolled = func() { scrolled++ }
	for _, width := range []float32{1442, 802, 552, 640, 700, 802} {
		clear(titles)
		g.Resize(fyne.NewSize(width, 600))
		first, end := g.InView()
		if columns := g.ColumnCount(); first > 4000 || first+columns <= 4000 {
			t.Errorf("in a width of %v there are %d columns, and the first tile is %d", width, columns, first)
		}
		for i := first; i < end; i++ {
			if titles[i] != fmt.Sprint("tile ", i) {
				t.Errorf("in a width of %v tile %d says %q", width, i, titles[i])
			}
		}
	}
	g.Mark(4014) // in the last row: narrower columns bring it into view, and do not take the place away
	for _, width := range []float32{552, 802} {
		g.Resize(fyne.NewSize(width, 600))
		if first, end := g.InView(); g.Marked() < first || g.Marked() >= end {
			t.Errorf("the marked tile %d is out of view, which is %d to %d", g.Marked(), first, end)
		}
	}
	if first, above := g.Top(); first != 4000 || above > 0.5 || scrolled > 0 {
		t.Errorf("back in the first width the first tile is %d, %v of it above; scrolled %d times", first, above, scrolled)
	}
	g.Resize(fyne.NewSize(552, 600))
	g.SetTop(0, 0) // of something else, perhaps
	if g.Resize(fyne.NewSize(802, 600)); g.GetScrollOffset() != 0 {
		t.Error("the old place comes back to a grid that has been scrolled")
	}
}

func TestGridReachesItsEndAfterItsColumnsChange(t *testing.T) {
	g, _ := newTestGrid(t, 30, fyne.NewSize(1442, 600))
	for _, width := range []float32{802, 1442, 552} {
		g.Resize(fyne.NewSize(width, 600))
		g.SetTop(29, 0)
		if _, end := g.InView(); end < 30 {
			t.Errorf("in a width of %v one cannot scroll beyond tile %d of 30", width, end)
		}
	}
	g.Resize(fyne.NewSize(1442, 1000)) // all can be seen
	if first, above := g.Top(); first != 0 || above != 0 {
		t.Errorf("with room for all the first tile in view is %d", first)
	}
}

func TestGridTellsWhatIsChosen(t *testing.T) {
	g, _ := newTestGrid(t, 100, fyne.NewSize(802, 600))
	var chosen []int
	var others []fyne.KeyName
	g.OnChosen = func(i int) { chosen = append(chosen, i) }
	kit.CanvasOf(g).SetOnTypedKey(func(e *fyne.KeyEvent) { others = append(others, e.Name) })
	g.GridWrap.Select(5) // as a tap does
	g.GridWrap.Select(5)
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome, fyne.KeyUp, fyne.KeyDelete} {
		g.TypedKey(&fyne.KeyEvent{Name: key})
	}
	letters := ""
	kit.CanvasOf(g).SetOnTypedRune(func(r rune) { letters += string(r) })
	if g.TypedRune('?'); letters != "?" {
		t.Error("a letter is lost on the grid")
	}
	if diff := cmp.Diff([]int{5, 5, 9, 21, 99, 0}, chosen); diff != "" {
		t.Errorf("chosen (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]fyne.KeyName{fyne.KeySpace, fyne.KeyDelete}, others); diff != "" {
		t.Errorf("other keys (-want +got):\n%s", diff)
	}
	empty, _ := newTestGrid(t, 0, fyne.NewSize(802, 600))
	empty.OnChosen = func(i int) { t.Errorf("%d was chosen where there is nothing", i) }
	empty.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}

func TestPartsOfATile(t *testing.T) {
	inTheme(t, theme.VariantDark)
	tile := NewTile(fyne.NewSize(187, 176))
	tile.Resize(fyne.NewSize(187, 176))
	low := tile.Size().Height - tileWords - 10
	for _, c := range []struct {
		stack int
		at    fyne.Position
		part  tilePart
	}{
		{1, fyne.NewPos(10, 10), tickPart},
		{1, fyne.NewPos(180, 10), heartPart},
		{1, fyne.NewPos(90, 60), wholePart},
		{1, fyne.NewPos(20, low), wholePart},
		{0, fyne.NewPos(20, low), wholePart},
		{3, fyne.NewPos(20, low), stackPart},
		{3, fyne.NewPos(100, low), wholePart},
		{3, fyne.NewPos(20, low+20), wholePart},
	} {
		tile.SetStack(c.stack, false)
		if got := tile.partAt(c.at); got != c.part {
			t.Errorf("%v of a stack of %d is part %d, not %d", c.at, c.stack, got, c.part)
		}
	}
}
