package encode

import (
	"context"
	"errors"
	"image"
	"io"
	"runtime"
	"sync"

	"caracal/core"
	"caracal/core/filmstrip"
)

// MaxSide is the most pixels that a side of a clip can have.
const MaxSide = 4096

// A Film is what [Write] makes a clip of.
type Film struct {
	Width, Height int // pixels; even, at least 16 and at most MaxSide
	FPS           int // frames a second, 1 to 120
	Frames        int // at least 1

	// Draw paints frame i over the whole of dst, which is 4:2:0 and of the film's size: BT.709 in video range (Y 16 to 235, Cb and Cr 16 to 240). Several goroutines call it
	// at once, for a frame each, in no certain order; some frames are drawn more than once.
	Draw func(dst *image.YCbCr, i int)
	// Progress, unless nil, is told how many frames there are each time that there are more. It is called from the goroutine that called Write.
	Progress func(frames int)
	// Previews has the film leave a filmstrip and a poster beside its clip, see [filmstrip.Beside] and [filmstrip.PosterBeside], for whoever shows it next. They are written
	// before the clip is. A film with more frames than a filmstrip can have leaves none.
	Previews bool

	recorder *filmstrip.Recorder // nil for none
}

// check returns an error of kind Internal when OpenH264 cannot write the film: nobody but us chooses its form.
func (f Film) check() error {
	sideOK := func(n int) bool { return n >= 16 && n <= MaxSide && n%2 == 0 }
	if !sideOK(f.Width) || !sideOK(f.Height) || f.FPS < 1 || f.FPS > 120 || f.Frames < 1 {
		return core.Errorf("write clip", core.Internal, "cannot write %d frames of %d×%d at %d a second", f.Frames, f.Width, f.Height, f.FPS)
	}
	return nil
}

// Write draws the film and makes it an MP4 of H.264 video at path, whose folder must exist. The file is written whole: see [core.WriteFile]. The same frames give the same
// bytes. While it works it keeps what is encoded in memory, about 0.5 MB for a second of 720p, and one frame for each core. Errors are *core.Error of kind DiskFull,
// FolderMissing, FolderDenied or Internal, and ctx.Err() within about a frame's time when ctx ends.
func Write(ctx context.Context, path string, f Film) error {
	const op = "write clip"
	if err := f.check(); err != nil {
		return err
	}
	if f.Previews {
		f.recorder = filmstrip.NewRecorder(image.Pt(f.Width, f.Height), f.Frames)
	}
	groups, err := f.encode(ctx)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return core.Wrap(op, core.Internal, err)
	}
	if err := f.recorder.Save(path); err != nil {
		return err
	}
	return core.WrapFile(op, core.WriteFile(path, func(out io.Writer) error { return mux(out, f, groups) }))
}

// encode draws and encodes all frames by the finest quantiser that they may have.
func (f Film) encode(ctx context.Context) ([]*group, error) {
	groups := f.groups()
	if told, progress := 0, f.Progress; progress != nil {
		f.Progress = func(frames int) {
			if frames > told { // not when they are made anew
				told = frames
				progress(frames)
			}
		}
	}
	for q := finest; ; {
		err := f.encodeAt(ctx, q, groups)
		if ctx.Err() != nil || q == coarsest || !errors.Is(err, errTooManyBits) {
			return groups, err
		}
		q = f.coarser(ctx, q)
	}
}

// encodeAt fills the groups, on all cores.
func (f Film) encodeAt(ctx context.Context, q quantiser, groups []*group) error {
	todo := make(chan *group, len(groups))
	for _, g := range groups {
		todo <- g
	}
	close(todo)

	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	made := make(chan struct{}, f.Frames) // has a place for each, so that no worker waits for Progress
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(groups)) {
		workers.Go(func() {
			frame := f.newFrame()
			for g := range todo {
				err := g.encode(ctx, f, q, frame, func() { made <- struct{}{} })
				if err != nil {
					fail(err)
					return
				}
			}
		})
	}
	go func() {
		workers.Wait()
		close(made)
	}()
	n := 0
	for range made {
		if n++; f.Progress != nil {
			f.Progress(n)
		}
	}
	return context.Cause(ctx)
}

// newFrame returns a frame to draw on.
func (f Film) newFrame() *image.YCbCr {
	return image.NewYCbCr(image.Rect(0, 0, f.Width, f.Height), image.YCbCrSubsampleRatio420)
}
