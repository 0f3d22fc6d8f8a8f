package media

import "context"

// A quantiser is how coarse frames are, from 0 to 51, as H.264 counts it: with 6 more the step is twice as large (ITU-T H.264, 8.5.9).
const (
	// At finest a draft of a photograph has 2 to 6 Mbit/s at 1280×720. What moves slowly jitters by up to 0.04 px then, and by more than 0.05 px from 18 on: too little of the
	// way from frame to frame is left of it. From 15 down there is nothing to smooth at the edges of blocks (ITU-T H.264, table 8-16), a third of a player's work.
	finest   = 15
	coarsest = 34
	// mostBits is for one pixel of one frame: 13 Mbit/s at 1280×720 and 24 frames a second, as players of level 3.1 are promised no more than 14 (ITU-T H.264, table A-1).
	mostBits = 0.6
)

// quantiser returns the quantiser for all frames of a film in so many groups. One for all, because the eye sees at once when it changes. It is finest unless that makes
// too many bits, as of film grain, which no frame can take over from the one before. Two frames in the middle of the film, where cameras move fastest, stand for all.
func (f Film) quantiser(ctx context.Context, groups int) (int, error) {
	frame := f.frame()
	for q := finest; q < coarsest; q += 2 {
		sample := &group{first: f.Frames / 2, end: min(f.Frames/2+2, f.Frames)}
		err := sample.encode(ctx, f, q, frame, func() {})
		switch {
		case ctx.Err() != nil:
			return 0, ctx.Err()
		case err != nil: // far too many
			continue
		}
		key, other := len(sample.units[0]), len(sample.units[len(sample.units)-1])
		if bits := 8 * (groups*key + (f.Frames-groups)*other); float64(bits) <= mostBits*float64(f.Width*f.Height*f.Frames) {
			return q, nil
		}
	}
	return coarsest, nil
}
