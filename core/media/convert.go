package media

import (
	"encoding/binary"
	"image"
	"math"
)

// A converter turns frames of 4:2:0 YCbCr in video range into RGBA. Its factors are fixed point with 14 bits behind the point.
type converter struct{ y, rv, gu, gv, bu int32 }

// newConverter makes the factors for one of FFmpeg's names of a matrix. Kr and Kb are from ITU-T H.273, table 4. A clip that does not say is BT.709 when it is
// larger than standard definition, as players take it.
func newConverter(matrix string, hd bool) converter {
	if matrix == "unknown" && hd {
		matrix = "bt709"
	}
	kr, kb := 0.299, 0.114
	switch matrix {
	case "bt709":
		kr, kb = 0.2126, 0.0722
	case "fcc":
		kr, kb = 0.30, 0.11
	case "smpte240m":
		kr, kb = 0.212, 0.087
	case "bt2020nc", "bt2020c":
		kr, kb = 0.2627, 0.0593
	}
	kg := 1 - kr - kb
	fixed := func(factor float64) int32 { return int32(math.Round(factor * (1 << 14))) }
	const luma, chroma = 255.0 / 219, 2 * 255.0 / 224
	return converter{
		y:  fixed(luma),
		rv: fixed(chroma * (1 - kr)),
		gu: fixed(-chroma * (1 - kb) * kb / kg),
		gv: fixed(-chroma * (1 - kr) * kr / kg),
		bu: fixed(chroma * (1 - kb)),
	}
}

// convert writes the frame into dst, which takes its size and keeps its memory when there is enough of it.
func (c converter) convert(dst *image.RGBA, f *frame) {
	if n := f.width * f.height * 4; cap(dst.Pix) < n {
		dst.Pix = make([]uint8, n)
	} else {
		dst.Pix = dst.Pix[:n]
	}
	dst.Stride = f.width * 4
	dst.Rect = image.Rect(0, 0, f.width, f.height)
	cw, ch := (f.width+1)/2, (f.height+1)/2
	luma, cb, cr := f.pix, f.pix[f.width*f.height:], f.pix[f.width*f.height+cw*ch:]
	for y := range f.height {
		c.row(dst.Pix[y*dst.Stride:][:dst.Stride], luma[y*f.width:][:f.width], cb[y/2*cw:][:cw], cr[y/2*cw:][:cw])
	}
}

// row converts a row of pixels. This is where playback spends its time outside FFmpeg, hence two pixels at a time and plain arithmetic: tables were slower.
func (c converter) row(dst, luma, cb, cr []uint8) {
	pairs := len(luma) / 2
	for i := range pairs {
		u, v := int32(cb[i])-128, int32(cr[i])-128
		r, g, b := c.rv*v, c.gu*u+c.gv*v, c.bu*u
		two := luma[2*i:][:2]
		y0, y1 := c.luma(two[0]), c.luma(two[1])
		binary.LittleEndian.PutUint64(dst[8*i:][:8], uint64(pixel(y0+r, y0+g, y0+b))|uint64(pixel(y1+r, y1+g, y1+b))<<32)
	}
	if len(luma)%2 == 1 {
		u, v, y := int32(cb[pairs])-128, int32(cr[pairs])-128, c.luma(luma[2*pairs])
		binary.LittleEndian.PutUint32(dst[8*pairs:][:4], pixel(y+c.rv*v, y+c.gu*u+c.gv*v, y+c.bu*u))
	}
}

// luma returns the part that all three colours have in common, with the half that makes the shift in pixel round.
func (c converter) luma(y uint8) int32 { return c.y*(int32(y)-16) + 1<<13 }

// pixel packs an opaque pixel.
func pixel(r, g, b int32) uint32 {
	r, g, b = r>>14, g>>14, b>>14
	if uint32(r|g|b) > 255 { // any of them; a negative one is large
		r, g, b = min(max(r, 0), 255), min(max(g, 0), 255), min(max(b, 0), 255)
	}
	return uint32(r) | uint32(g)<<8 | uint32(b)<<16 | 0xff000000
}
