package still

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"strings"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// ErrRefused is what Decode returns for a file that the library cannot read.
var ErrRefused = errors.New("the library cannot read this file")

// A Decoder is one of the libraries. Many goroutines may use it at once; each picture is decoded in memory of its own.
type Decoder struct {
	compiled func() (*compiled, error)
	read     func(*call) (image.Image, error)
}

// compiled is a library that is ready to run. It lives as long as the process.
type compiled struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
}

// newDecoder returns the decoder whose program, gzipped WebAssembly, is there when it is first needed.
func newDecoder(program func() string, read func(*call) (image.Image, error)) *Decoder {
	return &Decoder{compiled: sync.OnceValues(func() (*compiled, error) { return compile(program()) }), read: read}
}

func compile(program string) (*compiled, error) {
	const workers = 2 // as many cores as the window can spare
	ctx := experimental.WithCompilationWorkers(context.Background(), workers)
	r, err := gzip.NewReader(strings.NewReader(program))
	if err != nil {
		return nil, err
	}
	wasm, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	c := &compiled{runtime: wazero.NewRuntime(ctx)}
	if c.module, err = c.runtime.CompileModule(ctx, wasm); err != nil {
		return nil, err
	}
	_, err = wasi_snapshot_preview1.Instantiate(ctx, c.runtime)
	return c, err
}

// Decode returns the first picture in file, which may refer to all of the memory, in bytes, that it took. A file that needs more than memory is an error, as is one that
// makes the library trap; whatever went wrong inside is ErrRefused. What has begun runs to its end: to ask about ctx inside would take several times as long as the decoding.
func (d *Decoder) Decode(ctx context.Context, file []byte, memory int64) (image.Image, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c, err := d.compiled()
	if err != nil {
		return nil, fmt.Errorf("cannot compile the library: %w", err)
	}
	ctx = context.WithoutCancel(ctx)
	instance, err := c.runtime.InstantiateModule(withMemory(ctx, memory), c.module, wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize"))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	defer instance.Close(ctx)
	img, err := d.read(&call{ctx: ctx, instance: instance, file: file})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return img, nil
}

// A call is one picture on its way through a library. The first error stays, and what comes after it does nothing.
type call struct {
	ctx      context.Context
	instance api.Module
	file     []byte
	err      error
}

// run calls a function of the library and returns its result.
func (c *call) run(name string, args ...uint64) uint32 {
	if c.err != nil {
		return 0
	}
	result, err := c.instance.ExportedFunction(name).Call(c.ctx, args...)
	if err != nil {
		c.err = err
		return 0
	}
	return api.DecodeU32(result[0])
}

// alloc returns the address of n bytes in the library's memory.
func (c *call) alloc(n uint64) uint64 {
	if c.err == nil && n > math.MaxInt32 {
		c.err = errors.New("the picture is too large")
	}
	at := c.run("malloc", n)
	if c.err == nil && at == 0 {
		c.err = errors.New("out of memory")
	}
	return uint64(at)
}

// input copies the file into the library's memory and returns its address and length.
func (c *call) input() (at, n uint64) {
	n = uint64(len(c.file))
	at = c.alloc(n)
	c.write(at, c.file)
	return at, n
}

// write puts b to an address.
func (c *call) write(at uint64, b []byte) {
	if c.err == nil && !c.instance.Memory().Write(uint32(at), b) {
		c.err = errMemory
	}
}

// errMemory is a library that hands out addresses beyond its memory.
var errMemory = errors.New("an address outside the memory")

// number reads the unsigned 32-bit number at an address.
func (c *call) number(at uint64) int {
	if c.err != nil {
		return 0
	}
	v, ok := c.instance.Memory().ReadUint32Le(uint32(at))
	if !ok || v > math.MaxInt32 {
		c.err = errMemory
	}
	return int(v)
}

// bytes returns the n bytes at an address, in place: they stay when the instance is closed.
func (c *call) bytes(at, n uint64) []byte {
	if c.err != nil {
		return nil
	}
	b, ok := c.instance.Memory().Read(uint32(at), uint32(n))
	if !ok {
		c.err = errMemory
	}
	return b
}

// decode calls the library's one function, which returns 0 for a file that it does not read.
func (c *call) decode(args ...uint64) {
	if ok := c.run("decode", args...); ok == 0 && c.err == nil {
		c.err = errors.New("no picture that it knows")
	}
}
