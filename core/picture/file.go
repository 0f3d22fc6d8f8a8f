package picture

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"caracal/core"
)

// openFile opens the file at path, which is regular and of a size that we read.
func openFile(path string) (*os.File, int64, error) {
	const op = "open file"
	f, info, err := openRegular(path)
	switch {
	case err != nil:
		return nil, 0, core.Wrap(op, fileKind(err), err)
	case info.Size() == 0:
		err = core.Errorf(op, core.PictureEmpty, "the file is empty")
	case info.Size() > MaxBytes:
		err = core.Errorf(op, core.PictureTooLarge, "the file has %d bytes; the limit is %d", info.Size(), MaxBytes)
	default:
		return f, info.Size(), nil
	}
	f.Close()
	return nil, 0, err
}

// openRegular opens path if it is a regular file. It looks before it opens, because opening a FIFO waits for a writer and opening a device can do
// anything; and it looks again at what it has opened.
func openRegular(path string) (*os.File, fs.FileInfo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil, notRegular(info)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err = f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = notRegular(info)
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

func notRegular(info fs.FileInfo) error {
	what := "a device"
	switch {
	case info.IsDir():
		what = "a folder"
	case info.Mode()&fs.ModeNamedPipe != 0:
		what = "a pipe"
	case info.Mode()&fs.ModeSocket != 0:
		what = "a socket"
	}
	return core.Errorf("look at file", core.PictureNotFile, "this is %s", what)
}

// fileKind is the kind of a failure to get at a file. A path that no file can have names no file.
func fileKind(err error) core.Kind {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return core.PictureDenied
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid),
		errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EINVAL), errors.Is(err, syscall.ENAMETOOLONG):
		return core.PictureMissing
	}
	return core.Internal
}

// A contextReaderAt fails when its context has ended, and with it whatever reads from it.
type contextReaderAt struct {
	ctx context.Context
	io.ReaderAt
}

func (r contextReaderAt) ReadAt(p []byte, off int64) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.ReaderAt.ReadAt(p, off)
}
