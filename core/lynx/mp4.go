package lynx

import (
	"encoding/binary"
	"io"
	"os"

	"caracal/core"
)

// checkMP4 returns an error of kind BadClip unless the file is a whole MP4: a file type first, then boxes, among them a movie and its data, none of which goes beyond the
// end (ISO/IEC 14496-12, 4.2). Whether it plays is for core/media to say.
func checkMP4(path string) error {
	const op = "check the clip"
	f, err := os.Open(path)
	if err != nil {
		return core.WrapFile(op, err)
	}
	defer f.Close()
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return core.WrapFile(op, err)
	}
	var movie, data bool
	for at := int64(0); at < size && !(movie && data); {
		length, kind := box(f, at, size)
		if length == 0 || at == 0 && kind != "ftyp" {
			return core.Errorf(op, core.BadClip, "it is not an MP4 file, or not a whole one")
		}
		movie = movie || kind == "moov"
		data = data || kind == "mdat"
		at += length
	}
	if !movie || !data {
		return core.Errorf(op, core.BadClip, "it is an MP4 file without a movie")
	}
	return nil
}

// box reads the head of the box at an offset. The length is 0 when there is no box, or one that does not fit.
func box(f io.ReaderAt, at, size int64) (length int64, kind string) {
	var head [16]byte
	n, _ := f.ReadAt(head[:], at)
	if n < 8 {
		return 0, ""
	}
	least := int64(8)
	switch length = int64(binary.BigEndian.Uint32(head[:])); length {
	case 0: // to the end
		length = size - at
	case 1:
		least = 16
		if n < 16 {
			return 0, ""
		}
		length = int64(binary.BigEndian.Uint64(head[8:]))
	}
	if length < least || length > size-at {
		return 0, ""
	}
	return length, string(head[4:8])
}
