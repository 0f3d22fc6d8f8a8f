package picture

import (
	"bufio"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/bmp"

	"caracal/core"
)

// budget is what decoding one picture may take, in bytes. The largest thing that a decoder makes of the largest picture is 100 megapixels at 4 bytes each,
// 400 MB; the rest of the program then still has its place below 600 MB.
const budget = 420e6

// A header is what the first bytes of a picture file tell. Its size has passed checkSize.
type header struct {
	width, height int   // pixels, as stored
	memory        int64 // bytes that decoding takes at most
	decode        func(f *io.SectionReader) (image.Image, error)
}

// checkMemory returns an error of kind PictureTooLarge for a picture that is within the limits and yet cannot be decoded within the budget.
func (h header) checkMemory() error {
	if h.memory > budget {
		return core.Errorf("look at header", core.PictureTooLarge, "%d by %d pixels, stored in this way, take %d MB to decode; the limit is %d MB",
			h.width, h.height, h.memory/1e6, int64(budget)/1e6)
	}
	return nil
}

// checkSize holds a width and a height against the limits. The error has kind PictureTooLarge or PictureTooSmall.
func checkSize(width, height int) error {
	const op = "look at header"
	switch {
	case width > MaxSide || height > MaxSide:
		return core.Errorf(op, core.PictureTooLarge, "%d by %d pixels; the limit is %d a side", width, height, MaxSide)
	case int64(width)*int64(height) > MaxPixels:
		return core.Errorf(op, core.PictureTooLarge, "%d by %d pixels; the limit is %d in all", width, height, int64(MaxPixels))
	case width < MinSide || height < MinSide:
		return core.Errorf(op, core.PictureTooSmall, "%d by %d pixels; the least is %d a side", width, height, MinSide)
	}
	return nil
}

// pixels returns how many pixels the header tells of. It cannot overflow after checkSize.
func (h header) pixels() int64 { return int64(h.width) * int64(h.height) }

// buffered reads f from its start with few calls, because some decoders ask for one byte at a time.
func buffered(f *io.SectionReader) *bufio.Reader {
	return bufio.NewReaderSize(io.NewSectionReader(f, 0, f.Size()), 64<<10)
}

// configHeader makes a header of what a DecodeConfig tells, with so many bytes a pixel.
func configHeader(c image.Config, perPixel int64, decode func(io.Reader) (image.Image, error)) (header, error) {
	h := header{width: c.Width, height: c.Height}
	h.decode = func(f *io.SectionReader) (image.Image, error) { return decode(buffered(f)) }
	if err := checkSize(c.Width, c.Height); err != nil {
		return h, err
	}
	h.memory = h.pixels() * perPixel
	return h, nil
}

func pngHeader(f *io.SectionReader) (header, error) {
	// The signature, then the first chunk: length, name, width, height, depth, colour, compression, filter, interlacing.
	var b [29]byte
	if _, err := f.ReadAt(b[:], 0); err != nil {
		return header{}, cutOff(err)
	}
	if w, h := binary.BigEndian.Uint32(b[16:]), binary.BigEndian.Uint32(b[20:]); string(b[12:16]) == "IHDR" {
		// The decoder calls what overflows unsupported.
		if err := checkSize(int(min(w, math.MaxInt32)), int(min(h, math.MaxInt32))); err != nil {
			return header{}, err
		}
	}
	c, err := png.DecodeConfig(buffered(f))
	if err != nil {
		return header{}, err
	}
	perPixel := int64(4)
	switch c.ColorModel {
	// Grey may turn into colour with alpha where a later chunk says so, and so takes no less.
	case color.RGBA64Model, color.NRGBA64Model, color.Gray16Model:
		perPixel = 8
	}
	// The passes of an interlaced picture are decoded beside it, and together are as large.
	if interlaced := b[28] != 0; interlaced {
		perPixel *= 2
	}
	return configHeader(c, perPixel, png.Decode)
}

func bmpHeader(f *io.SectionReader) (header, error) {
	c, err := bmp.DecodeConfig(buffered(f))
	if err != nil {
		return header{}, err
	}
	return configHeader(c, 4, bmp.Decode)
}

// gifHeader tells the size of the canvas. The first frame is what is decoded, which may be smaller.
func gifHeader(f *io.SectionReader) (header, error) {
	c, err := gif.DecodeConfig(buffered(f))
	if err != nil {
		return header{}, err
	}
	return configHeader(c, 1, gif.Decode)
}

// cutOff makes the end of a file an error of its own: in the middle of a header it is one.
func cutOff(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
