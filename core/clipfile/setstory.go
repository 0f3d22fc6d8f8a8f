package clipfile

import (
	"bytes"
	"errors"
	"io"
	"math"
	"os"

	"caracal/core"
	"caracal/core/isobmff"
)

// maxStale is how many bytes of older stories may lie in a clip before it is written anew without them: more than a hundred changes leave.
const maxStale = 64 << 10

// SetStory gives the clip at path another story. The bytes of the film are not touched. Whenever it is cut off, by a crash or by a power cut, the file holds the old story or
// the new one, whole: the new one is put behind the old as a box that stands for nothing, flushed, and then made a story by four bytes. What the file holds in the end
// is read back. Whoever reads the clip meanwhile may go on. Two calls for one file must not run at once. Errors are *core.Error: BadClip for a file that is no clip,
// FolderDenied for one that cannot be written, FolderMissing, DiskFull or Internal; the old story is there then.
func SetStory(path string, s core.Story) error {
	const op = "write story"
	text, err := storyText(s)
	if err != nil {
		return err
	}
	err = addStory(path, text, maxStale)
	if errors.Is(err, errStale) {
		if rewrite(path, text) == nil {
			return nil
		}
		err = addStory(path, text, math.MaxInt) // rather a large file than none of what the person wants
	}
	return core.WrapFile(op, err)
}

// errStale says that more than enough of older stories lie in a clip.
var errStale = errors.New("the clip holds too many stories")

// addStory puts the story into the clip behind those that it has, unless they are more bytes than most. Errors are *core.Error of kind BadClip, errStale or the file system's.
func addStory(path string, text []byte, most int) error {
	f, err := core.OpenForWriting(path)
	if err != nil {
		return err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return err
	}
	size := st.Size()
	c, err := sniff(f, size)
	if err != nil {
		return core.Wrap("write story", core.BadClip, err)
	}
	old, _ := stories(f, size)
	stale := 0
	for _, b := range old {
		stale += int(b.Size)
	}
	if stale > most {
		return errStale
	}
	return appendStory(f, storyEnd(f, old, size, c), c, text)
}

// storyEnd returns where the next story goes: to the end of the file, or behind the last story when only the beginning of a record that never became one follows it.
func storyEnd(r io.ReaderAt, old []isobmff.Box, size int64, c Container) int64 {
	if len(old) == 0 {
		return size
	}
	end := old[len(old)-1].End()
	record, whole := storyRecord(c, "free", nil), storyRecord(c, "uuid", nil)
	left := make([]byte, min(size-end, int64(len(record))))
	if _, err := r.ReadAt(left, end); err != nil {
		return size
	}
	box := len(record) - storyHeader
	for i, b := range left {
		sized := 0 < i && i < box || box <= i && i < box+4
		if b != record[i] && b != whole[i] && b != 0 && !sized { // zero where a power cut came before the bytes
			return size // somebody else's
		}
	}
	return end
}

// appendStory puts the story into the file, from the offset on, as SetStory says.
func appendStory(f *os.File, at int64, c Container, text []byte) (err error) {
	record := storyRecord(c, "free", text)
	defer func() {
		if err != nil {
			_ = f.Truncate(at) // a disk that is full has room for less
		}
	}()
	if err := f.Truncate(at); err != nil {
		return err
	}
	if _, err := f.WriteAt(record, at); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	start := at + int64(len(record)-storyHeader-len(text))
	if _, err := f.WriteAt([]byte("uuid"), start+4); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return checkStory(f, text)
}

// checkStory returns an error unless the newest story in the file is this one.
func checkStory(f *os.File, text []byte) error {
	st, err := f.Stat()
	if err != nil {
		return err
	}
	found, _ := stories(f, st.Size())
	if len(found) == 0 {
		return errors.New("what was written is not there")
	}
	last := found[len(found)-1]
	got := make([]byte, last.Size-int64(storyHeader))
	if _, err := f.ReadAt(got, last.Start+int64(storyHeader)); err != nil {
		return err
	}
	if !bytes.Equal(got, text) {
		return errors.New("what was written is not what is there")
	}
	return nil
}

// rewrite replaces the file by one that has this story only. Nothing of ours has it open then, because Windows would not replace it.
func rewrite(path string, text []byte) error {
	st, err := os.Stat(path)
	if err != nil {
		return err
	}
	c, err := Sniff(path)
	if err != nil {
		return err
	}
	err = core.WriteSharedFile(path, func(w io.Writer) error {
		if err := WriteClean(w, path); err != nil {
			return err
		}
		_, err := w.Write(storyRecord(c, "uuid", text))
		return err
	})
	if err != nil {
		return err
	}
	return os.Chmod(path, st.Mode().Perm())
}
