package linear

import (
	"bytes"
	"testing"

	"github.com/tetratelabs/wazero/experimental"
)

const (
	page = 64 << 10
	most = 8 * page
)

func memories() map[string]experimental.LinearMemory {
	return map[string]experimental.LinearMemory{"reserved": New(page, most), "heap": &heap{most: most}}
}

func TestMemoryGrowsAndKeepsWhatIsInIt(t *testing.T) {
	for name, m := range memories() {
		if b := m.Reallocate(page); len(b) != page || !bytes.Equal(b, make([]byte, page)) {
			t.Fatalf("%s: it begins with %d bytes, or not with zeros", name, len(b))
		}
		copy(m.Reallocate(page), "caracal")
		b := m.Reallocate(most)
		if len(b) != most || !bytes.HasPrefix(b, []byte("caracal\x00")) || !bytes.Equal(b[page:], make([]byte, most-page)) {
			t.Errorf("%s: it has not grown as it should", name)
		}
		b[most-1] = 1
		if m.Reallocate(most+1) != nil {
			t.Errorf("%s: it has grown beyond its limit", name)
		}
		m.Free()
		m.Free() // does nothing
	}
}

// What cannot be reserved is taken from the heap.
func TestMemoryThatCannotBeReserved(t *testing.T) {
	m := New(page, 1<<62)
	if _, ok := m.(*heap); !ok {
		t.Fatalf("a range of 2^62 bytes was reserved: %T", m)
	}
	if b := m.Reallocate(page); len(b) != page {
		t.Errorf("%d bytes", len(b))
	}
	m.Free()
}
