// Package linear has the memory that a program in WebAssembly works in: a range of addresses as long as it may ever become, of which the system gives only what is touched, and
// to which all of it goes back at the end of the run. From Go's own heap each run would begin by clearing tens of megabytes that it mostly does not use, growing would copy them,
// and they would stay with the program until the garbage collector comes by.
package linear

import "github.com/tetratelabs/wazero/experimental"

// New returns a memory of length 0 that can grow to so many bytes, for one run. It begins with zeros. It is an experimental.MemoryAllocatorFunc.
func New(_, most uint64) experimental.LinearMemory {
	bytes, err := reserve(most)
	if err != nil {
		return &heap{most: most}
	}
	return &reserved{bytes[:0]}
}

// A reserved memory is a range of addresses. It never moves.
type reserved struct{ bytes []byte }

// Reallocate makes the memory size bytes long. It returns nil when there is no more.
func (m *reserved) Reallocate(size uint64) []byte {
	if size > uint64(cap(m.bytes)) || commit(m.bytes[:size]) != nil {
		return nil
	}
	m.bytes = m.bytes[:size]
	return m.bytes
}

// Free gives it back to the system. What was returned before must not be touched any more.
func (m *reserved) Free() {
	if m.bytes != nil {
		_ = release(m.bytes[:cap(m.bytes)]) // fails for what was not reserved only
		m.bytes = nil
	}
}

// A heap is a memory of Go's own, for a system that has no range of addresses to give.
type heap struct {
	bytes []byte
	most  uint64
}

// Reallocate is experimental.LinearMemory's.
func (h *heap) Reallocate(size uint64) []byte {
	if size > h.most {
		return nil
	}
	h.bytes = append(h.bytes, make([]byte, size-uint64(len(h.bytes)))...)
	return h.bytes
}

// Free is experimental.LinearMemory's.
func (h *heap) Free() { h.bytes = nil }
