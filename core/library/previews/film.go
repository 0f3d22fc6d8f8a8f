package previews

import (
	"os"

	"caracal/core"
	"caracal/core/clipfile"
)

// asItIs returns a clip with the size and time that its file has now, by which its previews are named: another program may have written to it since it was indexed. The error is one of
// kind BadClip when the file is gone, or is another clip, because names were swapped: a scan finds out where the clip is.
func asItIs(c core.Clip) (core.Clip, error) {
	const op = "look at clip"
	if isAsItWas(c) {
		return c, nil
	}
	info, err := os.Stat(c.Path)
	if err != nil {
		return c, core.Wrap(op, core.BadClip, err)
	}
	story, err := clipfile.ReadStory(c.Path)
	if err != nil {
		return c, err
	}
	if story.ID != c.Story.ID {
		return c, core.Errorf(op, core.BadClip, "another clip is in its place")
	}
	c.Bytes, c.Modified = info.Size(), info.ModTime()
	return c, nil
}

// isAsItWas reports whether the file of a clip still has the size and time that the clip has.
func isAsItWas(c core.Clip) bool {
	info, err := os.Stat(c.Path)
	return err == nil && info.Size() == c.Bytes && info.ModTime().UnixMicro() == c.Modified.UnixMicro()
}
