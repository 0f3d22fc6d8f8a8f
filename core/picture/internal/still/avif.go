package still

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"

	"caracal/resources"
)

// NewAVIF returns a decoder of AVIF pictures: one frame, a grid, or the first frame of a sequence in AV1, 8 to 12 bits, not turned.
//
// It gives an *image.RGBA, or an *image.RGBA64 for more than 8 bits.
func NewAVIF() *Decoder { return newDecoder(resources.LibAVIF, readAVIF) }

// readAVIF asks for the size first, because the library writes into a buffer of ours.
func readAVIF(c *call) (image.Image, error) {
	in, n := c.input()
	told := c.alloc(4 * 4) // width, height, bits, number of pictures
	shown := c.alloc(8)    // how long the first is shown, in seconds: a float
	const all = 0
	decode := func(sizeOnly, out uint64) {
		c.decode(in, n, sizeOnly, all, told, told+4, told+8, told+12, shown, out)
	}
	decode(1, 0)
	rect, deep := image.Rect(0, 0, c.number(told), c.number(told+4)), c.number(told+8) > 8
	stride := 4 * rect.Dx()
	if deep {
		stride *= 2
	}
	size := uint64(stride) * uint64(rect.Dy())
	out := c.alloc(size)
	// The library does not say that it found no picture where it expected one; it then leaves all as it was.
	unset := []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
	c.write(shown, unset)
	decode(0, out)
	pix, time := c.bytes(out, size), c.bytes(shown, 8)
	if c.err != nil {
		return nil, c.err
	}
	if bytes.Equal(time, unset) {
		return nil, errors.New("the picture is cut off or damaged")
	}
	if !deep {
		return &image.RGBA{Pix: pix, Stride: stride, Rect: rect}, nil
	}
	// Go keeps deep colours with the high byte first.
	for i := 0; i < len(pix); i += 2 {
		binary.BigEndian.PutUint16(pix[i:], binary.LittleEndian.Uint16(pix[i:]))
	}
	return &image.RGBA64{Pix: pix, Stride: stride, Rect: rect}, nil
}
