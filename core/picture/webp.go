package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"io"

	"golang.org/x/image/webp"
)

// maxChunks is how many chunks of a WebP are looked at. An animation of half an hour has as many.
const maxChunks = 1 << 16

// errWebP is a WebP whose parts do not fit together.
var errWebP = errors.New("the WebP container is damaged")

// A stillWebP is the first picture in a WebP file.
type stillWebP struct {
	width, height int
	alpha, pixels chunk // alpha is empty where the pixels have none, or their own
}

// A chunk is a part of a RIFF file: a name of four letters and a body.
type chunk struct {
	name string
	body *io.SectionReader
}

// webpHeader finds the first picture of a WebP, still or animated, and reads its size from the picture's own header: the container tells one as well, but
// the decoder does not hold the two against each other, and animations it does not know. (RFC 9649.)
func webpHeader(f *io.SectionReader) (header, error) {
	still, err := findStill(io.NewSectionReader(f, 12, f.Size()-12), true)
	if err != nil {
		return header{}, err
	}
	h := header{width: still.width, height: still.height}
	if err := checkSize(h.width, h.height); err != nil {
		return h, err
	}
	h.decode = func(*io.SectionReader) (image.Image, error) {
		// Lossy ones are of limited range (RFC 6386 §9.2).
		img, err := webp.Decode(still.file())
		switch img := img.(type) {
		case *image.YCbCr:
			fullRange(img)
		case *image.NYCbCrA:
			fullRange(&img.YCbCr)
		}
		return img, err
	}
	// Lossy: YCbCr 4:2:0, and lossless alpha of which one byte in four is kept. Lossless: four bytes, a second time where it has few colours, and codes.
	// The decoder holds the compressed bytes as well.
	switch {
	case still.pixels.name == "VP8L":
		h.memory = 10 * h.pixels()
	case still.alpha.body != nil:
		h.memory = 11 * h.pixels()
	default:
		h.memory = 2 * h.pixels()
	}
	h.memory += still.pixels.body.Size()
	return h, nil
}

// findStill walks the chunks of a WebP, or those of one frame of an animation, to the first picture. A frame has no frames in it.
func findStill(r *io.SectionReader, frames bool) (stillWebP, error) {
	var still stillWebP
	off := int64(0)
	for range maxChunks {
		c, err := readChunk(r, off)
		if err != nil {
			return still, err
		}
		switch c.name {
		case "ANMF":
			const frameHeader = 16
			if !frames {
				return still, errWebP
			}
			return findStill(io.NewSectionReader(c.body, frameHeader, c.body.Size()-frameHeader), false)
		case "ALPH":
			still.alpha = c
		case "VP8 ", "VP8L":
			still.pixels = c
			if c.name == "VP8L" {
				still.alpha = chunk{} // it has its own
			}
			still.width, still.height, err = webpSize(c)
			return still, err
		}
		off = c.next(off)
	}
	return still, errWebP
}

// next returns where the chunk after c begins, when c begins at off.
func (c chunk) next(off int64) int64 { return off + 8 + c.body.Size() + c.body.Size()%2 }

// readChunk reads the chunk at off. The file has to be long enough for it.
func readChunk(r *io.SectionReader, off int64) (chunk, error) {
	var head [8]byte
	if _, err := r.ReadAt(head[:], off); err != nil {
		return chunk{}, cutOff(err)
	}
	size := int64(binary.LittleEndian.Uint32(head[4:]))
	if size > r.Size()-off-8 {
		return chunk{}, io.ErrUnexpectedEOF
	}
	return chunk{string(head[:4]), io.NewSectionReader(r, off+8, size)}, nil
}

// webpSize reads the size in a picture's header: 14 bits each, after a tag and a start code (RFC 6386 §9.1) or after a signature (RFC 9649 §3.4).
func webpSize(c chunk) (width, height int, err error) {
	var b [10]byte
	n, err := c.body.ReadAt(b[:], 0)
	if err != nil && err != io.EOF {
		return 0, 0, err
	}
	switch {
	case c.name == "VP8 " && n == 10 && string(b[3:6]) == "\x9d\x01\x2a":
		return int(binary.LittleEndian.Uint16(b[6:])) & 0x3fff, int(binary.LittleEndian.Uint16(b[8:])) & 0x3fff, nil
	case c.name == "VP8L" && n >= 5 && b[0] == 0x2f:
		bits := binary.LittleEndian.Uint32(b[1:])
		return int(bits&0x3fff) + 1, int(bits>>14&0x3fff) + 1, nil
	}
	return 0, 0, errWebP
}

// file returns the picture as a WebP file of its own, whose container tells what the picture tells.
func (s stillWebP) file() io.Reader {
	var body []io.Reader
	size := uint32(4)
	add := func(name string, n int64, r io.Reader) {
		head := binary.LittleEndian.AppendUint32([]byte(name), uint32(n))
		body = append(body, bytes.NewReader(head), r, bytes.NewReader(make([]byte, n%2)))
		size += uint32(8 + n + n%2)
	}
	if s.alpha.body != nil {
		const hasAlpha = 1 << 4
		extended := [10]byte{hasAlpha}
		w, h := uint32(s.width-1), uint32(s.height-1)
		copy(extended[4:], []byte{byte(w), byte(w >> 8), byte(w >> 16), byte(h), byte(h >> 8), byte(h >> 16)})
		add("VP8X", 10, bytes.NewReader(extended[:]))
		add("ALPH", s.alpha.body.Size(), io.NewSectionReader(s.alpha.body, 0, s.alpha.body.Size()))
	}
	add(s.pixels.name, s.pixels.body.Size(), io.NewSectionReader(s.pixels.body, 0, s.pixels.body.Size()))
	head := append(binary.LittleEndian.AppendUint32([]byte("RIFF"), size), "WEBP"...)
	return io.MultiReader(append([]io.Reader{bytes.NewReader(head)}, body...)...)
}

// webpEXIF returns the EXIF block of a WebP, which is a small TIFF.
func webpEXIF(f *io.SectionReader) (*io.SectionReader, bool) {
	body, ok := webpChunk(f, "EXIF")
	if !ok {
		return nil, false
	}
	// Some writers put JPEG's name for the block before it.
	var name [6]byte
	if _, err := body.ReadAt(name[:], 0); err == nil && string(name[:]) == "Exif\x00\x00" {
		return io.NewSectionReader(body, 6, body.Size()-6), true
	}
	return body, true
}

// webpChunk returns the body of the first chunk of that name.
func webpChunk(f *io.SectionReader, name string) (*io.SectionReader, bool) {
	off := int64(12)
	for range maxChunks {
		c, err := readChunk(f, off)
		if err != nil {
			return nil, false
		}
		if c.name == name {
			return c.body, true
		}
		off = c.next(off)
	}
	return nil, false
}
