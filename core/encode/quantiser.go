package encode

import (
	"context"
	"errors"
)

// A quantiser is how coarse frames are, from 0 to 51, as H.264 counts it (QP): with 6 more the step is twice as large (ITU-T H.264, 8.5.9). There is one for all frames of a
// film, because the eye sees at once when it changes. It is the finest unless that makes too many bits, as of film grain, which no frame can take over from the one before.
type quantiser int

const (
	// At finest a draft of a photograph has 2 to 6 Mbit/s at 1280×720. What moves slowly jitters by up to 0.04 px then, and by more than 0.05 px from 18 on: too little of the
	// way from frame to frame is left of it. Up to undeblocked the deblocking filter changes nothing (ITU-T H.264, table 8-16), which is a third of a player's work.
	finest      quantiser = 15
	undeblocked quantiser = 15
	coarsest    quantiser = 34
	// finestTranscoded is the finest for frames that have been compressed before: no eye sees more in them.
	finestTranscoded quantiser = 20
	// maxBitsPerPixel is of each frame: 13 Mbit/s at 1280×720 and 24 frames a second, as players of level 3.1 are promised no more than 14 (ITU-T H.264, table A-1).
	maxBitsPerPixel = 0.6
)

// errTooManyBits is why frames are made coarser.
var errTooManyBits = errors.New("too many bits")

// check returns errTooManyBits when a film would have too many whose groups all began like this one, with the access units of a key frame and of the next.
func (q quantiser) check(f Film, key, next []byte) error {
	groups := f.groupCount()
	bits := 8 * (groups*len(key) + (f.Frames-groups)*len(next))
	if q < coarsest && float64(bits) > maxBitsPerPixel*float64(f.Width*f.Height*f.Frames) {
		return errTooManyBits
	}
	return nil
}

// coarser returns the next quantiser that will do for a film. Two frames in its middle, where cameras move fastest, stand for all.
func (f Film) coarser(ctx context.Context, q quantiser) quantiser {
	frame := f.newFrame()
	for q += 2; q < coarsest && ctx.Err() == nil; q += 2 {
		sample := &group{first: f.Frames / 2, end: min(f.Frames/2+2, f.Frames)}
		if sample.encode(ctx, f, q, frame, func() {}) == nil {
			return q
		}
	}
	return coarsest
}
