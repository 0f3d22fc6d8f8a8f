// Package isobmff walks over boxes, of which MP4, QuickTime and HEIF files are made (ISO/IEC 14496-12, 4.2).
//
// The rules of this room:
//   - Nothing that a file says is believed: a box reaches no further than what it is in, a walk ends at the first damage, and one over a file after so many boxes as it may have.
//   - Headers are read and no bodies: how much of one is read is for those to bound who know what is in it.
package isobmff

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
)

// A Box is where a box lies in a file.
type Box struct {
	Type        string // four letters
	Start, Size int64  // bytes, with the header
	Header      int64  // bytes of it: 8, or 16 where the size has 64 bits
	Open        bool   // it claims all that follows
}

// End is where the next box begins.
func (b Box) End() int64 { return b.Start + b.Size }

// MaxMovieBoxes is how many boxes a movie may have at the top level. One has about five; one in fragments has two for each.
const MaxMovieBoxes = 100_000

// Boxes walks over the boxes at the top level of a file of the given size. At the first damage, or where there are more than most boxes, it yields an error, which may be r's, and ends.
func Boxes(r io.ReaderAt, size int64, most int) iter.Seq2[Box, error] {
	return func(yield func(Box, error) bool) {
		for at, n := int64(0), 0; at < size; n++ {
			b, err := Read(r, at, size)
			if n == most {
				err = fmt.Errorf("more than %d boxes", most)
			}
			if !yield(b, err) || err != nil {
				return
			}
			at = b.End()
		}
	}
}

// Children yields the types and the bodies of the boxes that fill b, up to the first that is damaged.
func Children(b []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for box, err := range Boxes(bytes.NewReader(b), int64(len(b)), len(b)) {
			if err != nil || !yield(box.Type, b[box.Start+box.Header:box.End()]) {
				return
			}
		}
	}
}

// Read reads the header of the box at an offset in a file of the given size. The error is r's, or says what is wrong with the box.
func Read(r io.ReaderAt, at, size int64) (Box, error) {
	var head [16]byte
	n := min(int64(len(head)), size-at)
	if n < 8 {
		return Box{}, fmt.Errorf("%d bytes at the end belong to no box", n)
	}
	if _, err := r.ReadAt(head[:n], at); errors.Is(err, io.EOF) {
		return Box{}, io.ErrUnexpectedEOF
	} else if err != nil {
		return Box{}, err
	}
	b := Box{Type: string(head[4:8]), Start: at, Size: int64(binary.BigEndian.Uint32(head[:4])), Header: 8}
	switch b.Size {
	case 0: // to the end of the file
		b.Size, b.Open = size-at, true
	case 1: // too large for 32 bits
		b.Header = 16
		b.Size = int64(min(binary.BigEndian.Uint64(head[8:]), 1<<62))
	}
	if b.Size < b.Header || b.Size > size-at {
		return Box{}, fmt.Errorf("box %q at %d claims %d bytes", b.Type, at, b.Size)
	}
	return b, nil
}
