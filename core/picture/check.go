package picture

import (
	"context"
	"io"

	"caracal/core"
)

// Check looks at the picture file at path as far as its header, which takes no time and memory to speak of. Its errors are those of [Open]; a picture that it finds nothing wrong with
// may still be damaged further on.
func Check(ctx context.Context, path string) error {
	const op = "check picture"
	f, size, err := openFile(path)
	if err != nil {
		return core.Wrap(op, core.Internal, err)
	}
	defer f.Close()
	section := io.NewSectionReader(contextReaderAt{ctx, f}, 0, size)
	format, err := sniff(section)
	if err != nil {
		return core.Wrap(op, core.PictureBroken, err)
	}
	_, err = format.readHeader(section)
	return core.Wrap(op, core.PictureBroken, err)
}
