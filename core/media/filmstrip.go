package media

import (
	"context"
	"errors"
	"image"
	"io"

	"caracal/core"
	"caracal/core/filmstrip"
	"caracal/core/yuv"
)

// ErrNoFilmstrip is why Filmstrip makes none of a clip that can be played all the same: it is too long, or of a size or colours that filmstrips cannot have.
var ErrNoFilmstrip = errors.New("no filmstrip can be made of this clip")

// Filmstrip writes a small copy of the clip at from to the path to: the same frames in the same order, none longer than [filmstrip.Side], which [filmstrip.Open] reads. The file is
// written whole. It takes as long as decoding the clip, a second for a draft, on one core. Errors are those of Open and of Next, those of [core.WriteFile], and an error
// of kind BadClip that is ErrNoFilmstrip.
func (d *Decoder) Filmstrip(ctx context.Context, from, to string) error {
	const op = "make filmstrip"
	info, err := d.Info(ctx, from)
	if err != nil {
		return err
	}
	if info.Frames > filmstrip.MaxFrames {
		return core.Wrap(op, core.BadClip, ErrNoFilmstrip)
	}
	var reading error
	err = core.WriteFile(to, func(w io.Writer) error {
		reading = d.writeStrip(ctx, from, w)
		return reading
	})
	if reading != nil {
		return reading
	}
	return core.WrapFile(op, err)
}

// writeStrip writes the frames of a clip, of which there is at least one, in the size of a filmstrip's.
func (d *Decoder) writeStrip(ctx context.Context, path string, w io.Writer) error {
	const op = "make filmstrip"
	r, err := d.Open(ctx, path, ReadOptions{Size: image.Pt(filmstrip.Side, filmstrip.Side), even: true})
	if err != nil {
		return err
	}
	defer r.Close()
	var first image.Rectangle
	for n := 0; ; n++ {
		f, err := r.NextFrame()
		switch {
		case errors.Is(err, io.EOF) && n > 0:
			return nil
		case errors.Is(err, io.EOF):
			return core.Errorf(op, core.BadClip, "the clip has no frames")
		case err != nil:
			return err
		}
		img := f.planes()
		if n == 0 {
			first = img.Rect
		}
		if f.matrix != yuv.BT709 || n == filmstrip.MaxFrames || img.Rect != first {
			return core.Wrap(op, core.BadClip, ErrNoFilmstrip)
		}
		b, err := filmstrip.EncodeFrame(img)
		f.Release()
		if err != nil {
			return core.Wrap(op, core.Internal, err)
		}
		if _, err := w.Write(b); err != nil {
			return core.WrapFile(op, err)
		}
	}
}
