package glimpse

import (
	"image"
	"math"
	"time"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/kit/tiles"
	"caracal/gui/stills"
)

// Pause is how long the pointer stays on a tile before its clip is played there: whoever crosses the grid wants to see nothing move.
const Pause = 150 * time.Millisecond

// Needs are what a glimpse wants of the page with the grid.
type Needs struct {
	After   func(time.Duration, func()) (stop func()) // calls a function on the Fyne goroutine after some time, unless it is stopped before
	Run     func(func())                              // that of [film.NewPlayer]
	Decoder film.Decoder

	Clip   func(i int) (index.Row, core.JobID)                        // that lies at i; the id is empty for one that is not known, or not to be played
	Read   func(row index.Row, found func(c core.Clip, strip string)) // reads a clip, and where its filmstrip is if it has one; found is called when both are known
	Poster func(t *tiles.Tile, id core.JobID)                         // shows a clip's poster in a tile
}

// A Glimpse plays the clip of the tile that the pointer is on, in the tile. Where the pointer is says which moment is seen, and from there it goes on. It is the player's surface.
type Glimpse struct {
	Player *film.Player

	needs Needs
	tile  *tiles.Tile // that the pointer is on; nil for none
	id    core.JobID  // of the clip that is in it
	at    float64     // where the pointer is, in parts of the tile's width
	shown bool        // the clip
	wait  func()      // forgets a clip that is to be played

	size  image.Point // of the frames, which cover the picture of the tile
	frame *image.RGBA // as large as that picture
}

var _ film.Surface = (*Glimpse)(nil)

// New returns a glimpse of nothing.
func New(needs Needs) *Glimpse {
	g := &Glimpse{needs: needs, wait: func() {}}
	g.Player = film.NewPlayer(g, needs.Run)
	g.Player.OnChange = g.changed
	return g
}

// Tile returns the tile that the pointer is on, and the id of its clip; nil for none.
func (g *Glimpse) Tile() (*tiles.Tile, core.JobID) { return g.tile, g.id }

// Hover follows the pointer over the tile of the clip at i; at is where it is, in parts of the tile's width.
func (g *Glimpse) Hover(i int, t *tiles.Tile, at float64, on bool) {
	row, id := g.needs.Clip(i)
	if !on || id == "" {
		if g.tile == t {
			g.Stop()
		}
		return
	}
	g.at = at
	if g.tile == t && g.id == id {
		if g.shown {
			g.seek()
		}
		return
	}
	g.Stop()
	g.tile, g.id = t, id
	g.wait = g.needs.After(Pause, func() {
		g.needs.Read(row, func(c core.Clip, strip string) {
			if strip == "" && !g.needs.Decoder.Ready() {
				return // a tile is no reason to wait for the decoder
			}
			if g.tile == t && g.id == c.ID && !g.shown {
				g.show(c, strip)
			}
		})
	})
}

// show plays a clip in the tile.
func (g *Glimpse) show(c core.Clip, strip string) {
	f := film.NewClip(g.needs.Decoder, c, func() string { return strip })
	g.size = covering(f.Info().Size, g.pictureSize())
	g.shown = true
	g.Player.Show(f, true)
	g.seek()
}

// seek goes to the moment that the pointer says.
func (g *Glimpse) seek() {
	g.Player.Seek(int(math.Round(g.at * float64(g.Player.State().Film.Frames-1))))
}

// Stop gives the tile its poster back.
func (g *Glimpse) Stop() {
	g.wait()
	t, id := g.tile, g.id
	g.tile, g.id, g.frame = nil, "", nil
	if !g.shown {
		return
	}
	g.shown = false
	g.Player.Clear()
	g.needs.Poster(t, id)
}

// Holds reports whether a tile shows this clip's film, and no poster. A tile that has been given another clip is let go.
func (g *Glimpse) Holds(t *tiles.Tile, id core.JobID) bool {
	if g.tile == t && g.id != id {
		g.Stop()
	}
	return g.tile == t && g.frame != nil
}

// changed follows the player.
func (g *Glimpse) changed(s film.State) {
	if g.tile != nil && g.frame != nil && s.Film.Frames > 1 {
		g.tile.SetFrame(g.frame, float64(s.Frame)/float64(s.Film.Frames-1))
	}
}

// pictureSize returns the size of the tile's picture in real pixels.
func (g *Glimpse) pictureSize() image.Point { return kit.Pixels(g.tile, g.tile.PictureSize()) }

// Pixels is the player's: frames of this size cover the tile's picture.
func (g *Glimpse) Pixels() image.Point { return g.size }

// Follow is the player's. A tile that changes its size has been given another clip, or the pointer has left it.
func (g *Glimpse) Follow(func(px image.Point)) {}

// Frame is the player's.
func (g *Glimpse) Frame() *image.RGBA { return g.frame }

// SetFrame is the player's.
func (g *Glimpse) SetFrame(frame *image.RGBA) {
	if g.tile != nil {
		g.frame = stills.Cover(frame, g.pictureSize())
	}
}

// SetNote is the player's. A tile says nothing about a film that cannot be played: the panel does, when it is chosen.
func (g *Glimpse) SetNote(string) {}

// covering returns the smallest size of the shape of size that covers a box.
func covering(size, box image.Point) image.Point {
	if size.X <= 0 || size.Y <= 0 {
		return image.Point{}
	}
	scale := max(float64(box.X)/float64(size.X), float64(box.Y)/float64(size.Y))
	return image.Pt(int(math.Ceil(float64(size.X)*scale)), int(math.Ceil(float64(size.Y)*scale)))
}
