package media

import (
	"compress/gzip"
	"context"
	"encoding/binary"
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
