package clips

import (
	"context"
	"image"
	"math"
	"time"

	"caracal/core"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/kit/tiles"
)

// glimpsePause is how long the pointer stays on a tile before its clip is played there: whoever crosses the grid wants to see nothing move.
const glimpsePause = 150 * time.Millisecond

// A glimpse plays the clip of the tile that the pointer is on, in the tile. Where the pointer is says which moment is seen, and from there it goes on. It is the player's surface.
type glimpse struct {
	page   *Page
	player *film.Player

	tile  *tiles.Tile // that the pointer is on; nil for none
	id    core.JobID  // of the clip that is in it
	at    float64     // where the pointer is, in parts of the tile's width
	shown bool        // the clip
	wait  func()      // forgets a clip that is to be played

	size  image.Point // of the frames, which cover the picture of the tile
	frame *image.RGBA // as large as that picture
}

var _ film.Surface = (*glimpse)(nil)

func newGlimpse(p *Page) *glimpse {
	g := &glimpse{page: p, wait: func() {}}
	g.player = film.NewPlayer(g, p.inbox.Run)
	g.player.OnChange = g.changed
	return g
}

// hovered follows the pointer over the tile of the clip at i.
func (g *glimpse) hovered(i int, t *tiles.Tile, at float64, on bool) {
	c, known := g.page.state.Brief(i)
	if !on || !known || c.ID == "" || g.page.calm {
		if g.tile == t {
			g.stop()
		}
		return
	}
	g.at = at
	if g.tile == t && g.id == c.ID {
		if g.shown {
			g.seek()
		}
		return
	}
	g.stop()
	g.tile, g.id = t, c.ID
	row := g.page.state.List.Rows[i]
	g.wait = g.page.inbox.After(glimpsePause, func() {
		g.page.inbox.Ask(func(ctx context.Context) func() {
			clip, found, err := g.page.shelf.Clip(ctx, row)
			strip := ""
			if found && err == nil {
				strip = g.page.shelf.Filmstrip(clip)
			}
			if strip == "" && !g.page.decoder.Ready() {
				return nil // a tile is no reason to wait for the decoder
			}
			return func() {
				if found && err == nil && g.tile == t && g.id == clip.ID && !g.shown {
					g.show(clip, strip)
				}
			}
		})
	})
}

// show plays a clip in the tile.
func (g *glimpse) show(c core.Clip, strip string) {
	f := film.NewClip(g.page.decoder, c, func() string { return strip })
	g.size = covering(f.Info().Size, g.pictureSize())
	g.shown = true
	g.player.Show(f, true)
	g.seek()
}

// seek goes to the moment that the pointer says.
func (g *glimpse) seek() {
	g.player.Seek(int(math.Round(g.at * float64(g.player.State().Film.Frames-1))))
}

// stop gives the tile its poster back.
func (g *glimpse) stop() {
	g.wait()
	t, id := g.tile, g.id
	g.tile, g.id, g.frame = nil, "", nil
	if !g.shown {
		return
	}
	g.shown = false
	g.player.Clear()
	g.page.posters.Load(t, string(id), kit.Pixels(t, t.PictureSize()))
}

// holds reports whether a tile shows this clip's film, and no poster. A tile that has been given another clip is let go.
func (g *glimpse) holds(t *tiles.Tile, id core.JobID) bool {
	if g.tile == t && g.id != id {
		g.stop()
	}
	return g.tile == t && g.frame != nil
}

// changed follows the player.
func (g *glimpse) changed(s film.State) {
	if g.tile != nil && g.frame != nil && s.Film.Frames > 1 {
		g.tile.SetFrame(g.frame, float64(s.Frame)/float64(s.Film.Frames-1))
	}
}

// pictureSize returns the size of the tile's picture in real pixels.
func (g *glimpse) pictureSize() image.Point { return kit.Pixels(g.tile, g.tile.PictureSize()) }

// Pixels is the player's: frames of this size cover the tile's picture.
func (g *glimpse) Pixels() image.Point { return g.size }

// Follow is the player's. A tile that changes its size has been given another clip, or the pointer has left it.
func (g *glimpse) Follow(func(px image.Point)) {}

// Frame is the player's.
func (g *glimpse) Frame() *image.RGBA { return g.frame }

// SetFrame is the player's.
func (g *glimpse) SetFrame(frame *image.RGBA) {
	if g.tile != nil {
		g.frame = film.Cover(frame, g.pictureSize())
	}
}

// SetNote is the player's. A tile says nothing about a film that cannot be played: the panel does, when it is chosen.
func (g *glimpse) SetNote(string) {}

// covering returns the smallest size of the shape of size that covers a box.
func covering(size, box image.Point) image.Point {
	if size.X <= 0 || size.Y <= 0 {
		return image.Point{}
	}
	scale := max(float64(box.X)/float64(size.X), float64(box.Y)/float64(size.Y))
	return image.Pt(int(math.Ceil(float64(size.X)*scale)), int(math.Ceil(float64(size.Y)*scale)))
}
