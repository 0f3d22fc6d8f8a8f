package clipfile

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"caracal/core"
	"caracal/core/isobmff"
)

// A Container is the form of a clip's file, named as files of that form are.
type Container string

// The containers that clips are kept in, as they came: packing one anew would change its bytes, and some codecs of the one have no place in the other.
const (
	MP4       Container = "mp4"  // ISO/IEC 14496-12
	QuickTime Container = "mov"  // of the same boxes, as cameras and editors write it
	WebM      Container = "webm" // of EBML elements (RFC 8794)
	Matroska  Container = "mkv"  // of the same elements, with any codec (RFC 9559)
)

// Ext is how the name of such a file ends, with the dot.
func (c Container) Ext() string { return "." + string(c) }

// ebml reports whether the container is made of EBML elements and not of boxes.
func (c Container) ebml() bool { return c == WebM || c == Matroska }

// HasName reports whether a file's name ends as that of a clip.
func HasName(name string) bool {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	return slices.Contains([]Container{MP4, QuickTime, WebM, Matroska}, Container(ext))
}

// Sniff tells by the first bytes of the file at path which container it is. Errors are *core.Error of kind BadClip or ClipMissing.
func Sniff(path string) (Container, error) {
	f, size, err := Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	c, err := sniff(f, size)
	return c, core.Wrap("look at clip", core.BadClip, err)
}

var (
	ebmlMagic   = []byte{0x1a, 0x45, 0xdf, 0xa3}
	ebmlSegment = []byte{0x18, 0x53, 0x80, 0x67}
	// ebmlWebM is the element DocType (RFC 8794, 11.2.6) that says so.
	ebmlWebM = []byte("\x42\x82\x84webm")
)

func sniff(r io.ReaderAt, size int64) (Container, error) {
	head := make([]byte, min(64, size))
	if _, err := r.ReadAt(head, 0); err != nil {
		return "", err
	}
	if bytes.HasPrefix(head, ebmlMagic) {
		if bytes.Contains(head, ebmlWebM) {
			return WebM, nil
		}
		return Matroska, nil
	}
	first, err := isobmff.Read(r, 0, size)
	if err != nil {
		return "", err
	}
	switch first.Type {
	case "ftyp":
		if len(head) >= 12 && string(head[8:12]) == "qt  " {
			return QuickTime, nil
		}
		return MP4, nil
	case "moov", "mdat", "wide", "free", "skip": // older than the box ftyp
		return QuickTime, nil
	}
	return "", fmt.Errorf("a file that begins with %.12q is no clip", head)
}
