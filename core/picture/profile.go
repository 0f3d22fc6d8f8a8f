package picture

import (
	"compress/zlib"
	"encoding/binary"
	"io"

	"caracal/core/picture/internal/icc"
)

// Phones and cameras store wider colours than sRGB, and the clean copy has no profile: as it is, its colours would be dull. Profiles are read from JPEG, PNG, WebP and HEIF, and from HEIF also what stands in for one: the
// number of the primaries.

// maxProfile bounds a profile that is read, in bytes. Those of the kind that we know have some hundreds to thousands.
const maxProfile = 1 << 20

// iccOf makes of a reader of an ICC profile, or nil, one of what it says.
func iccOf(profile func(f *io.SectionReader) []byte) func(f *io.SectionReader) (icc.Profile, bool) {
	return func(f *io.SectionReader) (icc.Profile, bool) { return icc.Parse(profile(f)) }
}

// asSRGB is for formats of which no profile is read.
func asSRGB(*io.SectionReader) (icc.Profile, bool) { return icc.Profile{}, false }

// jpegProfile returns the ICC profile of a JPEG, if it is in one segment, as those that we know are.
func jpegProfile(f *io.SectionReader) []byte {
	const startOfScan, application2, name = 0xda, 0xe2, "ICC_PROFILE\x00"
	r := buffered(f)
	_, _ = r.Discard(2) // jpegMarker meets the same end
	for {
		marker, err := jpegMarker(r)
		if err != nil || marker == startOfScan {
			return nil
		}
		segment, err := jpegSegment(r)
		if err != nil {
			return nil
		}
		if n := len(name); marker == application2 && len(segment) > n+2 && string(segment[:n]) == name {
			if number, count := segment[n], segment[n+1]; number != 1 || count != 1 {
				return nil
			}
			return segment[n+2:]
		}
	}
}

// pngProfile returns the ICC profile of a PNG, which comes before the pixels: a name, a zero, the method, and the deflated profile.
func pngProfile(f *io.SectionReader) []byte {
	for off := int64(8); ; {
		var head [8]byte
		if _, err := f.ReadAt(head[:], off); err != nil {
			return nil
		}
		size := int64(binary.BigEndian.Uint32(head[:]))
		switch string(head[4:]) {
		case "IDAT", "IEND":
			return nil
		case "iCCP":
			r := buffered(io.NewSectionReader(f, off+8, min(size, maxProfile)))
			if _, err := r.ReadString(0); err != nil {
				return nil
			}
			if method, err := r.ReadByte(); err != nil || method != 0 {
				return nil
			}
			z, err := zlib.NewReader(r)
			if err != nil {
				return nil
			}
			return atMost(z, maxProfile)
		}
		off += 12 + size
	}
}

// webpProfile returns the ICC profile of a WebP.
func webpProfile(f *io.SectionReader) []byte {
	body, ok := webpChunk(f, "ICCP")
	if !ok {
		return nil
	}
	return atMost(body, maxProfile)
}

// atMost returns what r holds, or nil where that is an error or too much.
func atMost(r io.Reader, limit int64) []byte {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil || int64(len(b)) > limit {
		return nil
	}
	return b
}
