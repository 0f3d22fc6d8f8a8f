package clipfile

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"caracal/core"
	"caracal/core/isobmff"
)

// errNoStory is the cause of ReadStory's error for a clip that is whole and has none.
var errNoStory = errors.New("the clip has no story")

// ReadStory returns the story of the clip at path, the newest when it has several. It reads a few kilobytes however large the file is, or a quarter of a megabyte when
// something is odd about its end. Fields that we do not know are left out; favourite and tags that are not what they should be are empty. Errors are *core.Error of
// kind BadClip, also for a clip without a story, or ClipMissing.
func ReadStory(path string) (core.Story, error) {
	f, size, err := Open(path)
	if err != nil {
		return core.Story{}, err
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
