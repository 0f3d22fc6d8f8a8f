package clipfile

import (
	"bytes"
	"errors"
	"io"
	"math/bits"
	"net/http"
	"os"
	"strings"

	"caracal/core"
	"caracal/core/isobmff"
)

// ErrStrange is the cause of CheckWhole's error for a file of a kind that it does not know: not a page, and perhaps a clip all the same.
var ErrStrange = errors.New("it is of a kind that nobody knows")

// CheckWhole returns an error of kind BadClip unless the file at path is a whole MP4 or WebM: in an MP4 a file type first, then boxes, among them a movie and its data, none of which
// goes beyond the end (ISO/IEC 14496-12, 4.2); in a WebM a head and then a segment, which does not either (RFC 9559). Whether it plays is for core/media to say.
func CheckWhole(path string) error {
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
	head := make([]byte, min(512, size))
	if _, err := f.ReadAt(head, 0); err != nil {
		return core.WrapFile(op, err)
	}
	switch {
	case bytes.HasPrefix(head, ebmlMagic):
		if !wholeWebM(head, size) {
			return core.Errorf(op, core.BadClip, "it is not a whole WebM file")
		}
		return nil
	case size >= 8 && string(head[4:8]) == "ftyp":
	case size > 0 && http.DetectContentType(head) == "application/octet-stream" || strings.HasPrefix(http.DetectContentType(head), "video/"):
		return core.Wrap(op, core.BadClip, ErrStrange)
	}
	var movie, data bool
	for b, err := range isobmff.Boxes(f, size, isobmff.MaxMovieBoxes) {
		if err != nil || b.Start == 0 && b.Type != "ftyp" {
			return core.Errorf(op, core.BadClip, "it is not an MP4 file, or not a whole one")
		}
		movie = movie || b.Type == "moov"
		data = data || b.Type == "mdat"
		if movie && data {
			return nil
		}
	}
	return core.Errorf(op, core.BadClip, "it is an MP4 file without a movie")
}

// wholeWebM reports whether the segment that follows the head of a WebM ends with the file at the latest. One that does not say how long it is goes to the end.
func wholeWebM(b []byte, size int64) bool {
	at := int64(0)
	for _, id := range [][]byte{ebmlMagic, ebmlSegment} {
		if at > int64(len(b)) || !bytes.HasPrefix(b[at:], id) {
			return false
		}
		at += int64(len(id))
		length, n := ebmlSize(b[at:])
		if n == 0 {
			return false
		}
		if at += int64(n); length < 0 {
			return true
		}
		if at += length; at < 0 || at > size {
			return false
		}
	}
	return true
}

// ebmlSize reads how long an element is, -1 for one that does not say, and how many bytes tell that, 0 when they are none (RFC 8794, 4).
func ebmlSize(b []byte) (length int64, n int) {
	if len(b) == 0 || b[0] == 0 {
		return 0, 0
	}
	n = bits.LeadingZeros8(b[0]) + 1
	if len(b) < n {
		return 0, 0
	}
	length = int64(b[0]) & (0xff >> n)
	for _, c := range b[1:n] {
		length = length<<8 | int64(c)
	}
	if length == 1<<(7*n)-1 {
		return -1, n
	}
	return length, n
}
