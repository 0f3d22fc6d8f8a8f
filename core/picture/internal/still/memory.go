package still

import (
	"context"

	"github.com/tetratelabs/wazero/experimental"
)

// withMemory makes modules that are instantiated with the context it returns have at most so many bytes.
//
// The room for them is set aside at once, so that a memory that grows is never copied, which would take both at the same time; the system gives it out page by page
// as it is written to.
func withMemory(ctx context.Context, limit int64) context.Context {
	return experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(func(least, _ uint64) experimental.LinearMemory {
		return &memory{make([]byte, 0, max(least, uint64(limit)))}
	}))
}

// A memory is what a library works in.
type memory struct{ bytes []byte }

// Reallocate makes the memory size bytes long, or returns nil, which the library takes as a full memory.
func (m *memory) Reallocate(size uint64) []byte {
	if size > uint64(cap(m.bytes)) {
		return nil
	}
	m.bytes = m.bytes[:size]
	return m.bytes
}

// Free leaves the rest to the garbage collector, because a picture may still refer to it.
func (m *memory) Free() { m.bytes = nil }
