package export

import (
	"context"
	"image"
	"io"
	"path/filepath"
	"strings"
	"sync"
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
	return e.export(ctx, path, dir, o, run{}, progress)
}

// export is Export as a part of a run.
func (e *Exporter) export(ctx context.Context, path, dir string, o Options, r run, progress func(done float64)) (string, error) {
	write, ext, err := e.writer(ctx, path, o, progress)
	if err != nil {
		return "", err
	}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) + o.suffix()
	if ext != "" {
		name = strings.TrimSuffix(name, filepath.Ext(name)) + ext
	}
	target, err := e.begin(filepath.Join(dir, name), o.Exists, r)
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
	if o.As.isCopy() {
		copied := copyFile
		if o.As == Clean {
			copied = clipfile.WriteClean
		}
		c, err := clipfile.Sniff(path)
		return func(_ context.Context, w io.Writer) error { return copied(w, path) }, c.Ext(), err
	}
	info, err := e.converter.Info(ctx, path)
	if err != nil {
		return nil, "", err
	}
	convert, _, err := e.conversion(ctx, path, info, o)
	return func(ctx context.Context, w io.Writer) error { return convert(ctx, w, whole(info), progress) }, "", err
}

// A conversion writes a piece of a clip in another form to w. A frame is the same whatever the piece.
type conversion func(ctx context.Context, w io.Writer, p piece, progress func(float64)) error

// conversion returns the one to a format that is no copy, and, for a platform, the plan that it goes by.
func (e *Exporter) conversion(ctx context.Context, path string, info media.Info, o Options) (conversion, *plan, error) {
	switch {
	case o.As.IsFrame():
		return func(ctx context.Context, w io.Writer, _ piece, _ func(float64)) error {
			return e.frame(ctx, w, path, info, o)
		}, nil, nil
	case o.As.IsAnimation():
		a := animationOf(info, o)
		return func(ctx context.Context, w io.Writer, p piece, progress func(float64)) error {
			return e.animate(ctx, w, path, p, a, progress)
		}, nil, nil
	}
	p, ok := platform(o.As)
	if !ok {
		return nil, nil, core.Errorf("export clip", core.Internal, "there is no format %q", o.As)
	}
	l, err := e.plan(ctx, path, info, p, o)
	return func(ctx context.Context, w io.Writer, p piece, progress func(float64)) error {
		return e.post(ctx, w, path, p, l, progress)
	}, &l, err
}

func copyFile(w io.Writer, path string) error {
	f, _, err := clipfile.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}
