package picture

import (
	"bufio"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/color"
	"io"

	"golang.org/x/image/tiff"
	"golang.org/x/image/tiff/lzw"

	"caracal/core"
)

// The tags of a TIFF that decide what decoding it costs (TIFF 6.0).
const (
	tiffCompression     = 259
	tiffRowsPerStrip    = 278
	tiffStripOffsets    = 273
	tiffStripByteCounts = 279
	tiffTileWidth       = 322
	tiffTileLength      = 323
	tiffTileOffsets     = 324
	tiffTileByteCounts  = 325
	tiffLastDecoded     = 339 // the highest tag that the decoder reads
)

// The compression schemes that the decoder reads, but for those of fax, whose size it bounds itself.
const (
	tiffUncompressed = 1
	tiffLZW          = 5
	tiffDeflate      = 8
	tiffOldDeflate   = 32946
	tiffPackBits     = 32773
)

// How many values a tag may have: one that lists strips or tiles, of which a picture within our limits has no more, and any other, of which the longest is a palette of
// 768. The decoder itself has no limit, and takes eight bytes for each.
const (
	maxTIFFBlocks = 1 << 20
	maxTIFFValues = 1 << 10
)

// tiffHeader reads a TIFF's directory before the decoder does, because neither the values of a tag nor a strip are bounded by the size of the picture.
func tiffHeader(f *io.SectionReader) (header, error) {
	dir, err := readDirectory(f)
	if err != nil {
		return header{}, err
	}
	c, err := tiff.DecodeConfig(f)
	if err != nil {
		return header{}, err
	}
	h := header{width: c.Width, height: c.Height, decode: func(f *io.SectionReader) (image.Image, error) { return tiff.Decode(f) }}
	if err := checkSize(c.Width, c.Height); err != nil {
		return h, err
	}
	perPixel := int64(4)
	switch c.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		perPixel = 8
	case color.Gray16Model:
		perPixel = 2
	case color.GrayModel:
		perPixel = 1
	}
	block, err := dir.largestBlock(f, c)
	// A block grows in a buffer that doubles, old and new side by side.
	h.memory = h.pixels()*perPixel + 3*block
	return h, err
}

// A directory is the first image file directory (IFD) of a TIFF, as far as we need it: the values of the tags above.
type directory map[uint16][]uint32

// first returns the first value of a tag, or 0.
func (d directory) first(tag uint16) int64 {
	if len(d[tag]) == 0 {
		return 0
	}
	return int64(d[tag][0])
}

// blocks returns where in the file the strips or tiles are, how many bytes each has there, and how many pixels a whole one has.
func (d directory) blocks(c image.Config) (offsets, counts []uint32, width, height int64) {
	offsets, counts = d[tiffStripOffsets], d[tiffStripByteCounts]
	width, height = int64(c.Width), d.first(tiffRowsPerStrip)
	if d.first(tiffTileWidth) != 0 {
		offsets, counts = d[tiffTileOffsets], d[tiffTileByteCounts]
		width, height = d.first(tiffTileWidth), d.first(tiffTileLength)
	}
	if height == 0 {
		height = int64(c.Height)
	}
	return offsets, counts, width, height
}

// largestBlock returns how many bytes the largest strip or tile has at most when it is decompressed. Where the directory does not bound that well enough, it decompresses them
// all and counts.
func (d directory) largestBlock(f *io.SectionReader, c image.Config) (int64, error) {
	offsets, counts, width, height := d.blocks(c)
	if len(counts) == 0 || len(offsets) < len(counts) {
		return 0, tiff.FormatError("inconsistent header")
	}
	var compressed, all int64
	for _, n := range counts {
		compressed, all = max(compressed, int64(n)), all+int64(n)
	}
	// Blocks that lie over each other could be read for hours.
	if all > f.Size() {
		return 0, tiff.FormatError("more strips or tiles than the file can hold")
	}
	var most float64 // bytes; a float because the header may tell anything
	switch d.first(tiffCompression) {
	case tiffLZW, tiffDeflate, tiffOldDeflate:
		most = 8 * float64(width) * float64(height) // where the decoder stops reading
	case tiffPackBits:
		most = 64 * float64(compressed) // two bytes make at most 128
	case tiffUncompressed, 0:
		return compressed, nil
	default:
		return int64(min(float64(width)*float64(height)/8, MaxPixels)), nil
	}
	if most <= 16<<20 {
		return int64(most), nil
	}
	return d.decompressAll(f, offsets, counts)
}

