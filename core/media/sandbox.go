package media

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"io"
	"io/fs"
	"os"

	"codeberg.org/gruf/go-ffmpreg/wasm"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/sys"

	"caracal/core/media/internal/linear"
)

// A sandbox is FFmpeg, compiled and ready to run. Each run has memory of its own and sees the files that it is given. It is safe for use by many goroutines.
type sandbox struct {
	cache   wazero.CompilationCache // nil when the disk would not have it
	runtime wazero.Runtime
	ffmpeg  wazero.CompiledModule
}

// close frees the compiled code. No run may be under way.
func (s *sandbox) close() {
	ctx := context.Background() // closing only frees memory: it neither waits nor fails
	if s.runtime != nil {
		s.runtime.Close(ctx)
	}
	if s.cache != nil {
		s.cache.Close(ctx)
	}
}

// errStopped is what run returns when ctx has ended or a writer has failed.
var errStopped = errors.New("stopped")

// run runs FFmpeg, which sees these files in its root and nothing else, until it is done or ctx ends; unless dir is empty it may also write to that folder, as /out.
// Checking ctx inside the compiled code would make it four times slower, so a stop takes effect at FFmpeg's next read or write, which is at most one frame away. A
// non-zero exit is an error.
func (s *sandbox) run(ctx context.Context, files []sandboxed, dir string, stdout, stderr io.Writer, args ...string) error {
	code, err := wasm.Run(experimental.WithMemoryAllocator(context.WithoutCancel(ctx), experimental.MemoryAllocatorFunc(linear.New)), s.runtime, s.ffmpeg, wasm.Args{
		Name:   "ffmpeg",
		Args:   args,
		Stdin:  bytes.NewReader(nil),
		Stdout: guard{ctx, stdout},
		Stderr: guard{ctx, stderr},
		Config: func(c wazero.ModuleConfig) wazero.ModuleConfig {
			mounts := wazero.NewFSConfig().WithFSMount(someFiles{ctx, files}, "/")
			if dir != "" {
				mounts = mounts.WithDirMount(dir, "/out")
			}
			return c.WithFSConfig(mounts)
		},
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return err
	case code == sys.ExitCodeContextCanceled:
		return errStopped
	case code != 0:
		return errors.New("ffmpeg gave up")
	}
	return nil
}

// stop ends the run that called it, from within. WebAssembly unwinds as after a call of exit.
func stop() { panic(sys.NewExitError(sys.ExitCodeContextCanceled)) }

// A guard ends the run when ctx has ended or the writer fails.
type guard struct {
	ctx context.Context
	w   io.Writer
}

func (g guard) Write(b []byte) (int, error) {
	if g.ctx.Err() != nil {
		stop()
	}
	n, err := g.w.Write(b)
	if err != nil {
		stop()
	}
	return n, nil
}

// A sandboxed file is one that FFmpeg may read.
type sandboxed struct {
	name string // without a slash
	file *os.File
	size int64
}

// someFiles is a read-only file system that holds these files and nothing else.
type someFiles struct {
	ctx   context.Context
	files []sandboxed
}

// Open opens one of the files. The root is there because WASI wants a folder to start from, and is empty.
func (s someFiles) Open(name string) (fs.File, error) {
	if name == "." {
		return embed.FS{}.Open(name)
	}
	for _, f := range s.files {
		if f.name == name {
			return &openSandboxed{SectionReader: io.NewSectionReader(f.file, 0, f.size), ctx: s.ctx, file: f.file}, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// An openSandboxed reads a file from a position of its own.
type openSandboxed struct {
	*io.SectionReader
	ctx  context.Context
	file *os.File
}

func (o *openSandboxed) Read(b []byte) (int, error) {
	if o.ctx.Err() != nil {
		stop()
	}
	return o.SectionReader.Read(b)
}

func (o *openSandboxed) Stat() (fs.FileInfo, error) { return o.file.Stat() }

// Close does nothing: whoever opened the file closes it.
func (o *openSandboxed) Close() error { return nil }
