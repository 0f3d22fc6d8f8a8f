package encode

import (
	"context"
	"errors"
	"image"
	"io"

	"caracal/core"
)

// A Sequence is frames that come one after the other, as those of another clip do, to be made a clip of.
type Sequence struct {
	Width, Height int // pixels; as those of a Film
	FPS           int // frames a second, 1 to 120
	Bitrate       int // bits a second, at most, in the mean from the start to each full second
	// Begin starts the frames. It is called again when they have to be made coarser, after the reader before has been closed. The bytes are the planes Y, Cb and Cr of one
	// frame after the other, in the form of Film.Draw.
	Begin func() (io.ReadCloser, error)
	// Progress, unless nil, is told how many frames there are each time that there are more, from the goroutine that called WriteSequence.
	Progress func(frames int)
}

// WriteSequence makes an MP4 of H.264 video at path of the frames, and returns how many there were. It keeps what is encoded in memory, and two frames. Else it is as Write.
func WriteSequence(ctx context.Context, path string, s Sequence) (frames int, err error) {
	const op = "write clip"
	film := Film{Width: s.Width, Height: s.Height, FPS: s.FPS, Frames: 1}
	if err := film.check(); err != nil {
		return 0, err
	}
	told := 0
	tell := func(n int) {
		if n > told && s.Progress != nil {
			told = n
			s.Progress(n)
		}
	}
	all := &group{}
	for q := finestTranscoded; ; q = min(q+3, coarsest) {
		err = s.encode(ctx, all, film, q, tell)
		if ctx.Err() != nil || q == coarsest || !errors.Is(err, errTooManyBits) {
			break
		}
	}
	if film.Frames = len(all.units); err == nil && film.Frames == 0 {
		err = core.Errorf(op, core.BadClip, "the clip has no frames")
	}
	switch {
	case ctx.Err() != nil:
		return 0, ctx.Err()
	case err != nil:
		return 0, core.Wrap(op, core.Internal, err)
	}
	return film.Frames, core.WrapFile(op, core.WriteFile(path, func(out io.Writer) error { return mux(out, film, []*group{all}) }))
}

// encode fills the group with all frames, of which one in each second is a key frame, but never two in a row nor the last of all: see Film.groupCount. It gives up when they have too many
// bits, which it looks at once each second.
func (s Sequence) encode(ctx context.Context, all *group, film Film, q quantiser, tell func(int)) error {
	frames, err := s.Begin()
	if err != nil {
		return err
	}
	defer frames.Close()
	all.units = nil
	var e *encoder
	defer func() {
		if e != nil {
			e.close()
		}
	}()
	frame, next := film.newFrame(), film.newFrame()
	more := readPlanes(frames, frame)
	for bits := 0; more == nil && ctx.Err() == nil; frame, next = next, frame {
		more = readPlanes(frames, next)
		if n := len(all.units); e == nil || n%max(2, s.FPS) == 0 && more == nil {
			if e != nil {
				e.close()
			}
			if e, err = newEncoder(film, q); err != nil {
				return err
			}
		}
		unit, err := e.encode(frame)
		if err != nil {
			return err
		}
		all.units = append(all.units, unit)
		bits += 8 * len(unit)
		if n := len(all.units); n%s.FPS == 0 && q < coarsest && bits > s.Bitrate*(n/s.FPS) {
			return errTooManyBits
		}
		tell(len(all.units))
	}
	if errors.Is(more, io.EOF) {
		return nil
	}
	return errors.Join(ctx.Err(), more)
}

// readPlanes reads one frame, or returns io.EOF when there is none.
func readPlanes(r io.Reader, frame *image.YCbCr) error {
	if _, err := io.ReadFull(r, frame.Y); err != nil {
		return err
	}
	for _, plane := range [][]byte{frame.Cb, frame.Cr} {
		switch _, err := io.ReadFull(r, plane); {
		case errors.Is(err, io.EOF):
			return io.ErrUnexpectedEOF // the middle of a frame
		case err != nil:
			return err
		}
	}
	return nil
}
