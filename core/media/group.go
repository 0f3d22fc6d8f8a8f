package media

import (
	"context"
	"image"
)

// A group of pictures begins with a key frame and needs no frame of another, so that groups can be drawn and encoded side by side.
type group struct {
	first, end int // frames from first to before end
	units      [][]byte
}

// split shares the frames out. No group is longer than a second, because key frames are where a player can jump to. Their number is a multiple of four, so that two, four
// or eight cores end together. None is a single frame: two key frames in a row would need different numbers (ITU-T H.264, 7.4.3, idr_pic_id).
func (f Film) split() []*group {
	n := (f.Frames + f.FPS - 1) / f.FPS
	n = max(1, min((n+3)/4*4, f.Frames/2))
	groups := make([]*group, n)
	for i := range groups {
		groups[i] = &group{first: i * f.Frames / n, end: (i + 1) * f.Frames / n}
	}
	return groups
}

// encode makes the group's access units, drawing on frame, and calls made after each.
func (g *group) encode(ctx context.Context, f Film, quantiser int, frame *image.YCbCr, made func()) error {
	e, err := newEncoder(f, quantiser)
	if err != nil {
		return err
	}
	defer e.close()
	g.units = nil
	for i := g.first; i < g.end; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		f.Draw(frame, i)
		unit, err := e.encode(frame)
		if err != nil {
			return err
		}
		g.units = append(g.units, unit)
		made()
	}
	return nil
}
