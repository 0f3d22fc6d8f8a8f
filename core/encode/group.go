package encode

import (
	"context"
	"image"
)

// A group of pictures begins with a key frame and needs no frame of another, so that groups can be drawn and encoded side by side.
type group struct {
	first, end int      // frames from first to before end
	units      [][]byte // the access units, one for each frame
}

// groups shares the frames out.
func (f Film) groups() []*group {
	n := f.groupCount()
	groups := make([]*group, n)
	for i := range groups {
		groups[i] = &group{first: i * f.Frames / n, end: (i + 1) * f.Frames / n}
	}
	return groups
}

// groupCount returns how many groups a film has. None is longer than a second, because key frames are where a player can jump to. There is a multiple of four of them where there are frames enough, so that two, four or
// eight cores end together. None is a single frame: two key frames in a row would need different numbers (ITU-T H.264, 7.4.3, idr_pic_id).
func (f Film) groupCount() int {
	seconds := (f.Frames + f.FPS - 1) / f.FPS
	return max(1, min((seconds+3)/4*4, f.Frames/2))
}

// encode makes the group's access units, drawing on frame, and calls made after each. It gives up after two when a film of such groups would be too large.
func (g *group) encode(ctx context.Context, f Film, q quantiser, frame *image.YCbCr, made func()) error {
	e, err := newEncoder(f, q)
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
		if err := f.recorder.Take(frame, i); err != nil {
			return err
		}
		unit, err := e.encode(frame)
		if err != nil {
			return err
		}
		g.units = append(g.units, unit)
		if len(g.units) == 2 {
			if err := q.check(f, g.units[0], g.units[1]); err != nil {
				return err
			}
		}
		made()
	}
	return nil
}
