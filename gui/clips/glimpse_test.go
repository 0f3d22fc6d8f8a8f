package clips

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"caracal/gui/clips/glimpse"
	"caracal/gui/kit"
	"caracal/gui/kit/tiles"
)

// tileFor returns a tile that shows the clip at i, as the grid has them.
func (b *libraryBench) tileFor(i int) *tiles.Tile {
	tile := tiles.NewTile(fyne.NewSize(180, 170))
	tile.Resize(tile.MinSize())
	b.browser.fill(i, tile)
	return tile
}

func TestAClipPlaysInItsTile(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		g := b.browser.glimpse
		one, two := b.tileFor(0), b.tileFor(1)
		hover := func(i int, on *tiles.Tile, at float64) {
			b.browser.grid.OnHover(i, on, at, true)
			b.run(10 * time.Millisecond)
		}
		hover(0, one, 0.5)
		b.browser.grid.OnHover(0, one, 0, false)
		b.run(time.Second)
		if g.Frame() != nil || g.Player.State().Film.Frames != 0 {
			t.Fatal("a tile that was only crossed plays")
		}

		hover(0, one, 0.5)
		b.run(glimpse.Pause + 20*time.Millisecond)
		s := g.Player.State()
		if g.Frame() == nil || !s.Playing || s.Frame < s.Film.Frames/2 || s.Frame > s.Film.Frames*3/4 {
			t.Fatalf("the film is at %d of %d, playing: %v", s.Frame, s.Film.Frames, s.Playing)
		}
		if got, want := g.Frame().Rect.Size(), kit.Pixels(one, one.PictureSize()); got != want {
			t.Errorf("a frame of %v for a picture of %v", got, want)
		}
		hover(0, one, 0.1)
		if now := g.Player.State().Frame; now > s.Film.Frames/5 {
			t.Errorf("the pointer went back and the film is at %d", now)
		}
		b.browser.fill(0, one)
		if tile, _ := g.Tile(); tile != one {
			t.Error("the film ended when the words of its tile were brought up to date")
		}

		hover(1, two, 0)
		b.run(time.Second)
		if tile, id := g.Tile(); tile != two || id != "id 1" || g.Frame() == nil {
			t.Fatalf("%q plays", id)
		}
		b.browser.fill(2, two) // the grid has been scrolled
		if tile, _ := g.Tile(); tile != nil || g.Player.State().Playing {
			t.Error("a tile plays a clip that it shows no more")
		}

		hover(0, one, 0)
		b.run(time.Second)
		b.Hidden()
		if tile, _ := g.Tile(); tile != nil || g.Player.State().Playing {
			t.Error("it plays on a page that is not seen")
		}
	})
}

// The pointer stays on the tile, and what lies over the page is all that is to move.
func TestATileDoesNotPlayBelowWhatLiesOverThePage(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		g := b.browser.glimpse
		for what, open := range map[string]func(){
			"the full view": func() { b.key(fyne.KeyF) },
			"a comparison": func() {
				b.browser.grid.OnBand([]int{0, 1})
				b.run(50 * time.Millisecond)
				b.key(fyne.KeyC)
			},
		} {
			b.browser.grid.OnHover(0, b.tileFor(0), 0, true)
			b.run(time.Second)
			if !g.Player.State().Playing {
				t.Fatal("it does not play")
			}
			open()
			over := b.host.Fyne().Canvas().Overlays().Top()
			if over == nil || g.Player.State().Playing {
				t.Errorf("below %s it plays: %v", what, g.Player.State().Playing)
			}
			over.Hide()
			b.run(time.Second)
			b.clearMany()
			b.run(time.Second)
		}
	})
}

// Nobody waits for the decoder because the pointer lies on a tile.
func TestATileDoesNotWaitForTheDecoder(t *testing.T) {
	inBubble(t, 1, func(t *testing.T, b *libraryBench) {
		b.decoder.Unready = true
		b.browser.grid.OnHover(0, b.tileFor(0), 0, true)
		b.run(time.Second)
		if b.browser.glimpse.Player.State().Film.Frames > 0 {
			t.Error("it plays")
		}
	})
}

func TestNothingMovesByItselfForWhoWantsThat(t *testing.T) {
	inBubble(t, 2, func(t *testing.T, b *libraryBench) {
		b.Calm()
		b.browser.grid.OnHover(0, b.tileFor(0), 0, true)
		b.tapTile(1)
		b.run(time.Second)
		if b.browser.glimpse.Player.State().Film.Frames > 0 || b.panel.Player.State().Playing {
			t.Error("it plays")
		}
		b.key(fyne.KeySpace)
		if !b.panel.Player.State().Playing {
			t.Error("it does not play when it is asked to")
		}
	})
}