// decompressAll returns the size of the largest block, decompressed. Blocks that are larger together than any picture are an error.
func (d directory) decompressAll(f *io.SectionReader, offsets, counts []uint32) (largest int64, err error) {
	total := int64(0)
	for i := range counts {
		r, err := d.decompress(io.NewSectionReader(f, int64(offsets[i]), int64(counts[i])))
		if err != nil {
			return 0, err
		}
		n, err := io.Copy(io.Discard, io.LimitReader(r, budget-total+1))
		if err != nil {
			return 0, err
		}
		if total += n; total > budget {
			return 0, core.Errorf("look at header", core.PictureTooLarge, "the picture unpacks to more than %d MB", int64(budget)/1e6)
		}
		largest = max(largest, n)
	}
	return largest, nil
}

// decompress returns a reader of what the block in r holds.
func (d directory) decompress(r io.Reader) (io.Reader, error) {
	switch d.first(tiffCompression) {
	case tiffLZW:
		return lzw.NewReader(r, lzw.MSB, 8), nil
	case tiffPackBits:
		return &packBits{r: bufio.NewReader(r)}, nil
	}
	return zlib.NewReader(r)
}

// packBits reads runs of bytes (TIFF 6.0 §9): n from 0 to 127 stands before n+1 bytes, -1 to -127 before a byte that is there 1-n times. It gives as many bytes
// as there are in the runs, but nothing of what is in them: it is for counting.
type packBits struct {
	r    *bufio.Reader
	left int // of the run
}

func (p *packBits) Read(b []byte) (int, error) {
	for p.left == 0 {
		n, err := p.r.ReadByte()
		if err != nil {
			return 0, err
		}
		skip := 0
		switch n := int(int8(n)); {
		case n >= 0:
			p.left, skip = n+1, n+1
		case n > -128:
			p.left, skip = 1-n, 1
		}
		if _, err := p.r.Discard(skip); err != nil {
			return 0, cutOff(err)
		}
	}
	n := min(len(b), p.left)
	p.left -= n
	return n, nil
}

// readDirectory reads the first image file directory.
func readDirectory(f *io.SectionReader) (directory, error) {
	var head [8]byte
	if _, err := f.ReadAt(head[:], 0); err != nil {
		return nil, cutOff(err)
	}
	var order binary.ByteOrder = binary.LittleEndian
	if head[0] == 'M' {
		order = binary.BigEndian
	}
	off := int64(order.Uint32(head[4:]))
	var count [2]byte
	if _, err := f.ReadAt(count[:], off); err != nil {
		return nil, cutOff(err)
	}
	const entrySize = 12
	entries := make([]byte, entrySize*int(order.Uint16(count[:])))
	if _, err := f.ReadAt(entries, off+2); err != nil {
		return nil, cutOff(err)
	}
	d, last := directory{}, -1
	for ; len(entries) > 0; entries = entries[entrySize:] {
		tag := int(order.Uint16(entries))
		// The decoder asks for this order too, but after us, and one tag of many values could be there thousands of times.
		if tag <= last {
			return nil, tiff.FormatError("tags are not sorted in ascending order")
		}
		last = tag
		if err := d.read(f, order, entries[:entrySize]); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// read reads one entry: a tag, a type, a count, and the values or, where they need more than four bytes, their place in the file. Of tags that we do not need it looks at
// the count alone.
func (d directory) read(f *io.SectionReader, order binary.ByteOrder, entry []byte) error {
	const asByte, asShort, asLong = 1, 3, 4
	tag, count := order.Uint16(entry), order.Uint32(entry[4:])
	size := map[uint16]int{asByte: 1, asShort: 2, asLong: 4}[order.Uint16(entry[2:])]
	if tag > tiffLastDecoded || size == 0 {
		return nil
	}
	most, needed := uint32(maxTIFFValues), true
	switch tag {
	case tiffStripOffsets, tiffStripByteCounts, tiffTileOffsets, tiffTileByteCounts:
		most = maxTIFFBlocks
	case tiffCompression, tiffRowsPerStrip, tiffTileWidth, tiffTileLength:
	default:
		needed = false
	}
	if count > most {
		return tiff.FormatError("too many values in a tag")
	}
	if !needed {
		return nil
	}
	raw := entry[8:]
	if n := int(count) * size; n > len(raw) {
		at := int64(order.Uint32(raw))
		raw = make([]byte, n)
		if _, err := f.ReadAt(raw, at); err != nil {
			return cutOff(err)
		}
	}
	values := make([]uint32, count)
	for i := range values {
		switch size {
		case 1:
			values[i] = uint32(raw[i])
		case 2:
			values[i] = uint32(order.Uint16(raw[2*i:]))
		case 4:
			values[i] = order.Uint32(raw[4*i:])
		}
	}
	d[tag] = values
	return nil
}
