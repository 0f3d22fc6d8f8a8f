package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"runtime"
	"strings"
	"testing"

	"caracal/core"
)

// TestHostileHeadersAreRefusedBeforeTheyCost gives headers that ask for gigabytes or for hours. What refuses them must have taken next to nothing by then.
func TestHostileHeadersAreRefusedBeforeTheyCost(t *testing.T) {
	for name, test := range map[string]struct {
		file []byte
		say  string
	}{
		"TIFF of 340 tags with a million values": {tiffOfTags(339, 1<<20, true), "too many values"},
		"TIFF of one tag, 60000 times":           {tiffOfTags(60_000, 1<<20, false), "ascending"},
		"TIFF whose strips lie on each other":    {tiffOfStrips(t, 20_000), "more strips"},
		"WebP of frames in frames":               {nestedWebP(50_000), "damaged"},
		"WebP of a million empty chunks":         {webpOfChunks(1 << 20), "damaged"},
		"progressive JPEG of 5000 scans":         {jpegOfScans(t, 5000), "too many scans"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := read(t.Context(), bytes.NewReader(test.file), int64(len(test.file)), image.Rectangle{})
			runtime.ReadMemStats(&after)
			if core.KindOf(err) != core.PictureBroken || !strings.Contains(err.Error(), test.say) {
				t.Errorf("%v, want kind %q and an error that says %q", err, core.PictureBroken, test.say)
			}
			if took := after.TotalAlloc - before.TotalAlloc; took > 32<<20 {
				t.Errorf("it took %d MB to find out", took>>20)
			}
		})
	}
}

// tiffOfTags returns a TIFF of n tags with so many values each, all of which lie in the same place.
func tiffOfTags(n int, values uint32, ascending bool) []byte {
	le := binary.LittleEndian
	b := le.AppendUint32([]byte("II*\x00"), 8)
	b = le.AppendUint16(b, uint16(n))
	for i := range n {
		tag := uint16(tiffStripOffsets)
		if ascending {
			tag = uint16(i + 1)
		}
		b = le.AppendUint16(b, tag)
		b = le.AppendUint16(b, 4) // longs
		b = le.AppendUint32(b, values)
		b = le.AppendUint32(b, 8)
	}
	return append(b, make([]byte, 4*values)...)
}

// tiffOfStrips returns a TIFF of n rows, each a strip of its own that is all of the file.
func tiffOfStrips(t testing.TB, n int) []byte {
	b := encoded(t, asTIFF, fourFields(64, n))
	setTag(b, tiffRowsPerStrip, 1)
	list := func(tag uint16, v uint32) {
		setTag(b, tag, uint32(len(b)))
		at := bytes.Index(b, binary.LittleEndian.AppendUint16(nil, tag))
		for off := int(binary.LittleEndian.Uint32(b[4:])) + 2; off+12 <= len(b); off += 12 {
			if binary.LittleEndian.Uint16(b[off:]) == tag {
				at = off
				break
			}
		}
		binary.LittleEndian.PutUint32(b[at+4:], uint32(n))
		for range n {
			b = binary.LittleEndian.AppendUint32(b, v)
		}
	}
	all := uint32(len(b))
	list(tiffStripOffsets, 0)
	list(tiffStripByteCounts, all)
	return b
}

// riff returns a chunk of that name.
func riff(name string, body []byte) []byte {
	return append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body))), body...)
}

// nestedWebP returns an animation whose frame holds a frame, and so on.
func nestedWebP(depth int) []byte {
	const head = 8 + 16 // a chunk's, and a frame's
	b := make([]byte, depth*head)
	for i := range depth {
		copy(b[i*head:], "ANMF")
		binary.LittleEndian.PutUint32(b[i*head+4:], uint32(len(b)-i*head-8))
	}
	return riff("RIFF", append([]byte("WEBP"), b...))
}

func webpOfChunks(n int) []byte {
	return riff("RIFF", append([]byte("WEBP"), bytes.Repeat(riff("none", nil), n)...))
}

// jpegOfScans repeats the last scan of a progressive JPEG.
func jpegOfScans(t testing.TB, n int) []byte {
	file := testFile(t, "progressive.jpg")
	last := bytes.LastIndex(file, []byte("\xff\xda"))
	end := bytes.LastIndex(file, []byte("\xff\xd9"))
	return append(append(bytes.Clone(file[:last]), bytes.Repeat(file[last:end], n)...), file[end:]...)
}
