package kit

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/google/go-cmp/cmp"
)

// What the library page is made of, looked at together.
func TestClipWidgetsLook(t *testing.T) {
	for name, variant := range map[string]fyne.ThemeVariant{"clips-dark": theme.VariantDark, "clips-light": theme.VariantLight} {
		t.Run(name, func(t *testing.T) {
			inTheme(t, variant)
			size := fyne.NewSize(187, 176)
			chosen, other := NewTile(size), NewTile(size)
			chosen.Set("Smiles and slowly turns to the window", "Lynx · 2 minutes ago", "0:05 · 16:9")
			chosen.SetSelected(true, true)
			chosen.SetImage(picture(187, 136))
			other.Set("Cat looks up", "Draft · yesterday", "0:05 · 1:1")
			playing, telling := NewScreen(size), NewScreen(size)
			playing.SetFrame(picture(90, 160))
			telling.SetNote("Preparing the player…")
			bar := NewScrubber(nil)
			bar.Set(0.42)
			board := container.New(layout.NewCustomPaddedVBoxLayout(8),
				container.New(layout.NewGridLayout(2), chosen, other), container.New(layout.NewGridLayout(2), playing, telling), bar)
			w := test.NewTempWindow(t, NewPanel(ColorBackground, ColorClear, "", fyne.NewSquareSize(8), board))
			w.SetPadded(false)
			w.Resize(fyne.NewSize(400, 420))
			test.AssertRendersToImage(t, name+".png", w.Canvas())
		})
	}
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
		row := float32(columns)*g.tile.Width + float32(columns-1)*gridGap
		if left := width - GridBar - row; left < 0 || left >= float32(columns) {
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

func TestGridTellsWhatIsChosen(t *testing.T) {
	g, _ := newTestGrid(t, 100, fyne.NewSize(802, 600))
	var chosen []int
	var others []fyne.KeyName
	g.OnChosen = func(i int) { chosen = append(chosen, i) }
	g.OnKey = func(e *fyne.KeyEvent) { others = append(others, e.Name) }
	g.GridWrap.Select(5) // as a tap does
	g.GridWrap.Select(5)
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome, fyne.KeyUp, fyne.KeyDelete} {
		g.TypedKey(&fyne.KeyEvent{Name: key})
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

func TestScrubberGoesWhereItIsTappedAndDragged(t *testing.T) {
	inTheme(t, theme.VariantDark)
	var sought []float64
	s := NewScrubber(func(done float64) { sought = append(sought, done) })
	var drags []bool
	s.OnDragged = func(begins bool) { drags = append(drags, begins) }
	s.Resize(fyne.NewSize(200, 18))
	test.TapAt(s, fyne.NewPos(50, 9))
	for _, x := range []float32{100, 150, 260, -40} {
		s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 9)}})
	}
	s.DragEnd()
	if diff := cmp.Diff([]float64{0.25, 0.5, 0.75, 1, 0}, sought); diff != "" {
		t.Errorf("sought (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]bool{true, false}, drags); diff != "" {
		t.Errorf("drags (-want +got):\n%s", diff)
	}
	s.Set(0.9)
	if s.Done() != 0.9 || len(sought) != 5 {
		t.Error("Set seeks, or does not show where it is")
	}
}

func TestScreenTellsTapsAtOnce(t *testing.T) {
	inTheme(t, theme.VariantDark)
	s := NewScreen(fyne.NewSize(160, 90))
	taps, doubles := 0, 0
	s.OnTapped, s.OnDoubleTapped = func() { taps++ }, func() { doubles++ }
	for range 4 {
		test.Tap(s)
	}
	if taps != 4 || doubles != 2 {
		t.Errorf("four quick taps were told as %d taps and %d double taps, want 4 and 2", taps, doubles)
	}
}

func TestScreenTellsItsPixels(t *testing.T) {
	inTheme(t, theme.VariantDark)
	s := NewScreen(fyne.NewSize(160, 90))
	w := test.NewTempWindow(t, s)
	w.SetPadded(false)
	var told []image.Point
	s.OnResized = func(px image.Point) { told = append(told, px) }
	w.Canvas().(software.WindowlessCanvas).SetScale(2)
	w.Resize(fyne.NewSize(320, 180))
	w.Resize(fyne.NewSize(320, 180))
	if diff := cmp.Diff([]image.Point{{X: 640, Y: 360}}, told); diff != "" {
		t.Errorf("on a screen of double density (-want +got):\n%s", diff)
	}
}

// The shape of the film can change from one to the next.
func TestScreenShowsEachFrameInItsOwnShape(t *testing.T) {
	inTheme(t, theme.VariantDark)
	s := NewScreen(fyne.NewSize(160, 90))
	for _, size := range []image.Point{{X: 160, Y: 90}, {X: 90, Y: 160}} {
		s.SetFrame(nil)
		s.SetFrame(picture(size.X, size.Y))
		if got, want := s.image.Aspect(), float32(size.X)/float32(size.Y); got != want {
			t.Errorf("a frame of %v is shown with the aspect %v, want %v", size, got, want)
		}
	}
}
