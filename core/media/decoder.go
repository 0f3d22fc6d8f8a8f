package media

import (
	"context"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"

	"caracal/core"
)

// A Decoder shows the frames of clips, by FFmpeg in a sandbox. It is safe for use by many goroutines. While it is warm it holds about 120 MB of memory, and each
// open Reader of a 720p clip about 30 MB more.
type Decoder struct {
	// Compiler returns a process that does [Compile], for Prepare; nil for none. It is set before the decoder is used.
	Compiler func(ctx context.Context, cacheDir string) *exec.Cmd

	cacheDir string
	ctx      context.Context // ends with Close
	stop     context.CancelFunc
	work     sync.WaitGroup // the compilation, here or in another process, and the readers
	freed    sync.Once

	mu        sync.Mutex
	closed    bool
	readers   map[*Reader]string // those at work, and the paths of their clips
	warming   *warming           // nil before the first Warm, and again after a failure
	preparing *preparation       // nil for none
}

// errClosed is the error of whatever comes after Close.
var errClosed = core.Errorf("start decoder", core.Internal, "the decoder is closed")

// A warming is one attempt to compile FFmpeg. Its results are there once done is closed.
type warming struct {
	done    chan struct{}
	sandbox *sandbox
	err     error
}

// NewDecoder returns a Decoder that keeps compiled code below cacheDir, a folder that may be deleted at any time. It starts nothing: see Warm.
func NewDecoder(cacheDir string) *Decoder {
	ctx, stop := context.WithCancel(context.Background())
	return &Decoder{cacheDir: cacheDir, ctx: ctx, stop: stop, readers: map[*Reader]string{}}
}

// Warm makes the decoder ready and returns when it is, or when ctx ends; the work goes on in the background then. All calls share one attempt, and a failed one may
// be repeated. The very first time on a computer it takes about 5 s of two cores and 700 MB of memory, unless Prepare has been there before.
// From then on the code is on the disk, 80 MB, and it takes 0.3 s. Errors are *core.Error of kind Internal, or ctx.Err().
func (d *Decoder) Warm(ctx context.Context) error {
	_, err := d.warm(ctx)
	return err
}

// Ready reports whether clips open at once.
func (d *Decoder) Ready() bool {
	d.mu.Lock()
	w := d.warming
	d.mu.Unlock()
	if w == nil {
		return false
	}
	select {
	case <-w.done:
		return w.err == nil
	default:
		return false
	}
}

// Compiled reports whether an earlier Warm of this version, in this process or another, has left its code on the disk, so that Warm takes a moment only. It looks at the disk.
func (d *Decoder) Compiled() bool { return isCompiled(filepath.Join(d.cacheDir, compiledDir)) }

// Close ends all readers, waits for them and frees the compiled code.
func (d *Decoder) Close() {
	d.mu.Lock()
	d.closed = true
	w := d.warming
	d.mu.Unlock()
	d.stop()
	d.work.Wait()
	if w != nil && w.sandbox != nil {
		d.freed.Do(w.sandbox.close)
	}
}

// LetGo ends the readers of the clips at these paths and returns when they have let go of the files, which Windows does not move or delete before, or when ctx ends. Whoever
// reads from one gets the end of its context, and should not open it again at once.
func (d *Decoder) LetGo(ctx context.Context, paths ...string) error {
	var ending []*Reader
	d.mu.Lock()
	for r, path := range d.readers {
		if slices.Contains(paths, path) {
			ending = append(ending, r)
		}
	}
	d.mu.Unlock()
	for _, r := range ending {
		r.Close()
	}
	for _, r := range ending {
		select {
		case <-r.done:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// enter notes that a reader is at work on the clip at path.
func (d *Decoder) enter(r *Reader, path string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.readers[r] = path
}

// leave notes that the reader has let go of its file.
func (d *Decoder) leave(r *Reader) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.readers, r)
}

func (d *Decoder) warm(ctx context.Context) (*sandbox, error) {
	d.mu.Lock()
	if d.closed {
		d.mu.Unlock()
		return nil, errClosed
	}
	w := d.warming
	if w == nil {
		w = &warming{done: make(chan struct{})}
		d.warming = w
		d.work.Go(func() { d.compile(w) })
	}
	d.mu.Unlock()
	select {
	case <-w.done:
		return w.sandbox, core.Wrap("start decoder", core.Internal, w.err)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// compile does the work of Warm.
func (d *Decoder) compile(w *warming) {
	d.takeOver(prepareTime)
	w.sandbox, w.err = newSandbox(d.ctx, d.cacheDir)
	if w.err != nil {
		d.mu.Lock()
		d.warming = nil
		d.mu.Unlock()
	}
	close(w.done)
}

// run has FFmpeg do a piece of work in the sandbox, see sandbox.run, and returns when that is done, or has ended with ctx or with the decoder. Errors are those of Warm and of sandbox.run.
func (d *Decoder) run(ctx context.Context, files []sandboxed, dir string, stdout, stderr io.Writer, args ...string) error {
	s, err := d.warm(ctx)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(d.ctx, stop)()
	done := make(chan error, 1)
	if !d.start(func() { done <- s.run(ctx, files, dir, stdout, stderr, args...) }) {
		return errClosed
	}
	return <-done
}

// start runs f in a goroutine that Close waits for. It returns false when the decoder is closed.
func (d *Decoder) start(f func()) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return false
	}
	d.work.Go(f)
	return true
}
