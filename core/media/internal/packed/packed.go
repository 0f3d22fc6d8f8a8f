// Package packed keeps go-ffmpreg's FFmpeg, which is 8 MB compressed and 24 MB unpacked, compressed until it is wanted.
//
// go-ffmpreg/embed unpacks it while the program starts, before main, which takes 0.2 s: half of what the window needs to come up. Nothing can be asked to wait
// there, so this package takes the compressed bytes aside first and leaves an empty archive in their place.
//
// The rules of this room:
//   - It imports nothing that needs to be initialised, and its path sorts before codeberg.org. That is why it is initialised first: Go initialises packages in
//     the order of their paths as soon as what they import is initialised (go.dev/ref/spec, Program initialization).
//   - Whoever imports it imports go-ffmpreg/embed too, or there is nothing to take.
//   - If it ever comes too late, nothing breaks: GZ is empty and embed.B has the program, at the cost of those 0.2 s.
package packed

import _ "unsafe" // for go:linkname

// embedded is where go-ffmpreg/embed keeps the program: compressed when the process starts, unpacked by its init.
//
//go:linkname embedded codeberg.org/gruf/go-ffmpreg/embed.s
var embedded string

// emptyGZ is a gzip archive of no bytes (RFC 1952): a fixed header, an empty final block, and CRC and length of nothing.
const emptyGZ = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00"

var gz = take()

// take swaps the compressed program for the empty archive. It returns "" when the program is not there or unpacked already.
func take() string {
	const magic = "\x1f\x8b"
	if len(embedded) < len(magic) || embedded[:len(magic)] != magic {
		return ""
	}
	taken := embedded
	embedded = emptyGZ
	return taken
}

// GZ returns the program, a WebAssembly module compressed by gzip, or "" when go-ffmpreg/embed has it.
func GZ() string { return gz }
