package export

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/media"
)

// A Converter knows clips and makes other forms of them; *media.Decoder is one.
type Converter interface {
	Info(ctx context.Context, path string) (media.Info, error)
	Form(ctx context.Context, path string) (media.Form, error)
	Frame(ctx context.Context, path string, at time.Duration, size image.Point) (*image.RGBA, error)
	Run(ctx context.Context, j media.Job) error
	Frames(ctx context.Context, in media.Input, filters string) io.ReadCloser
}

// An Exporter exports clips. It is safe for use by many goroutines.
type Exporter struct {
	converter Converter

	mu      sync.Mutex
	writing map[string]bool // the paths of what is being written
}

// New returns an Exporter that uses the converter.
func New(c Converter) *Exporter { return &Exporter{converter: c, writing: map[string]bool{}} }

// Export writes the clip at path to the folder dir, which must exist, as the options say, and returns the path of what it wrote: the clip's name with an ending. It tells
// progress, unless that is nil, how much is done, from 0 to 1, on a goroutine of its own and never after it has returned. When it fails, also by the end of ctx, nothing of it is left in dir.
func (e *Exporter) Export(ctx context.Context, path, dir string, o Options, progress func(done float64)) (string, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	write, ext, err := e.writer(ctx, path, o, progress)
	if err != nil {
		return "", err
	}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) + o.suffix()
	if ext != "" {
		name = strings.TrimSuffix(name, filepath.Ext(name)) + ext
	}
	target, err := e.begin(filepath.Join(dir, name), o.Exists)
	if err != nil {
		return "", err
	}
	defer e.end(target)
	if same(path, target) {
		return "", core.Errorf("export clip", core.TargetExists, "%s is the clip itself", target)
	}
	err = core.WriteSharedFile(target, func(w io.Writer) error {
		if err := write(ctx, w); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		// It took a while; somebody may have put a file there.
		free, err := targetIs(target, o.Exists)
		if err == nil && !free {
			err = existsError(target)
		}
		return err
	})
	if err != nil {
		return "", targetError("export clip", err)
	}
	progress(1)
	return target, nil
}

// A writer writes the exported clip to w.
type writer func(ctx context.Context, w io.Writer) error

// writer returns what writes the clip, and how the file's name ends when that depends on the clip.
func (e *Exporter) writer(ctx context.Context, path string, o Options, progress func(float64)) (write writer, ext string, err error) {
	switch {
	case o.As == AsIs:
		c, err := clipfile.Sniff(path)
		return func(_ context.Context, w io.Writer) error { return copyFile(w, path) }, c.Ext(), err
	case o.As == Clean:
		c, err := clipfile.Sniff(path)
		return func(_ context.Context, w io.Writer) error { return clipfile.WriteClean(w, path) }, c.Ext(), err
	}
	info, err := e.converter.Info(ctx, path)
	if err != nil {
		return nil, "", err
	}
	switch {
	case o.As.IsFrame():
		write = func(ctx context.Context, w io.Writer) error { return e.frame(ctx, w, path, info, o) }
	case o.As.IsAnimation():
		a := animationOf(info, o)
		write = func(ctx context.Context, w io.Writer) error { return e.animate(ctx, w, path, whole(info), a, progress) }
	default:
		p, ok := platform(o.As)
		if !ok {
			return nil, "", core.Errorf("export clip", core.Internal, "there is no format %q", o.As)
		}
		plan, err := e.plan(ctx, path, info, p, o)
		if err != nil {
			return nil, "", err
		}
		write = func(ctx context.Context, w io.Writer) error { return e.post(ctx, w, path, whole(info), plan, progress) }
	}
	return write, "", nil
}

// A piece is a part of a clip.
type piece struct{ from, length time.Duration }

func whole(info media.Info) piece { return piece{0, info.Duration} }

// input returns how FFmpeg is told to read only the piece.
func (p piece) input(path string) media.Input {
	in := media.Input{Path: path}
	if p.from > 0 {
		in.Args = append(in.Args, "-ss", seconds(p.from), "-t", seconds(p.length))
	}
	return in
}

// share returns a func that tells progress how much of the length has been written, in a part of the whole that begins and ends there.
func share(length time.Duration, progress func(float64), begin, end float64) func(time.Duration) {
	return func(written time.Duration) {
		if length > 0 {
			progress(begin + (end-begin)*min(1, written.Seconds()/length.Seconds()))
		}
	}
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.6f", d.Seconds()) }

func copyFile(w io.Writer, path string) error {
	const op = "export clip"
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return core.Wrap(op, core.ClipMissing, err)
	} else if err != nil {
		return core.Wrap(op, core.BadClip, err)
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

// begin returns the path to write to in place of the one that is wanted, and keeps it for the caller until end.
func (e *Exporter) begin(want string, exists Exists) (string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	ext := filepath.Ext(want)
	stem := strings.TrimSuffix(want, ext)
	path := want
	for n := 2; ; n++ {
		free, err := targetIs(path, exists)
		switch {
		case err != nil:
			return "", err
		case free && !e.writing[path]:
			e.writing[path] = true
			return path, nil
		case free && exists != Numbered:
			return "", existsError(path)
		}
		path = fmt.Sprintf("%s (%d)%s", stem, n, ext)
	}
}

func (e *Exporter) end(path string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.writing, path)
}

func existsError(path string) error {
	return &core.Error{Op: "export clip", Kind: core.TargetExists, Err: fs.ErrExist, Path: path}
}

// targetIs reports whether the path can be written to. There is an error when nothing can be done about it.
func targetIs(path string, exists Exists) (free bool, err error) {
	const op = "export clip"
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, targetError(op, err)
	case exists == Replace && info.Mode().IsRegular():
		return true, nil
	case exists == Numbered:
		return false, nil
	}
	return false, existsError(path)
}

// same reports whether both paths lead to one file.
func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// targetError is core.Wrap for a failure to write where the person has said.
func targetError(op string, err error) error {
	kind := core.Internal
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		kind = core.TargetMissing
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		kind = core.TargetDenied
	}
	return core.Wrap(op, kind, err)
}
