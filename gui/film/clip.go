package film

import (
	"cmp"
	"context"
	"errors"
	"image"
	"io"
	"math"
	"slices"

	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/filmstrip"
)

// keptBytes is how much memory a clip's frames may take: 5 seconds at 24 frames a second are 12 MB on a screen of 348 by 196 pixels, and 166 MB at 1280 by 720. Such a clip
// is decoded once and costs little from its second round on; a larger one is decoded again in each.
const keptBytes = 192 << 20

// sharedBytes is how much the frames of clips that are compared may take together: those of two on a window of 1280 by 800 are 262 MB. Decoding both again in each round takes more than one
// core, and a third of the frames would be seen.
const sharedBytes = 288 << 20

// A Clip is a clip's film. See Film for who may call what.
type Clip struct {
	decoder Decoder
	path    string
	strip   func() string // the path of the clip's filmstrip, see media.Decoder.Filmstrip; empty for none
	reading string        // the path that the reader reads: the clip's or the filmstrip's
	rough   bool          // that is the filmstrip's, for a size that is larger: until the decoder is ready
	info    Info

	keptBytes int // how much memory its frames may take

	size   image.Point // that it is read at
	kept   []Frame     // by index; nil where it has not been read yet, empty when they would take too much room
	reader Reader      // nil when there is none open
	next   int         // the index of the frame that reader gives next
	end    int         // how many frames there are in truth; 0 while that is not known
}

// NewClip returns the film of a clip. Where it is to be small, or while the decoder is not ready, it is read from the clip's filmstrip, if strip, which may look at the disk,
// knows of one.
func NewClip(decoder Decoder, c core.Clip, strip func() string) *Clip {
	f := &Clip{decoder: decoder, path: c.Path, strip: strip, info: Info{Size: image.Pt(c.Width, c.Height), FPS: c.FPS, Dense: true}, keptBytes: keptBytes}
	if !(f.info.FPS > 0 && f.info.FPS < 1000) {
		f.info.FPS = 24
	}
	f.info.Frames = max(1, int(math.Round(c.Duration.Seconds()*f.info.FPS)))
	return f
}

// Share says that so many clips are shown at a time, which share the memory for frames. It is called before the first Draw.
func (f *Clip) Share(clips int) { f.keptBytes = sharedBytes / max(clips, 1) }

// Info describes the clip.
func (f *Clip) Info() Info { return f.info }

// Close gives the decoder back.
func (f *Clip) Close() {
	f.stop()
	f.kept, f.size = nil, image.Point{}
}

// stop closes the reader, if there is one.
func (f *Clip) stop() {
	if f.reader != nil {
		f.reader.Close()
		f.reader = nil
	}
}

// Draw paints frame i. A clip with fewer frames than it promised stands still on its last.
func (f *Clip) Draw(ctx context.Context, dst *image.RGBA, i int) error {
	if size := dst.Rect.Size(); size != f.size {
		f.Close()
		f.size = size
		if 3*size.X*size.Y/2*f.info.Frames <= f.keptBytes {
			f.kept = make([]Frame, f.info.Frames)
		}
	}
	for {
		if f.end > 0 {
			i = min(i, f.end-1)
		}
		if i < len(f.kept) && f.kept[i] != nil {
			paint(dst, f.kept[i])
			return nil
		}
		err := f.read(ctx, dst, i)
		if err != nil && !errors.Is(err, io.EOF) && f.reading != f.path { // the filmstrip is only a copy
			f.stop()
			f.strip = func() string { return "" }
			continue
		}
		if !errors.Is(err, io.EOF) {
			return err
		}
		f.end = f.next
		if f.stop(); f.end == 0 {
			return core.Errorf("play clip", core.BadClip, "there are no frames in it")
		}
	}
}

// read reads frame i into dst. It returns io.EOF when the clip ends before, and f.next then says where.
func (f *Clip) read(ctx context.Context, dst *image.RGBA, i int) error {
	if err := f.open(ctx, i); err != nil {
		return err
	}
	for ; f.next <= i; f.next++ {
		frame, err := f.reader.Next()
		if err != nil {
			return err
		}
		if f.next == i {
			paint(dst, frame)
		}
		if f.next < len(f.kept) && !f.rough {
			f.kept[f.next] = frame
		} else {
			frame.Release()
		}
	}
	return nil
}

// paint paints a frame over the whole of dst.
func paint(dst *image.RGBA, frame Frame) {
	to := *dst
	frame.Paint(&to)
	if to.Rect != dst.Rect { // of a filmstrip, or of a clip that is not of the shape that it is said to be
		to.Pix = slices.Clone(to.Pix) // it may be dst's memory, and scaling would read there what it has written
		draw.ApproxBiLinear.Scale(dst, dst.Rect, &to, to.Rect, draw.Src, nil)
	}
}

// open sees to it that the reader gives frame i soon: going back, or more than a second ahead, is quicker with a new one. So is a filmstrip that has been made meanwhile.
func (f *Clip) open(ctx context.Context, i int) error {
	path := f.path
	small := max(f.size.X, f.size.Y) <= filmstrip.Side
	if small || !f.decoder.Ready() {
		path = cmp.Or(f.strip(), path)
	}
	if f.reader != nil && f.reading == path && i >= f.next && i < f.next+int(f.info.FPS) {
		return nil
	}
	f.stop()
	f.reading = path
	f.rough = path != f.path && !small
	var err error
	if path != f.path {
		f.reader, err = f.decoder.OpenStrip(path, f.info.time(i), f.info.FPS)
	} else {
		f.reader, err = f.decoder.Open(ctx, path, boxFor(f.info.Size, f.size), f.info.time(i))
	}
	if err != nil {
		f.reader = nil
		return err
	}
	f.next = i
	return nil
}

// boxFor returns the box into which frames of the whole size fit at exactly the given size, which Fit has found. The size itself is not always that box: one of its
// sides was rounded.
func boxFor(whole, size image.Point) image.Point {
	if scaled(whole.Y, size.X, whole.X) == size.Y {
		return image.Pt(size.X, whole.Y)
	}
	return image.Pt(whole.X, size.Y)
}

// scaled returns side·part/whole, rounded.
func scaled(side, part, whole int) int {
	return int(math.Round(float64(side) * float64(part) / float64(max(whole, 1))))
}
