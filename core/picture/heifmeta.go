package picture

import (
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"slices"

	"caracal/core/isobmff"
)

// errHEIF is a container whose boxes do not fit together.
var errHEIF = errors.New("the HEIF container is damaged")

// A heifPicture is what the properties of the primary item of a HEIF container tell (ISO/IEC 23008-12 §6.5).
type heifPicture struct {
	width, height int  // pixels, as stored
	bitDepth      int  // of a sample; 0 where nothing tells
	is420         bool // HEVC whose chroma has half the width and height of its luma
	auxiliary     bool // an item of the file belongs to another, as its transparency does
	transform     heifTransform
	profile       []byte // ICC
	limitedRange  bool   // black is 16 and white 235
	primaries     int    // by their number in ITU-T H.273; 0 where nothing tells, or where the curve is none of those that sRGB's can stand for
	matrix        int    // by its number there; 0 where nothing tells
}

// maxMeta bounds the box of properties, in bytes. A photo of a hundred tiles has some ten thousand.
const maxMeta = 4 << 20

// primaryPicture reads the properties of the primary item.
func primaryPicture(f *io.SectionReader) (heifPicture, error) {
	meta, err := heifMeta(f)
	if err != nil {
		return heifPicture{}, err
	}
	var primary uint32
	var properties, associations []byte
	for name, body := range isobmff.Children(meta) {
		switch name {
		case "pitm":
			primary = itemID(body)
		case "iprp":
			for name, body := range isobmff.Children(body) {
				switch name {
				case "ipco":
					properties = body
				case "ipma":
					associations = body
				}
			}
		}
	}
	var kinds []string
	var bodies [][]byte
	for name, body := range isobmff.Children(properties) {
		kinds, bodies = append(kinds, name), append(bodies, body)
	}
	p := heifPicture{auxiliary: slices.Contains(kinds, "auxC")}
	for i := range associated(associations, primary) {
		if i < 1 || i > len(kinds) {
			continue
		}
		p.read(kinds[i-1], bodies[i-1])
	}
	if p.width == 0 || p.height == 0 {
		return p, errHEIF
	}
	return p, nil
}

// read reads one property. Those that we need not know are passed over.
func (p *heifPicture) read(kind string, b []byte) {
	const versionAndFlags = 4
	switch {
	case kind == "ispe" && len(b) >= versionAndFlags+8:
		p.width, p.height = int(min(binary.BigEndian.Uint32(b[4:]), MaxSide+1)), int(min(binary.BigEndian.Uint32(b[8:]), MaxSide+1))
	case kind == "pixi" && len(b) > versionAndFlags+1:
		p.bitDepth = int(b[5])
	case kind == "hvcC" && len(b) >= 18: // ISO/IEC 14496-15 §8.3.3.1
		p.is420, p.bitDepth = b[16]&3 == 1, max(p.bitDepth, 8+int(b[17]&7))
	case kind == "av1C" && len(b) >= 3 && b[2]&0x40 != 0: // high_bitdepth
		p.bitDepth = max(p.bitDepth, 10)
	case kind == "irot" && len(b) >= 1:
		p.transform = p.transform.rotated(int(b[0] & 3))
	case kind == "imir" && len(b) >= 1:
		p.transform = p.transform.mirrored(b[0]&1 == 0)
	case kind == "colr" && len(b) > 4 && (string(b[:4]) == "prof" || string(b[:4]) == "rICC"):
		p.profile = b[4:]
	case kind == "colr" && len(b) >= 11 && string(b[:4]) == "nclx":
		if transfer := binary.BigEndian.Uint16(b[6:]); !slices.Contains(brightTransfers, transfer) {
			p.primaries = int(binary.BigEndian.Uint16(b[4:]))
		}
		p.matrix, p.limitedRange = int(binary.BigEndian.Uint16(b[8:])), b[10]&0x80 == 0
	}
}

// brightTransfers are the curves that differ much from sRGB's (ITU-T H.273, table 3): none, and those of pictures for bright screens, SMPTE ST 2084 and ARIB STD-B67.
var brightTransfers = []uint16{8, 16, 18}

// heifMeta returns the body of the meta box.
func heifMeta(f *io.SectionReader) ([]byte, error) {
	const most = 64 // boxes; it is the second or the third
	for b, err := range isobmff.Boxes(f, f.Size(), most) {
		if err != nil {
			return nil, err
		}
		if b.Type != "meta" {
			continue
		}
		const versionAndFlags = 4
		if b.Size < b.Header+versionAndFlags || b.Size > maxMeta {
			return nil, errHEIF
		}
		meta := make([]byte, b.Size-b.Header)
		if _, err := f.ReadAt(meta, b.Start+b.Header); err != nil {
			return nil, cutOff(err)
		}
		return meta[versionAndFlags:], nil
	}
	return nil, errHEIF
}

// itemID reads the body of a pitm box: a version, flags, and an id of 16 bits, or 32 in later versions.
func itemID(b []byte) uint32 {
	switch {
	case len(b) >= 6 && b[0] == 0:
		return uint32(binary.BigEndian.Uint16(b[4:]))
	case len(b) >= 8:
		return binary.BigEndian.Uint32(b[4:])
	}
	return 0
}

// associated yields the properties of an item, counted from 1, as an ipma box lists them for each item.
func associated(b []byte, item uint32) iter.Seq[int] {
	return func(yield func(int) bool) {
		if len(b) < 8 {
			return
		}
		version, wide := b[0], b[3]&1 != 0
		count := binary.BigEndian.Uint32(b[4:])
		idSize, indexSize := 2, 1
		if version > 0 {
			idSize = 4
		}
		if wide {
			indexSize = 2
		}
		for b = b[8:]; count > 0 && len(b) > idSize; count-- {
			id := uint32(binary.BigEndian.Uint16(b))
			if version > 0 {
				id = binary.BigEndian.Uint32(b)
			}
			n := int(b[idSize])
			if b = b[idSize+1:]; len(b) < n*indexSize {
				return
			}
			for ; n > 0; n, b = n-1, b[indexSize:] {
				// The highest bit says that a reader must know the property.
				index := int(b[0] & 0x7f)
				if wide {
					index = int(binary.BigEndian.Uint16(b) & 0x7fff)
				}
				if id == item && !yield(index) {
					return
				}
			}
		}
	}
}
