package media

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
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

// AppendStory writes the story's box to w, which stands at the end of an MP4. What is before it stays as it is, and players skip it. Errors are w's, or *core.Error of
// kind Internal.
func AppendStory(w io.Writer, s core.Story) error {
	text, err := json.Marshal(s)
	if err != nil {
		return core.Wrap("write story", core.Internal, err)
	}
	if len(text) > maxStory {
		return core.Errorf("write story", core.Internal, "the story has %d bytes", len(text))
	}
	b := binary.BigEndian.AppendUint32(nil, uint32(storyHeader+len(text)))
	b = append(b, "uuid"...)
	b = append(b, storyID[:]...)
	_, err = w.Write(append(b, text...))
	return err
}

// errNoStory is the cause of ReadStory's error for a clip that is whole and has none.
var errNoStory = errors.New("the clip has no story")

// ReadStory returns the story of the MP4 at path, the last when it has several. It reads a few kilobytes however large the file is. Fields that we do not know are
// left out. Errors are *core.Error of kind BadClip, also for a clip without a story.
func ReadStory(path string) (core.Story, error) {
	s, err := readStory(path)
	return s, core.Wrap("read story", core.BadClip, err)
}

func readStory(path string) (core.Story, error) {
	f, size, err := openFile(path)
	if err != nil {
		return core.Story{}, err
	}
	defer f.Close()
	var found box
	for b := range boxes(f, size, &err) {
		if isStory(f, b) {
			found = b
		}
	}
	if found.kind == "" {
		if err == nil {
			err = errNoStory
		}
		return core.Story{}, err
	}
	if found.size > int64(storyHeader+maxStory) {
		return core.Story{}, fmt.Errorf("the story has %d bytes", found.size)
	}
	text := make([]byte, found.size-int64(storyHeader))
	if _, err := f.ReadAt(text, found.start+int64(storyHeader)); err != nil {
		return core.Story{}, err
	}
	var s core.Story
	if err := json.Unmarshal(text, &s); err != nil {
		return core.Story{}, fmt.Errorf("the story is damaged: %w", err)
	}
	return s, nil
}

// isStory reports whether the box holds a story.
func isStory(r io.ReaderAt, b box) bool {
	if b.kind != "uuid" || b.header != 8 || b.size < int64(storyHeader) {
		return false
	}
	var id [len(storyID)]byte
	_, err := r.ReadAt(id[:], b.start+b.header)
	return err == nil && bytes.Equal(id[:], storyID[:])
}

// CopyClean writes a copy of the clip src to dst, whole, without the story. The rest is as it was, byte for byte. Errors are *core.Error: BadClip for src, DiskFull,
// FolderMissing or FolderDenied for dst.
func CopyClean(dst, src string) error {
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
	return core.WrapFile(op, core.WriteSharedFile(dst, func(w io.Writer) error {
		_, err := io.Copy(w, clean)
		return err
	}))
}

// withoutStory reads the file without its stories. One that other boxes follow leaves a box of nothing in its place, because an MP4 says where its samples are by
// their distance from the start of the file.
func withoutStory(r io.ReaderAt, size int64) (io.Reader, error) {
	var parts []io.Reader
	var err error
	kept := int64(0)
	for b := range boxes(r, size, &err) {
		if !isStory(r, b) {
			continue
		}
		parts = append(parts, io.NewSectionReader(r, kept, b.start-kept))
		kept = b.start + b.size
		if kept < size {
			nothing := binary.BigEndian.AppendUint32(nil, uint32(b.size))
			nothing = append(nothing, "free"...)
			parts = append(parts, bytes.NewReader(nothing), io.LimitReader(zeros{}, b.size-b.header))
		}
	}
	if err != nil {
		return nil, err
	}
	return io.MultiReader(append(parts, io.NewSectionReader(r, kept, size-kept))...), nil
}

// zeros reads as zeros without end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}
