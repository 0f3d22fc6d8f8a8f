package media

import (
	"context"
	"errors"
	"image"
	"io"
	"math"

	"caracal/core"
)

const (
	// FilmstripSide is the long side of a filmstrip's frames in pixels: enough for a panel beside other things, unless the screen is a dense one.
	FilmstripSide = 384
	// mostStrip is how many frames a filmstrip may have: 10 s at 24 frames a second. While it is made they are all in memory, up to 53 MB.
	mostStrip = 240
)

// ErrNoFilmstrip is why Filmstrip makes none of a clip that can be played all the same: it is too long, or of a size, a rate or colours that filmstrips cannot have.
var ErrNoFilmstrip = errors.New("no filmstrip can be made of this clip")

// Filmstrip writes a small copy of the clip at from to the path to: an MP4 of the same frames in the same order, none longer than FilmstripSide, which takes a quarter of the
// work to decode. The file is written whole. It takes as long as decoding the clip, a second for a draft, on one core. Errors are those of Open and of Next, those of
// Write, and an error of kind BadClip that is ErrNoFilmstrip.
func (d *Decoder) Filmstrip(ctx context.Context, from, to string) error {
	info, err := d.Info(ctx, from)
	if err != nil {
		return err
	}
	fps := math.Round(info.FPS)
	if math.Abs(info.FPS-fps) > 0.05 || info.Frames > mostStrip { // at 23.976 frames a second the frames of ten seconds keep their places
		return core.Wrap("make filmstrip", core.BadClip, ErrNoFilmstrip)
	}
	frames, err := d.stripFrames(ctx, from)
	if err != nil {
		return err
	}
	strip := Film{
		Width: frames[0].Rect.Dx(), Height: frames[0].Rect.Dy(), FPS: int(fps), Frames: len(frames),
		Draw: func(dst *image.YCbCr, i int) {
			copy(dst.Y, frames[i].Y)
			copy(dst.Cb, frames[i].Cb)
			copy(dst.Cr, frames[i].Cr)
		},
	}
	if strip.check() != nil {
		return core.Wrap("make filmstrip", core.BadClip, ErrNoFilmstrip)
	}
	return Write(ctx, to, strip)
}

// stripFrames decodes all frames of a clip in the size of a filmstrip's. There is at least one.
func (d *Decoder) stripFrames(ctx context.Context, path string) ([]*image.YCbCr, error) {
	r, err := d.Open(ctx, path, ReadOptions{Size: image.Pt(FilmstripSide, FilmstripSide), even: true})
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var all []*image.YCbCr
	for {
		f, err := r.NextFrame()
		switch {
		case errors.Is(err, io.EOF) && len(all) > 0:
			return all, nil
		case errors.Is(err, io.EOF):
			return nil, core.Errorf("make filmstrip", core.BadClip, "the clip has no frames")
		case err != nil:
			return nil, err
		}
		img := f.planes()
		if !f.bt709() || len(all) == mostStrip || len(all) > 0 && img.Rect != all[0].Rect {
			return nil, core.Wrap("make filmstrip", core.BadClip, ErrNoFilmstrip)
		}
		all = append(all, img)
	}
}
