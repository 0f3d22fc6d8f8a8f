package media

import (
	"bytes"
	"compress/gzip"
	"context"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	ffmpreg "codeberg.org/gruf/go-ffmpreg/embed"
	"codeberg.org/gruf/go-ffmpreg/wasm"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/sys"

	"caracal/core/media/internal/linear"
	"caracal/core/media/internal/packed"
)

// compiledDir is where compiled code lies below the cache folder.
const compiledDir = "ffmpeg"

const (
	// sandboxPages is the most memory, in pages of 64 KiB, that FFmpeg can have for one clip: 320 MiB, what a 4K clip with many reference frames needs.
	sandboxPages = 5120
	// compileWorkers is how many cores the first compilation takes. It stays at two so that the window has the others.
	compileWorkers = 2
)

// A sandbox is FFmpeg, compiled and ready to run. Each run has memory of its own and sees one file. It is safe for use by many goroutines.
type sandbox struct {
	cache   wazero.CompilationCache // nil when the disk would not have it
	runtime wazero.Runtime
	ffmpeg  wazero.CompiledModule
}

// newSandbox compiles FFmpeg, or loads the compiled code that an earlier call left below cacheDir. Code that does not load is thrown away and made anew; a folder
// that cannot be written only costs the next start its time.
func newSandbox(ctx context.Context, cacheDir string) (*sandbox, error) {
	program, err := unpack()
	if err != nil {
		return nil, err
	}
	// The compiler leaves up to 500 MB of garbage behind, which would count against the window for minutes.
	defer debug.FreeOSMemory()
	return load(ctx, program, filepath.Join(cacheDir, compiledDir))
}

// load compiles the program with a cache in dir, and without one if need be.
func load(ctx context.Context, program []byte, dir string) (*sandbox, error) {
	ctx = experimental.WithCompilationWorkers(ctx, compileWorkers)
	name := codeName()
	for range 2 {
		cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, name))
		if err != nil {
			break
		}
		before := compiled(dir)
		s, err := compile(ctx, program, cache)
		if err == nil {
			removeOld(before, len(compiled(dir)) > len(before))
		}
		if err == nil || ctx.Err() != nil {
			return s, err
		}
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			break
		}
	}
	return compile(ctx, program, nil)
}

// codeName names the folder of the code that this program compiles: by FFmpeg's checksum and the compiler's version, of which each other one's code is of no use.
func codeName() string {
	version := "dev"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == "github.com/tetratelabs/wazero" {
				version = module.Version
			}
		}
	}
	var sum uint32 // 0 where the archive was not taken aside, see packed
	if gz := packed.GZ(); len(gz) > 8 {
		sum = binary.LittleEndian.Uint32([]byte(gz[len(gz)-8:])) // RFC 1952: the checksum of what is in the archive, and its length
	}
	return fmt.Sprintf("%08x-%s", sum, version)
}

// isCompiled reports whether whole code of this version is below dir. The compiler writes it under another name until it is whole.
func isCompiled(dir string) bool {
	files, _ := filepath.Glob(filepath.Join(dir, codeName(), "*-"+runtime.GOARCH+"-"+runtime.GOOS, "*")) // the pattern is a good one
	return slices.ContainsFunc(files, func(file string) bool { return !isPart(file) })
}

// isPart reports whether the file is code that is being written, or that was when a process was killed.
func isPart(file string) bool { return filepath.Ext(file) == ".tmp" }

// compiled returns all files of compiled code below dir, in whichever folders this version or others have them.
func compiled(dir string) (files []string) {
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files = append(files, path)
		}
		return nil // what cannot be read stays
	})
	return files
}

// oldCode is how old compiled code is that may go. Programs of two versions that are tried in turn do not make each other compile.
const oldCode = 24 * time.Hour

// removeOld removes what killed processes have left of compiled code, and, when there is another version's now, whole code as well; and its folders when nothing else is in
// them. What cannot be removed now is the next time.
func removeOld(files []string, whole bool) {
	for _, file := range files {
		if info, err := os.Stat(file); err == nil && time.Since(info.ModTime()) > oldCode && (whole || isPart(file)) {
			_ = os.Remove(file)
			_ = os.Remove(filepath.Dir(file)) // fails where there is more
			_ = os.Remove(filepath.Dir(filepath.Dir(file)))
		}
	}
}

// unpack returns the WebAssembly module, 22 MB.
func unpack() ([]byte, error) {
	if packed.GZ() == "" {
		return ffmpreg.B(), nil
	}
	r, err := gzip.NewReader(strings.NewReader(packed.GZ()))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func compile(ctx context.Context, program []byte, cache wazero.CompilationCache) (*sandbox, error) {
	config := wazero.NewRuntimeConfigCompiler().WithMemoryLimitPages(sandboxPages)
	if cache != nil {
		config = config.WithCompilationCache(cache)
	}
	runtime, err := wasm.NewRuntime(ctx, config)
	s := &sandbox{cache: cache, runtime: runtime}
	if err == nil {
		s.ffmpeg, err = runtime.CompileModule(ctx, program)
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
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

// run is runIn for one clip, which FFmpeg sees as /clip.
func (s *sandbox) run(ctx context.Context, clip *os.File, size int64, stdout, stderr io.Writer, args ...string) error {
	return s.runIn(ctx, []sandboxed{{clipName, clip, size}}, "", stdout, stderr, args...)
}

// runIn runs FFmpeg, which sees these files in its root and nothing else, until it is done or ctx ends; unless dir is empty it may also write to that folder, as /out.
// Checking ctx inside the compiled code would make it four times slower, so a stop takes effect at FFmpeg's next read or write, which is at most one frame away. A
// non-zero exit is an error.
func (s *sandbox) runIn(ctx context.Context, files []sandboxed, dir string, stdout, stderr io.Writer, args ...string) error {
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
			return &openClip{SectionReader: io.NewSectionReader(f.file, 0, f.size), ctx: s.ctx, clip: f.file}, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

const clipName = "clip"

// An openClip reads the clip from a position of its own.
type openClip struct {
	*io.SectionReader
	ctx  context.Context
	clip *os.File
}

func (c *openClip) Read(b []byte) (int, error) {
	if c.ctx.Err() != nil {
		stop()
	}
	return c.SectionReader.Read(b)
}

func (c *openClip) Stat() (fs.FileInfo, error) { return c.clip.Stat() }

// Close does nothing: whoever opened the clip closes it.
func (c *openClip) Close() error { return nil }
