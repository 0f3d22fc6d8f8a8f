package media

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
)

// A box is one of the parts that an MP4 is a row of (ISO/IEC 14496-12, 4.2).
type box struct {
	kind        string // four letters
	start, size int64  // in the file, with its header
	header      int64  // the header's size
	open        bool   // it claims all that follows
}

// end is where the next box begins.
func (b box) end() int64 { return b.start + b.size }

// maxBoxes bounds how many boxes are looked at. A clip has about five; one in fragments has two for each.
const maxBoxes = 100_000

// boxes walks over the boxes at the top level of a file of the given size and reads their headers only. It ends at the first damage and leaves it in err.
func boxes(r io.ReaderAt, size int64, err *error) iter.Seq[box] {
	return func(yield func(box) bool) {
		at := int64(0)
		for range maxBoxes {
			if at == size {
				return
			}
			b, e := readBox(r, at, size)
			if e != nil {
				*err = e
				return
			}
			if !yield(b) {
				return
			}
			at = b.end()
		}
		*err = fmt.Errorf("more than %d boxes", maxBoxes)
	}
}

// children walks over the boxes inside a box, up to the first damage, and gives each with its header of 8 bytes.
func children(parent []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		inside := parent[8:]
		var damage error
		for b := range boxes(bytes.NewReader(inside), int64(len(inside)), &damage) {
			if b.header == 8 && !yield(inside[b.start:][:b.size]) {
				return
			}
		}
	}
}

// readBox reads the header at the offset. A box reaches no further than the file.
func readBox(r io.ReaderAt, at, size int64) (box, error) {
	var head [16]byte
	n := min(int64(len(head)), size-at)
	if n < 8 {
		return box{}, fmt.Errorf("%d bytes at the end belong to no box", n)
	}
	if _, err := r.ReadAt(head[:n], at); err != nil {
		return box{}, err
	}
	b := box{kind: string(head[4:8]), start: at, size: int64(binary.BigEndian.Uint32(head[:4])), header: 8}
	switch b.size {
	case 0: // to the end of the file
		b.size, b.open = size-at, true
	case 1: // too large for 32 bits
		b.header = 16
		b.size = int64(min(binary.BigEndian.Uint64(head[8:]), 1<<62))
	}
	if b.size < b.header || b.size > size-at {
		return box{}, fmt.Errorf("box %q at %d claims %d bytes", b.kind, at, b.size)
	}
	return b, nil
}
