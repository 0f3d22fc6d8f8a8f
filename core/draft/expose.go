package draft

// #cgo CFLAGS: -O3
// #include "expose.h"
import "C"

import (
	"image"
	"unsafe"

	"golang.org/x/sys/cpu"
)

// cell is the distance of the mesh's lines in pixels of the clip. The displacement is so smooth that between them a straight line is right to a third of a pixel even at
// the wildest (TestMeshIsExactEnough).
const cell = C.CELL

// hasVectors reports whether expose can do eight pixels at a time on this processor.
func hasVectors() bool { return cpu.X86.HasAVX2 }

// expose takes one frame from the negative. By vectors it gives the same frame sooner, when hasVectors.
func expose(dst *image.YCbCr, n *negative, g *mesh, vectors bool) {
	bytes := func(plane []uint8) *C.uint8_t { return (*C.uint8_t)(&plane[0]) }
	flag := C.int(0)
	if vectors {
		flag = 1
	}
	m := C.mesh{
		x: (*C.int32_t)(&g.x[0]), y: (*C.int32_t)(&g.y[0]),
		columns: C.int(g.columns), width: C.int(g.size.X), height: C.int(g.size.Y),
	}
	C.expose_luma(bytes(dst.Y), C.int(dst.YStride), m, bytes(n.luma), C.int(n.lumaStride()), flag)
	C.expose_chroma(bytes(dst.Cb), bytes(dst.Cr), C.int(dst.CStride), m, (*C.uint16_t)(unsafe.Pointer(&n.chroma[0])), C.int(n.chromaStride()), flag)
}
