package media

import (
	"encoding/binary"
	"image"
	"math"
)

// A converter turns frames of 4:2:0 YCbCr in video range into RGBA. Its tables say what each value of Y, Cb and Cr adds to a pixel's red, green and blue, all three in
// one number: see lanes.
type converter struct{ y, cb, cr [256]uint64 }

const (
	lane  = 21  // bits of a colour; red has the lowest
	point = 10  // of them behind the point
	zero  = 512 // stands for 0, because colours that are not clamped yet lie between -300 and 560
	each  = 1 | 1<<lane | 1<<(2*lane)
)

// lanes packs what is to be added to red, green and blue. A negative colour borrows from the next one, and gives it back in a sum that has no negative ones.
func lanes(r, g, b float64) uint64 {
	fixed := func(v float64) int64 { return int64(math.Round(v * (1 << point))) }
	return uint64(fixed(r) + fixed(g)<<lane + fixed(b)<<(2*lane))
}

// newConverter makes the tables for one of FFmpeg's names of a matrix. Kr and Kb are from ITU-T H.273, table 4. A clip that does not say is BT.709 when it is larger
// than standard definition, as players take it.
func newConverter(matrix string, hd bool) *converter {
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
	c := &converter{}
	for i := range 256 {
		const luma, chroma = 255.0 / 219, 2 * 255.0 / 224
		y, d := luma*float64(i-16)+zero+0.5, chroma*float64(i-128) // the half makes pixel round
		c.y[i] = lanes(y, y, y)
		c.cb[i] = lanes(0, -(1-kb)*kb/kg*d, (1-kb)*d)
		c.cr[i] = lanes((1-kr)*d, -(1-kr)*kr/kg*d, 0)
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
	cw, ch := (f.width+1)/2, (f.height+1)/2
	luma, cb, cr := f.pix, f.pix[f.width*f.height:], f.pix[f.width*f.height+cw*ch:]
	for y := range f.height {
		c.row(dst.Pix[y*dst.Stride:][:dst.Stride], luma[y*f.width:][:f.width], cb[y/2*cw:][:cw], cr[y/2*cw:][:cw])
	}
}

// row converts a row of pixels, two at a time. This is where playback spends its time outside FFmpeg.
func (c *converter) row(dst, luma, cb, cr []uint8) {
	pairs := len(luma) / 2
	for i := range pairs {
		color := c.cb[cb[i]] + c.cr[cr[i]]
		two := luma[2*i:][:2]
		binary.LittleEndian.PutUint64(dst[8*i:][:8], uint64(pixel(c.y[two[0]]+color))|uint64(pixel(c.y[two[1]]+color))<<32)
	}
	if len(luma)%2 == 1 {
		binary.LittleEndian.PutUint32(dst[8*pairs:][:4], pixel(c.y[luma[2*pairs]]+c.cb[cb[pairs]]+c.cr[cr[pairs]]))
	}
}

// pixel packs an opaque pixel.
func pixel(sum uint64) uint32 {
	const high = each << (point + 8) // of a colour's bits before the point, the first that no colour from 0 to 255 has but that of zero
	if sum&(7*high) != zero>>8*high {
		sum = clamp(sum)
	}
	return uint32(sum>>point&0xff|sum>>(lane+point-8)&0xff00|sum>>(2*lane+point-16)&0xff0000) | 0xff000000
}

// clamp brings all colours of a sum into the range from 0 to 255.
func clamp(sum uint64) (clamped uint64) {
	for shift := 0; shift <= 2*lane; shift += lane {
		v := sum >> shift & (1<<lane - 1) >> point
		clamped |= (min(max(v, zero), zero+255) - zero) << point << shift
	}
	return clamped
}
