package yuv

// #cgo CFLAGS: -O3
// #include "convert.h"
import "C"

import (
	"image"
	"math"
	"unsafe"

	"golang.org/x/sys/cpu"
)

// A Matrix says how the Y, Cb and Cr of a picture were made of red, green and blue. It is FFmpeg's name for it.
type Matrix string

// BT709 is the matrix of high definition, and that of all clips that Caracal makes.
const BT709 Matrix = "bt709"

// Paint writes a picture for video as one for a screen into dst, which takes its size; dst's memory is used again when there is enough of it, and its rows have no padding. Neither
// have those of src, as image.NewYCbCr makes them, and there is at least one pixel. A matrix that is not known is taken for that of standard definition.
func Paint(dst *image.RGBA, src *image.YCbCr, m Matrix) { newConverter(m).convert(dst, src) }

// A converter turns frames of 4:2:0 YCbCr in video range into RGBA.
type converter struct {
	matrix     C.matrix
	eightLanes bool // gives the same sooner, when hasEightLanes
}

// hasEightLanes reports whether this processor can do eight pixels at a time.
func hasEightLanes() bool { return cpu.X86.HasAVX2 }

// newConverter works out the coefficients of a matrix. Kr and Kb are from ITU-T H.273, table 4.
func newConverter(m Matrix) *converter {
	kr, kb := 0.299, 0.114
	switch m {
	case BT709:
		kr, kb = 0.2126, 0.0722
	case "fcc":
		kr, kb = 0.30, 0.11
	case "smpte240m":
		kr, kb = 0.212, 0.087
	case "bt2020nc", "bt2020c":
		kr, kb = 0.2627, 0.0593
	}
	kg := 1 - kr - kb
	const luma, chroma = 255.0 / 219, 2 * 255.0 / 224
	fixed := func(v float64) C.int32_t { return C.int32_t(math.Round(v * (1 << C.POINT))) }
	return &converter{
		matrix: C.matrix{
			luma:     fixed(luma),
			red_cr:   fixed(chroma * (1 - kr)),
			green_cb: fixed(-chroma * (1 - kb) * kb / kg),
			green_cr: fixed(-chroma * (1 - kr) * kr / kg),
			blue_cb:  fixed(chroma * (1 - kb)),
		},
		eightLanes: hasEightLanes(),
	}
}

// convert does the work of Paint.
func (c *converter) convert(dst *image.RGBA, p *image.YCbCr) {
	w, h := p.Rect.Dx(), p.Rect.Dy()
	if n := w * h * 4; cap(dst.Pix) < n {
		dst.Pix = make([]uint8, n)
	} else {
		dst.Pix = dst.Pix[:n]
	}
	dst.Stride = w * 4
	dst.Rect = image.Rect(0, 0, w, h)
	eight := C.int(0)
	if c.eightLanes {
		eight = 1
	}
	chroma := (w + 1) / 2 * ((h + 1) / 2)
	luma, cb, cr := p.Y[:w*h], p.Cb[:chroma], p.Cr[:chroma] // C would not notice if there were less
	C.convert_frame((*C.uint32_t)(unsafe.Pointer(&dst.Pix[0])), (*C.uint8_t)(&luma[0]), (*C.uint8_t)(&cb[0]), (*C.uint8_t)(&cr[0]), C.int(w), C.int(h), c.matrix, eight)
}
