package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"testing"
)

// The makers of files that encoders do not make.

// orientationEXIF returns an EXIF block, which is a small TIFF, with one tag.
func orientationEXIF(o uint16) []byte {
	b := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	b = binary.BigEndian.AppendUint16(b, o)
	return append(b, 0, 0, 0, 0, 0, 0)
}

func jpegWithEXIF(file, exif []byte) []byte {
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(8+len(exif)))
	segment = append(append(segment, "Exif\x00\x00"...), exif...)
	return append(append(file[:2:2], segment...), file[2:]...)
}

func pngChunk(name string, body []byte) []byte {
	b := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), name...)
	b = append(b, body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func pngWithEXIF(file, exif []byte) []byte {
	const afterHeader = 8 + 12 + 13
	return append(append(file[:afterHeader:afterHeader], pngChunk("eXIf", exif)...), file[afterHeader:]...)
}

func pngHeaderOnly(w, h uint32) []byte { return pngHeaderDepth(w, h, 8) }

func pngHeaderDepth(w, h uint32, depth byte) []byte {
	body := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	const withAlpha = 6
	return append([]byte("\x89PNG\r\n\x1a\n"), pngChunk("IHDR", append(body, depth, withAlpha, 0, 0, 0))...)
}

// webpExtended puts a VP8X chunk before the picture of a simple WebP, and more behind it.
func webpExtended(file []byte, flags byte, w, h uint32, more []byte) []byte {
	body := append([]byte("WEBPVP8X\x0a\x00\x00\x00"), flags, 0, 0, 0, byte(w-1), byte((w-1)>>8), byte((w-1)>>16), byte(h-1), byte((h-1)>>8), byte((h-1)>>16))
	body = append(append(body, file[12:]...), more...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func webpWithEXIF(file, exif []byte) []byte {
	const hasEXIF = 1 << 3
	return webpExtended(file, hasEXIF, 128, 96, append(binary.LittleEndian.AppendUint32([]byte("EXIF"), uint32(len(exif))), exif...))
}

func webpWithCanvas(file []byte, w, h uint32) []byte { return webpExtended(file, 0, w, h, nil) }

// tiffWithOrientation puts the tag of an EXIF block into the directory of a TIFF as x/image writes it: at the end of the file, sorted.
func tiffWithOrientation(file, exif []byte) []byte {
	b := bytes.Clone(file)
	at := int(binary.LittleEndian.Uint32(b[4:]))
	n := int(binary.LittleEndian.Uint16(b[at:]))
	entries := bytes.Clone(b[at+2 : at+2+12*n])
	dir := binary.LittleEndian.AppendUint16(nil, uint16(n+1))
	entry := []byte{0x12, 0x01, 3, 0, 1, 0, 0, 0, exif[19], exif[18], 0, 0}
	for ; len(entries) > 0; entries = entries[12:] {
		if entry != nil && binary.LittleEndian.Uint16(entries) > 0x112 {
			dir, entry = append(dir, entry...), nil
		}
		dir = append(dir, entries[:12]...)
	}
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)))
	return append(append(b, dir...), 0, 0, 0, 0)
}

// jpegOfSize changes the size in a JPEG's frame header.
func jpegOfSize(file []byte, w, h uint16) []byte {
	b := bytes.Clone(file)
	at := bytes.Index(b, []byte{0xff, 0xc2}) + 5
	binary.BigEndian.PutUint16(b[at:], h)
	binary.BigEndian.PutUint16(b[at+2:], w)
	return b
}

// tiffBomb returns a TIFF of 100 by 100 pixels whose only strip unpacks to half a gigabyte.
func tiffBomb(t testing.TB) []byte {
	t.Helper()
	b := encoded(t, asTIFF, image.NewGray(image.Rect(0, 0, 100, 100)))
	run := []byte{0x81, 0} // 128 zeros
	runs := bytes.Repeat(run, 512<<20/128)
	setTag(b, tiffCompression, tiffPackBits)
	setTag(b, tiffStripOffsets, uint32(len(b)))
	setTag(b, tiffStripByteCounts, uint32(len(runs)))
	return append(b, runs...)
}

// setTag changes the value of a tag in the directory of a TIFF as x/image writes it.
func setTag(b []byte, tag uint16, v uint32) {
	at := int(binary.LittleEndian.Uint32(b[4:])) + 2
	for ; binary.LittleEndian.Uint16(b[at:]) != tag; at += 12 {
	}
	const asLong = 4
	binary.LittleEndian.PutUint16(b[at+2:], asLong)
	binary.LittleEndian.PutUint32(b[at+8:], v)
}

// tiffManyValues makes the strip offsets of a TIFF a list without end.
func tiffManyValues(file []byte) []byte {
	b := bytes.Clone(file)
	at := int(binary.LittleEndian.Uint32(b[4:])) + 2
	for ; binary.LittleEndian.Uint16(b[at:]) != tiffStripOffsets; at += 12 {
	}
	binary.LittleEndian.PutUint32(b[at+4:], 1<<30)
	return b
}
