package film

import (
	"context"
	"image"
	"time"
)

// A Film is what a player shows: a row of frames at an even rate. A clip in the library is one, and so is the live preview of a draft.
type Film interface {
	// Info describes the film. It answers at once and always the same.
	Info() Info
	// Draw paints frame i, 0 ≤ i < Frames, over the whole of dst. Frames may be asked for in any order; mostly they are asked for one after the other. The size
	// of dst has the film's shape, is at most Info().Size, and changes when the screen does. Draw is called by one goroutine at a time, never the UI's.
	Draw(ctx context.Context, dst *image.RGBA, i int) error
	// Close gives back what Draw has taken. It is called after the last Draw and from the same goroutine, and so it is when a Draw has failed; one that comes after it, because the person
	// wants the film played again, begins anew.
	Close()
}

// An Info describes a film.
type Info struct {
	Size   image.Point // pixels of a frame; a player never asks for larger ones
	Frames int         // at least 1
	FPS    float64     // frames a second, more than 0
	Dense  bool        // to draw a frame takes the work of all since the one before, so that nothing is gained by leaving some out
}

// time returns the moment at which frame i is due after the start.
func (f Info) time(i int) time.Duration {
	return time.Duration(float64(i) / f.FPS * float64(time.Second))
}
