package compare

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"sync"
	"time"

	"caracal/gui/film"
	"caracal/gui/stills"
)

// canvasSize is the shape, and the most pixels, of what is drawn: a wide screen's.
var canvasSize = image.Pt(1920, 1080)

// cellGap is between clips side by side, in parts of the width.
const cellGap = 0.006

// An arrangement is how the clips are laid out. It is a value.
type arrangement struct {
	split bool    // over each other; only two are seen then
	at    float64 // where the split is, in parts of the clips' width
	order []int   // which clip is where, by number
}

// A set is clips that are played as one film.
type set struct {
	clips []film.Film
	info  film.Info

	mu  sync.Mutex
	now arrangement

	// Only on the player's goroutine.
	drawn []cell // by clip
}

// A cell is what a clip showed last.
type cell struct {
	image *image.RGBA
	frame int // -1 for none
}

// newSet returns the film of the clips, which it closes.
func newSet(clips []film.Film) *set {
	s := &set{clips: clips, drawn: make([]cell, len(clips)), now: arrangement{split: len(clips) == 2, at: 0.5}}
	longest := time.Duration(0)
	for i, c := range clips {
		info := c.Info()
		s.info.FPS = max(s.info.FPS, info.FPS)
		longest = max(longest, time.Duration(float64(info.Frames)/info.FPS*float64(time.Second)))
		s.now.order = append(s.now.order, i)
	}
	s.info.Size, s.info.Dense = canvasSize, true
	s.info.Frames = max(1, int(longest.Seconds()*s.info.FPS+0.5))
	return s
}

// arrange changes how the clips are laid out. It may be called on any goroutine; what is seen changes with the next frame that is drawn.
func (s *set) arrange(change func(*arrangement)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.now)
}

func (s *set) arranged() arrangement {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// Info describes the film.
func (s *set) Info() film.Info { return s.info }

// Draw paints what all clips show at the time of frame i.
func (s *set) Draw(ctx context.Context, dst *image.RGBA, i int) error {
	now := s.arranged()
	draw.Draw(dst, dst.Rect, image.NewUniform(color.RGBA{0x0b, 0x0a, 0x08, 0xff}), image.Point{}, draw.Src)
	cells := s.cells(dst.Rect, now)
	for place, clip := range now.order[:len(cells)] {
		at := cells[place]
		if err := s.draw(ctx, clip, at.Size(), i); err != nil {
			return err
		}
		seen := at
		if x := at.Min.X + int(float64(at.Dx())*now.at); now.split && place == 0 {
			seen.Max.X = x
		} else if now.split {
			seen.Min.X = max(at.Min.X, s.splitX(dst.Rect, now))
		}
		draw.Draw(dst, seen, s.drawn[clip].image, seen.Min.Sub(at.Min), draw.Src)
	}
	return nil
}

// draw makes the clip's own picture that of frame i of all.
func (s *set) draw(ctx context.Context, clip int, size image.Point, i int) error {
	info, c := s.clips[clip].Info(), &s.drawn[clip]
	frame := min(int(float64(i)/s.info.FPS*info.FPS+0.01), info.Frames-1)
	if c.image != nil && c.image.Rect.Size() == size && c.frame == frame {
		return nil
	}
	if c.image == nil || c.image.Rect.Size() != size {
		c.image = image.NewRGBA(image.Rectangle{Max: size})
	}
	c.frame = -1
	if err := s.clips[clip].Draw(ctx, c.image, frame); err != nil {
		return err
	}
	c.frame = frame
	return nil
}

// grid returns how so many clips lie side by side.
func grid(clips int) (columns, rows int) {
	if clips == 4 {
		return 2, 2
	}
	return clips, 1
}

// cells returns where on the canvas each clip that is seen is, in order.
func (s *set) cells(canvas image.Rectangle, now arrangement) (cells []image.Rectangle) {
	columns, rows := grid(len(s.clips))
	if now.split {
		columns, rows = 1, 1
	}
	gap := int(cellGap * float64(canvas.Dx()))
	w, h := (canvas.Dx()-(columns-1)*gap)/columns, (canvas.Dy()-(rows-1)*gap)/rows
	for place, clip := range now.order {
		if now.split && place == 2 {
			break
		}
		cell := 0
		if !now.split {
			cell = place
		}
		size := stills.Fit(s.clips[clip].Info().Size, image.Pt(w, h))
		at := canvas.Min.Add(image.Pt(cell%columns*(w+gap)+(w-size.X)/2, cell/columns*(h+gap)+(h-size.Y)/2))
		cells = append(cells, image.Rectangle{at, at.Add(size)})
	}
	return cells
}

// splitX returns where the split is on the canvas: in the first clip.
func (s *set) splitX(canvas image.Rectangle, now arrangement) int {
	at := s.cells(canvas, now)[0]
	return at.Min.X + int(float64(at.Dx())*now.at)
}

// Close ends the clips.
func (s *set) Close() {
	for _, c := range s.clips {
		c.Close()
	}
}
