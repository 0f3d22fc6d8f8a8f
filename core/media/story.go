package media

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"caracal/core"
	"caracal/core/isobmff"
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
		b = append(b, ebmlVoid...)
		b = binary.BigEndian.AppendUint64(b, 1<<56|uint64(size))
	}
	b = binary.BigEndian.AppendUint32(b, size)
	b = append(b, kind...)
	b = append(b, storyID[:]...)
	return append(b, text...)
}

var ebmlVoid = []byte{0xec}

// voidHeader is the size of the element's head in a record.
const voidHeader = 9

// errNoStory is the cause of ReadStory's error for a clip that is whole and has none.
var errNoStory = errors.New("the clip has no story")

// ReadStory returns the story of the clip at path, the newest when it has several. It reads a few kilobytes however large the file is, or a quarter of a megabyte when
// something is odd about its end. Fields that we do not know are left out; favourite and tags that are not what they should be are empty. Errors are *core.Error of
// kind BadClip, also for a clip without a story, or ClipMissing.
func ReadStory(path string) (core.Story, error) {
	f, size, err := openFile(path)
	if err != nil {
		return core.Story{}, core.Wrap("read story", core.BadClip, err)
	}
	defer f.Close()
	s, err := readStory(f, size)
	return s, core.Wrap("read story", core.BadClip, err)
}

// mostStories is how many stories are looked at for one that is whole. One that was cut off by a crash is followed by a whole one before there is a third.
const mostStories = 16

func readStory(r io.ReaderAt, size int64) (core.Story, error) {
	found, err := stories(r, size)
	if len(found) == 0 {
		return core.Story{}, cmp.Or(err, errNoStory)
	}
	var newest error
	for _, b := range slices.Backward(found[max(0, len(found)-mostStories):]) {
		s, err := parseStory(r, b)
		if err == nil {
			return s, nil
		}
		newest = cmp.Or(newest, err)
	}
	return core.Story{}, newest
}

// parseStory reads the story in a box.
func parseStory(r io.ReaderAt, b isobmff.Box) (core.Story, error) {
	if b.Size > int64(storyHeader+maxStory) {
		return core.Story{}, fmt.Errorf("the story has %d bytes", b.Size)
	}
	text := make([]byte, b.Size-int64(storyHeader))
	if _, err := r.ReadAt(text, b.Start+int64(storyHeader)); err != nil {
		return core.Story{}, err
	}
	var s core.Story
	if err := json.Unmarshal(text, &s); err != nil {
		// What a person adds to a clip is worth less than the clip.
		wrong := (*json.UnmarshalTypeError)(nil)
		if !errors.As(err, &wrong) || !strings.Contains(wrong.Field, "favourite") && !strings.Contains(wrong.Field, "tags") {
			return core.Story{}, fmt.Errorf("the story is damaged: %w", err)
		}
	}
	s.Tags = core.CleanTags(s.Tags...)
	return s, nil
}

// stories returns the boxes that hold stories, oldest first. One box leads to the next; where they do not lead to the end of the file, because the last of the film's is
// open, because something follows it that is no box, or because the film is not made of boxes, stories are found from the end. The error is that of the boxes.
func stories(r io.ReaderAt, size int64) (found []isobmff.Box, err error) {
	var last isobmff.Box
	for last, err = range isobmff.Boxes(r, size, isobmff.MaxMovieBoxes) {
		if err == nil && isStory(r, last) {
			found = append(found, last)
		}
	}
	if err == nil && !last.Open {
		return found, nil
	}
	from := max(0, size-2*int64(storyHeader+maxStory))
	if len(found) > 0 {
		from = max(from, found[len(found)-1].End())
	}
	return append(found, lastStories(r, from, size)...), err
}

// lastStories finds the stories between two offsets by their mark.
func lastStories(r io.ReaderAt, from, size int64) (found []isobmff.Box) {
	tail := make([]byte, size-from)
	if _, err := r.ReadAt(tail, from); err != nil {
		return nil
	}
	for at := 0; ; {
		i := bytes.Index(tail[at:], storyID[:])
		if i < 0 {
			return found
		}
		at += i
		b, err := isobmff.Read(r, from+int64(at)-8, size)
		if at >= 8 && err == nil && !b.Open && isStory(r, b) {
			found = append(found, b)
			at = int(b.End() - from)
		} else {
			at++
		}
	}
}

// isStory reports whether the box holds a story.
func isStory(r io.ReaderAt, b isobmff.Box) bool {
	if b.Type != "uuid" || b.Header != 8 || b.Size < int64(storyHeader) {
		return false
	}
	var id [len(storyID)]byte
	_, err := r.ReadAt(id[:], b.Start+b.Header)
	return err == nil && bytes.Equal(id[:], storyID[:])
}

// WriteClean writes the clip src to w without its story. The rest is as it is, byte for byte. Errors are w's, or *core.Error of kind BadClip or ClipMissing.
func WriteClean(w io.Writer, src string) error {
	const op = "copy clip"
	f, size, err := openFile(src)
	if err != nil {
		return core.Wrap(op, core.BadClip, err)
	}
	defer f.Close()
	clean, err := withoutStory(f, size)
	if err != nil {
		return core.Wrap(op, core.BadClip, err)
	}
	_, err = io.Copy(w, clean)
	return err
}

// withoutStory reads the file without its stories. One that something else follows leaves a box of nothing in its place, because an MP4 says where its samples are by
// their distance from the start of the file.
func withoutStory(r io.ReaderAt, size int64) (io.Reader, error) {
	c, err := sniff(r, size)
	if err != nil {
		return nil, err
	}
	found, _ := stories(r, size)
	var parts []io.Reader
	keep := func(from, to int64) { parts = append(parts, io.NewSectionReader(r, from, to-from)) }
	end := size // of the film
	for len(found) > 0 && found[len(found)-1].End() == end {
		end = found[len(found)-1].Start
		if c.ebml() {
			end -= voidHeader
		}
		found = found[:len(found)-1]
	}
	kept := int64(0)
	for _, b := range found {
		keep(kept, b.Start)
		nothing := append(binary.BigEndian.AppendUint32(nil, uint32(b.Size)), "free"...)
		parts = append(parts, bytes.NewReader(nothing), io.LimitReader(zeros{}, b.Size-b.Header))
		kept = b.End()
	}
	keep(kept, max(kept, end))
	return io.MultiReader(parts...), nil
}

// zeros reads as zeros without end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}
