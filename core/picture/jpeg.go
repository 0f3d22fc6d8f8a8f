package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"io"
	"slices"
)

// jpegHeader reads the marker segments before the first scan of a JPEG, where its size and its coding are told (ITU-T T.81 §B.2).
func jpegHeader(f *io.SectionReader) (header, error) {
	frame, err := readFrameHeader(buffered(f))
	if err != nil {
		return header{}, err
	}
	h := header{width: frame.width, height: frame.height}
	if err := checkSize(h.width, h.height); err != nil {
		return h, err
	}
	h.decode = func(f *io.SectionReader) (image.Image, error) { return jpeg.Decode(buffered(f)) }
	h.memory = frame.memory()
	if frame.progressive {
		err = checkScans(buffered(f))
	}
	return h, err
}

// maxScans is how many scans a progressive JPEG may have. Encoders that try for the smallest file write some twenty; each costs a walk over the whole picture, while a
// hundred bytes are enough to ask for it.
const maxScans = 100

// checkScans counts the starts of scans, and whatever looks like one: the bytes of pictures never do, and those of a thumbnail or a profile seldom.
func checkScans(r io.Reader) error {
	const startOfScan = "\xff\xda"
	scans, block, kept := 0, make([]byte, 64<<10), 0
	for {
		n, err := io.ReadFull(r, block[kept:])
		scans += bytes.Count(block[:kept+n], []byte(startOfScan))
		switch {
		case scans > maxScans:
			return jpeg.FormatError("too many scans")
		case err == io.EOF || err == io.ErrUnexpectedEOF:
			return nil
		case err != nil:
			return err
		}
		// A marker may lie across two blocks.
		block[0], kept = block[len(block)-1], 1
	}
}

// A frameHeader is what a JPEG tells before its first scan.
type frameHeader struct {
	progressive   bool
	width, height int
	components    string // the identifier of each, one byte
	across, down  []int  // sampling factors of each component
	adobeRGB      bool   // an Adobe segment says that three components are not YCbCr
}

// memory returns what image/jpeg makes of the picture, in bytes: one byte a sample, four more for the coefficients of a progressive one, and a second picture
// of four bytes a pixel for colours that are not YCbCr.
func (f frameHeader) memory() int64 {
	// The decoder works in whole minimum coded units (MCUs): of 8 pixels times the largest factor, across and down.
	mcuWidth, mcuHeight := 8*slices.Max(f.across), 8*slices.Max(f.down)
	mcus := int64(ceilDiv(f.width, mcuWidth)) * int64(ceilDiv(f.height, mcuHeight))
	var samples int64
	for i := range f.across {
		samples += mcus * 64 * int64(f.across[i]*f.down[i])
	}
	memory := samples
	if f.progressive {
		memory += 4 * samples
	}
	if len(f.components) == 4 || f.adobeRGB || f.components == "RGB" {
		memory += 4 * int64(f.width) * int64(f.height)
	}
	return memory
}

// readFrameHeader walks the marker segments as image/jpeg does, so that both see the same frame header.
func readFrameHeader(r *bufio.Reader) (f frameHeader, err error) {
	const (
		baseline, extended, progressive = 0xc0, 0xc1, 0xc2
		startOfScan, endOfImage         = 0xda, 0xd9
		firstRestart, lastRestart       = 0xd0, 0xd7
		adobe                           = 0xee
	)
	if _, err := r.Discard(2); err != nil { // the start of the image, which sniff has seen
		return f, cutOff(err)
	}
	for {
		marker, err := jpegMarker(r)
		switch {
		case err != nil:
			return f, cutOff(err)
		case marker >= firstRestart && marker <= lastRestart:
			continue
		case marker == startOfScan && f.components != "":
			return f, nil
		case marker == startOfScan || marker == endOfImage:
			return f, jpeg.FormatError("no frame header")
		}
		segment, err := jpegSegment(r)
		if err != nil {
			return f, cutOff(err)
		}
		switch marker {
		case baseline, extended, progressive:
			if err := f.parse(segment); err != nil {
				return f, err
			}
			f.progressive = marker == progressive
		case 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf:
			return f, jpeg.UnsupportedError("lossless, hierarchical or arithmetic coding")
		case adobe:
			// The name, a version, two words of flags, and the transform.
			f.adobeRGB = len(segment) >= 12 && string(segment[:5]) == "Adobe" && segment[11] == 0
		}
	}
}

// jpegSegment reads the body of a marker segment, at most 64 KB.
func jpegSegment(r *bufio.Reader) ([]byte, error) {
	var length [2]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return nil, err
	}
	n := int(binary.BigEndian.Uint16(length[:])) - len(length)
	if n < 0 {
		return nil, jpeg.FormatError("short segment")
	}
	segment := make([]byte, n)
	_, err := io.ReadFull(r, segment)
	return segment, err
}

// jpegMarker returns the next marker. Bytes before it and fill bytes in it are passed over.
func jpegMarker(r *bufio.Reader) (byte, error) {
	last, err := r.ReadByte()
	for err == nil {
		var b byte
		b, err = r.ReadByte()
		if err == nil && last == 0xff && b != 0 && b != 0xff {
			return b, nil
		}
		last = b
	}
	return 0, err
}

// parse reads the body of a frame header: precision, height, width, the number of components, and three bytes for each.
func (f *frameHeader) parse(b []byte) error {
	if len(b) < 9 || len(b) != 6+3*int(b[5]) || f.components != "" {
		return jpeg.FormatError("bad frame header")
	}
	f.height, f.width = int(binary.BigEndian.Uint16(b[1:])), int(binary.BigEndian.Uint16(b[3:]))
	for c := b[6:]; len(c) > 0; c = c[3:] {
		across, down := int(c[1]>>4), int(c[1]&15)
		if across < 1 || across > 4 || down < 1 || down > 4 {
			return jpeg.FormatError("bad sampling factor")
		}
		f.components += string(c[:1])
		f.across, f.down = append(f.across, across), append(f.down, down)
	}
	return nil
}
