package media

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"os"
	"strconv"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
)

// ReadOptions say what a Reader gives. The zero value gives the whole clip in its own size.
type ReadOptions struct {
	// Size is the box that the frames are to fit in, in pixels. Frames keep their shape and are never made larger. Zero is their own size. Scaling costs time: from
	// half the clip's size down it is faster than giving whole frames, above that it is slower.
	Size image.Point
	// Start is where to begin, from the start of the clip: the first frame is the one that is on the screen at that time. In a clip whose frames come at an uneven
	// pace it may be the one beside it.
	Start time.Duration

	smooth bool // scale well instead of fast
	even   bool // sides of an even number of pixels, as 4:2:0 has them when it is encoded
}

// A Reader gives the frames of a clip in order. It decodes a few frames ahead and then waits. Next and NextFrame are for one goroutine at a time; Close may be called from any.
type Reader struct {
	ctx    context.Context
	stop   context.CancelFunc
	frames <-chan *Frame
	free   chan<- []uint8
	done   chan struct{}

	err error // why there are no more frames; set before frames is closed

	hd bool // larger than standard definition, or unknown
}

// ahead is how many decoded frames wait for Next, beside the one that FFmpeg is writing.
const ahead = 2

// Open begins to read the clip at path. It warms the decoder when that has not been done, and it returns before the first frame is decoded. The Reader must be closed;
// it also ends with ctx. Errors are *core.Error: ClipMissing where there is no file, BadClip for a path that is not a file that we can read, or what Warm returns. What is wrong inside the file is
// Next's to say.
func (d *Decoder) Open(ctx context.Context, path string, o ReadOptions) (*Reader, error) {
	const op = "open clip"
	clip, size, err := clipfile.Open(path)
	if err != nil {
		return nil, err
	}
	sandbox, err := d.warm(ctx)
	if err != nil {
		clip.Close()
		return nil, err
	}
	info, _ := readInfo(clip, size) // without it FFmpeg finds out by itself
	ctx, stop := context.WithCancel(ctx)
	out, free := make(chan *Frame, ahead), make(chan []uint8, ahead+2)
	r := &Reader{ctx: ctx, stop: stop, frames: out, free: free, done: make(chan struct{}), hd: info.Width == 0 || info.HD()}
	d.enter(r, path)
	started := d.start(func() {
		defer close(r.done)
		defer d.leave(r)
		defer clip.Close()
		defer context.AfterFunc(d.ctx, stop)()
		defer close(out)
		s := &splitter{ctx: ctx, out: out, free: free}
		r.err = core.Wrap("decode clip", core.BadClip, s.reason(sandbox.run(ctx, clip, size, s, logWriter{s}, arguments(info, o)...)))
	})
	if !started {
		d.leave(r)
		stop()
		clip.Close()
		return nil, core.Errorf(op, core.Internal, "the decoder is closed")
	}
	return r, nil
}

// Next paints the next frame on dst: see NextFrame and Paint. The time is that of the frame from the start of the clip.
func (r *Reader) Next(dst *image.RGBA) (time.Duration, error) {
	f, err := r.NextFrame()
	if err != nil {
		return 0, err
	}
	defer f.Release()
	f.Paint(dst)
	return f.At(), nil
}

// NextFrame returns the next frame. At the end it returns io.EOF; errors are *core.Error of kind BadClip, or the end of the context.
func (r *Reader) NextFrame() (*Frame, error) {
	select {
	case f := <-r.frames:
		switch {
		case f != nil:
			f.matrix, f.free = matrixOf(f.matrix, r.hd), r.free
			return f, nil
		case r.err != nil:
			return nil, r.err
		case r.ctx.Err() == nil:
			return nil, io.EOF
		}
	case <-r.ctx.Done():
	}
	return nil, r.ctx.Err()
}

// Close ends the reader and returns at once. FFmpeg stops at its next read or write, usually within one frame; Decoder.Close waits for that.
func (r *Reader) Close() { r.stop() }

