package media

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"syscall"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
)

// A Job is something that FFmpeg does beside decoding: it writes other forms of a clip. It runs in the sandbox too and sees nothing but what is named here.
type Job struct {
	Inputs []Input
	// Args are the command line after the inputs.
	Args []string
	// Out gets what FFmpeg writes to pipe:1; nil when it writes nothing there.
	Out io.Writer
	// Dir is a folder that FFmpeg may write to, as /out; empty for none.
	Dir string
	// Progress, unless nil, is told about twice a second how much has been written, from its start. It is called from one goroutine, never after Run has returned.
	Progress func(written time.Duration)
}

// An Input is a file that FFmpeg reads: a clip, a GIF or a PNG.
type Input struct {
	Path string
	Args []string // what is said of it, before its name
}

// Run has FFmpeg do a job and returns when it is done, or when ctx ends. Errors are *core.Error: BadClip for an input that cannot be read or that FFmpeg cannot do this with,
// DiskFull, what Out returned, or those of Warm; and ctx.Err().
func (d *Decoder) Run(ctx context.Context, j Job) error {
	const op = "convert clip"
	args := []string{"-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-progress", "pipe:2", "-y"}
	var files []sandboxed
	for i, in := range j.Inputs {
		f, size, err := clipfile.Open(in.Path)
		if err != nil {
			return err
		}
		defer f.Close()
		name := strconv.Itoa(i)
		files = append(files, sandboxed{name, f, size})
		args = append(args, "-format_whitelist", clipFormats+",gif,png_pipe", "-max_pixels", strconv.Itoa(maxPixels))
		args = append(append(args, in.Args...), "-i", "/"+name)
	}
	out := &keepError{w: j.Out}
	if j.Out == nil {
		out.w = io.Discard
	}
	log := &jobLog{progress: j.Progress}
	err := d.run(ctx, files, j.Dir, out, &lineWriter{tell: log.tell}, append(args, j.Args...)...)
	full := strings.Contains(log.last, syscall.ENOSPC.Error()) || strings.Contains(log.last, "No space left")
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case out.err != nil:
		return out.err
	case err != nil && full:
		return core.Errorf(op, core.DiskFull, "%.200q", log.last)
	case err != nil && log.last != "":
		err = fmt.Errorf("%w: %.200q", err, log.last)
	}
	return core.Wrap(op, core.BadClip, err)
}

// keepError remembers why a writer failed, because FFmpeg does not.
type keepError struct {
	w   io.Writer
	err error
}

func (k *keepError) Write(b []byte) (int, error) {
	n, err := k.w.Write(b)
	k.err = errors.Join(k.err, err)
	return n, err
}

// A jobLog reads what FFmpeg says: lines of "key=value" about its progress, and errors.
type jobLog struct {
	progress func(time.Duration)
	last     string // error
}

// tell takes a line.
func (l *jobLog) tell(line string) error {
	key, value, ok := strings.Cut(line, "=")
	if !ok || strings.Contains(key, " ") {
		l.last = cmp.Or(line, l.last)
		return nil
	}
	if us, err := strconv.ParseInt(value, 10, 64); key == "out_time_us" && err == nil && l.progress != nil {
		l.progress(max(0, time.Duration(us)*time.Microsecond))
	}
	return nil
}
