package clipfile

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"

	"caracal/core"
)

// storyID marks the box that is Caracal's: an UUID made for it, which no other box has.
var storyID = [16]byte{0xf8, 0x5a, 0x1d, 0x6e, 0x2c, 0x07, 0x4b, 0x93, 0x9d, 0x41, 0x63, 0xca, 0x2a, 0xca, 0x1c, 0x0d}

const (
	storyHeader = 8 + len(storyID) // size, "uuid", storyID
	// maxStory is the largest story, in bytes of JSON. JSON takes at most six bytes for a character, and core.MaxPrompt of them take 120,000.
	maxStory = 128 << 10
)

// AppendStory writes the story to w, which stands at the end of a clip in that container. What is before it stays as it is, and players skip it. Errors are w's, or
// *core.Error of kind Internal.
func AppendStory(w io.Writer, c Container, s core.Story) error {
	text, err := storyText(s)
	if err != nil {
		return err
	}
	_, err = w.Write(storyRecord(c, "uuid", text))
	return err
}

// storyText returns the story as it is kept.
func storyText(s core.Story) ([]byte, error) {
	text, err := json.Marshal(s)
	if err == nil && len(text) > maxStory {
		err = fmt.Errorf("the story has %d bytes", len(text))
	}
	return text, core.Wrap("write story", core.Internal, err)
}

// storyRecord returns what is appended to a clip: a box of the given kind, which in a file of EBML elements is inside of an element that stands for nothing
// (Void, RFC 8794, 11.3.2).
func storyRecord(c Container, kind string, text []byte) []byte {
	size := uint32(storyHeader + len(text))
	var b []byte
	if c.ebml() {
		b = append(b, 0xec)
		b = binary.BigEndian.AppendUint64(b, 1<<56|uint64(size))
	}
	b = binary.BigEndian.AppendUint32(b, size)
	b = append(b, kind...)
	b = append(b, storyID[:]...)
	return append(b, text...)
}

// voidHeader is the size of the head of the element Void: an id of one byte, and a size of eight.
const voidHeader = 9