// Done is closed when the reader has ended and let go of its file, which Windows does not move or delete before.
func (r *Reader) Done() <-chan struct{} { return r.done }

// clipFormats are the formats, by FFmpeg's names, that a clip may have: it is not a playlist, a script or a terminal recording that calls itself one.
const clipFormats = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"

// inputArguments begin FFmpeg's command line and say how a clip of one of these formats is read.
func inputArguments(formats string) []string {
	return []string{
		"-hide_banner", "-nostdin", "-loglevel", "info",
		"-format_whitelist", formats,
		"-max_pixels", strconv.Itoa(maxPixels),
		// Times as they are in the file, counted from its start.
		"-copyts", "-start_at_zero",
	}
}

// arguments returns the command line for reading frames. info may be zero.
func arguments(info Info, o ReadOptions) []string {
	args := inputArguments(clipFormats)
	if start := info.SeekTime(o.Start); start > 0 {
		args = append(args, "-ss", strconv.FormatFloat(start.Seconds(), 'f', 6, 64))
	}
	if !o.smooth && info.SkipLoopFilter(o.Size) {
		args = append(args, "-skip_loop_filter", "all")
	}
	return append(args, "-nostats", "-an", "-sn", "-dn", "-i", "/"+clipName, "-map", "0:v:0", "-vsync", "passthrough",
		"-vf", filters(o), "-f", "rawvideo", "pipe:1")
}

// filters returns the chain that makes every frame upright 4:2:0 in video range with square pixels, small enough for the box, and tells about it.
func filters(o ReadOptions) string {
	box := o.Size
	if box.X <= 0 || box.Y <= 0 {
		box = image.Pt(maxSide, maxSide)
	}
	flags := "fast_bilinear"
	if o.smooth {
		flags = "area"
	}
	unit := 1
	if o.even {
		unit = 2
	}
	const shape = "if(gt(sar,0),sar,1)" // of a pixel
	scale := fmt.Sprintf("min(1,min(%d/(iw*%s),%d/ih))", box.X, shape, box.Y)
	side := func(length string) string { return fmt.Sprintf("max(1,round(%s*%s/%d))*%d", length, scale, unit, unit) }
	return fmt.Sprintf("scale=w='%s':h='%s':flags=%s:out_range=tv,format=yuv420p,showinfo=checksum=0", side("iw*"+shape), side("ih"), flags)
}

// Frame returns the frame that is on the screen at the given time from the start of the clip, or the last one when the clip is shorter, in the size of ReadOptions.Size.
// Errors are those of Open and Next.
func (d *Decoder) Frame(ctx context.Context, path string, at time.Duration, size image.Point) (*image.RGBA, error) {
	img, err := d.last(ctx, path, ReadOptions{Size: size, Start: at, smooth: true}, 1)
	if errors.Is(err, io.EOF) && at > 0 {
		// Nothing begins there: take the last of all.
		img, err = d.last(ctx, path, ReadOptions{Size: size, smooth: true}, math.MaxInt)
	}
	if errors.Is(err, io.EOF) {
		return nil, core.Errorf("decode frame", core.BadClip, "the clip has no frames")
	}
	return img, err
}

// Poster returns the picture that stands for the clip: its first frame. It is Frame at 0.
func (d *Decoder) Poster(ctx context.Context, path string, size image.Point) (*image.RGBA, error) {
	return d.Frame(ctx, path, 0, size)
}

// last returns the last of up to n frames, or io.EOF when there is none.
func (d *Decoder) last(ctx context.Context, path string, o ReadOptions, n int) (*image.RGBA, error) {
	r, err := d.Open(ctx, path, o)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	img := &image.RGBA{}
	for i := range n {
		if _, err := r.Next(img); err != nil {
			if i > 0 && errors.Is(err, io.EOF) {
				return img, nil
			}
			return nil, err
		}
	}
	return img, nil
}

// openFile is [clipfile.Open].
func openFile(path string) (*os.File, int64, error) { return clipfile.Open(path) }
