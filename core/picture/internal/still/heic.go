package still

import (
	"fmt"
	"image"

	"caracal/resources"
)

// NewHEIC returns a decoder of HEIC pictures: one frame or a grid of tiles in HEVC, 8 to 12 bits, turned as the file says. Transparency is not read.
//
// It gives an *image.YCbCr in the range and by the matrix of the file, an *image.Gray, or an *image.NRGBA.
func NewHEIC() *Decoder { return newDecoder(resources.LibHEIF, readHEIC) }

// What libheif says of colours and their sampling (libheif/heif.h).
const (
	heifYCbCr, heifRGB, heifMonochrome = 0, 1, 2
	heif420, heif422, heif444          = 1, 2, 3
)

// readHEIC asks for the size first, because the library writes into a buffer of ours.
func readHEIC(c *call) (image.Image, error) {
	in, n := c.input()
	told := c.alloc(5 * 4) // width, height, colour space, sampling, whether alpha is premultiplied
	decode := func(sizeOnly, out uint64) { c.decode(in, n, sizeOnly, told, told+4, told+8, told+12, told+16, out) }
	decode(1, 0)
	space, sampling := c.number(told+8), c.number(told+12)
	planes, err := planesOf(c.number(told), c.number(told+4), space, sampling)
	if c.err != nil || err != nil {
		return nil, firstOf(c.err, err)
	}
	out := c.alloc(planes.size())
	decode(0, out)
	return planes.image(c.bytes(out, planes.size())), c.err
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// planes is how a picture lies in memory: one plane after another, each row filled up to a multiple of 16 bytes.
type planes struct {
	rect                     image.Rectangle
	space                    int
	ratio                    image.YCbCrSubsampleRatio
	stride, cStride, cHeight int    // bytes, bytes, rows
	luma, chroma             uint64 // bytes of a plane
}

func planesOf(width, height, space, sampling int) (planes, error) {
	align := func(n int) int { return (n + 15) &^ 15 }
	p := planes{rect: image.Rect(0, 0, width, height), space: space, stride: align(width)}
	switch {
	case space == heifMonochrome:
	case space == heifRGB:
		p.stride = align(4 * width)
	case space == heifYCbCr && sampling == heif420:
		p.ratio, p.cStride, p.cHeight = image.YCbCrSubsampleRatio420, align((width+1)/2), (height+1)/2
	case space == heifYCbCr && sampling == heif422:
		p.ratio, p.cStride, p.cHeight = image.YCbCrSubsampleRatio422, align((width+1)/2), height
	case space == heifYCbCr && sampling == heif444:
		p.ratio, p.cStride, p.cHeight = image.YCbCrSubsampleRatio444, align(width), height
	default:
		return p, fmt.Errorf("colours of kind %d, sampled by %d", space, sampling)
	}
	p.luma, p.chroma = uint64(p.stride)*uint64(height), uint64(p.cStride)*uint64(p.cHeight)
	return p, nil
}

// size returns the bytes that all planes take.
func (p planes) size() uint64 { return p.luma + 2*p.chroma }

// image returns the picture whose planes are in b.
func (p planes) image(b []byte) image.Image {
	switch {
	case b == nil:
		return nil
	case p.space == heifMonochrome:
		return &image.Gray{Pix: b, Stride: p.stride, Rect: p.rect}
	case p.space == heifRGB:
		return &image.NRGBA{Pix: b, Stride: p.stride, Rect: p.rect}
	}
	y, cb := p.luma, p.luma+p.chroma
	return &image.YCbCr{Y: b[:y], Cb: b[y:cb], Cr: b[cb:], SubsampleRatio: p.ratio, YStride: p.stride, CStride: p.cStride, Rect: p.rect}
}
