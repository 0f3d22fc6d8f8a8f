package media

import (
	"context"
	"image"
	"io"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/yuv"
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
		r.err = core.Wrap("decode clip", core.BadClip, s.reason(sandbox.run(ctx, []sandboxed{{clipName, clip, size}}, "", s, &lineWriter{tell: s.tell}, arguments(info, o)...)))
	})
	if !started {
		d.leave(r)
		stop()
		clip.Close()
		return nil, errClosed
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
			f.free = r.free
			if f.matrix == "unknown" && r.hd {
				f.matrix = yuv.BT709 // see Info.HD
			}
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
