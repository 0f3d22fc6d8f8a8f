package media

import (
	"encoding/binary"
	"image"
)

// A converter turns frames of 4:2:0 YCbCr in video range into RGBA by table. Its numbers are fixed point with 14 bits behind the point.
type converter struct {
	y, rv, gu, gv, bu [256]int32
	clamp             [1024]uint8 // by value + clampZero
}

const clampZero = 384

// newConverter makes the tables for one of FFmpeg's names of a matrix. Kr and Kb are from ITU-T H.273, table 4.
func newConverter(matrix string) *converter {
	kr, kb := 0.2126, 0.0722
	switch matrix {
	case "smpte170m", "bt470bg":
		kr, kb = 0.299, 0.114
	case "fcc":
		kr, kb = 0.30, 0.11
	case "smpte240m":
		kr, kb = 0.212, 0.087
	case "bt2020nc", "bt2020c":
		kr, kb = 0.2627, 0.0593
	}
	kg := 1 - kr - kb
	c := &converter{}
	const one = 1 << 14
	for i := range 256 {
		luma, chroma := float64(i-16)*255/219, float64(i-128)*255/224
		c.y[i] = int32(one*luma + one/2 + one*clampZero)
		c.rv[i] = int32(one * chroma * 2 * (1 - kr))
		c.bu[i] = int32(one * chroma * 2 * (1 - kb))
		c.gu[i] = int32(-one * chroma * 2 * (1 - kb) * kb / kg)
		c.gv[i] = int32(-one * chroma * 2 * (1 - kr) * kr / kg)
	}
	for i := range c.clamp {
		c.clamp[i] = uint8(min(max(i-clampZero, 0), 255))
	}
	return c
}

// convert writes the frame into dst, which takes its size and keeps its memory when there is enough of it.
func (c *converter) convert(dst *image.RGBA, f *frame) {
	if n := f.width * f.height * 4; cap(dst.Pix) < n {
		dst.Pix = make([]uint8, n)
	} else {
		dst.Pix = dst.Pix[:n]
	}
	dst.Stride = f.width * 4
	dst.Rect = image.Rect(0, 0, f.width, f.height)
	cw := (f.width + 1) / 2
	ch := (f.height + 1) / 2
	luma, cb, cr := f.pix, f.pix[f.width*f.height:], f.pix[f.width*f.height+cw*ch:]
	for y := range f.height {
		c.row(dst.Pix[y*dst.Stride:][:dst.Stride], luma[y*f.width:][:f.width], cb[y/2*cw:][:cw], cr[y/2*cw:][:cw])
	}
}

// row converts a row of pixels. This is where playback spends its time outside the decoder, hence two pixels at a time.
func (c *converter) row(dst, luma, cb, cr []uint8) {
	pairs := len(luma) / 2
	cb, cr = cb[:len(cr)], cr[:len(cb)]
	for i := range pairs {
		u, v := cb[i], cr[i]
		r, g, b := c.rv[v], c.gu[u]+c.gv[v], c.bu[u]
		l := luma[2*i:][:2]
		y0, y1 := c.y[l[0]], c.y[l[1]]
		binary.LittleEndian.PutUint64(dst[8*i:], uint64(c.pixel(y0+r, y0+g, y0+b))|uint64(c.pixel(y1+r, y1+g, y1+b))<<32)
	}
	if len(luma)%2 == 1 {
		u, v, y := cb[pairs], cr[pairs], c.y[luma[len(luma)-1]]
		binary.LittleEndian.PutUint32(dst[8*pairs:], c.pixel(y+c.rv[v], y+c.gu[u]+c.gv[v], y+c.bu[u]))
	}
}

func (c *converter) pixel(r, g, b int32) uint32 {
	return uint32(c.clamp[r>>14&1023]) | uint32(c.clamp[g>>14&1023])<<8 | uint32(c.clamp[b>>14&1023])<<16 | 0xff000000
}
