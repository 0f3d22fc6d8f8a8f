package clipfile

import (
	"bytes"
	"encoding/binary"
	"io"

	"caracal/core"
)

// WriteClean writes the clip src to w without its story. The rest is as it is, byte for byte. Errors are w's, or *core.Error of kind BadClip or ClipMissing.
func WriteClean(w io.Writer, src string) error {
	f, size, err := Open(src)
	if err != nil {
		return err
	}
	defer f.Close()
	clean, err := withoutStory(f, size)
	if err != nil {
		return core.Wrap("copy clip", core.BadClip, err)
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
	end := storyEnd(r, found, size, c) // of the film, when the stories are off
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
