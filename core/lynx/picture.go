package lynx

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"caracal/core"
	"caracal/core/picture"
)

// maxPicture is far above what a clean copy takes.
const maxPicture = 32 << 20 // bytes

// readPicture returns what is sent for the request: the studio's clean copy as it is, or the framed part of it as a JPEG of its own.
func readPicture(ctx context.Context, r core.Request) ([]byte, error) {
	if !r.Framed {
		return readCopy(r.Picture.Path)
	}
	p, err := picture.Open(ctx, r.Picture.Path)
	if err != nil {
		return nil, err
	}
	frame := picture.Frame(p.Image.Bounds().Size(), r.Aspect, r.Focus)
	var b bytes.Buffer
	if err := picture.Encode(&b, p.Image.SubImage(frame)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func readCopy(path string) ([]byte, error) {
	const op = "read the picture"
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, core.Wrap(op, core.PictureMissing, err)
	case err != nil:
		return nil, core.Wrap(op, core.PictureDenied, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxPicture+1))
	switch {
	case err != nil:
		return nil, core.Wrap(op, core.PictureBroken, err)
	case len(b) == 0:
		return nil, core.Errorf(op, core.PictureEmpty, "the file is empty")
	case len(b) > maxPicture:
		return nil, core.Errorf(op, core.PictureTooLarge, "the file has more than %d bytes", maxPicture)
	}
	return b, nil
}
