package folder

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// sameFiles reports whether two files are the same, byte for byte.
func sameFiles(ctx context.Context, a, b string) (bool, error) {
	f, err := os.Open(a)
	if err != nil {
		return false, err
	}
	defer f.Close()
	return sameFile(ctx, f, b)
}

// sameFile is sameFiles for one that is open, which is at its beginning afterwards.
func sameFile(ctx context.Context, a *os.File, path string) (bool, error) {
	b, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer b.Close()
	for _, f := range []*os.File{a, b} {
		if info, err := f.Stat(); err != nil || info.IsDir() {
			return false, err
		}
	}
	defer a.Seek(0, io.SeekStart)
	const chunk = 256 << 10
	bufA, bufB := make([]byte, chunk), make([]byte, chunk)
	for {
		n, errA := io.ReadFull(stoppable{ctx, a}, bufA)
		m, errB := io.ReadFull(b, bufB)
		ended := errors.Is(errA, io.EOF) || errors.Is(errA, io.ErrUnexpectedEOF)
		switch {
		case errA != nil && !ended:
			return false, errA
		case n != m || !bytes.Equal(bufA[:n], bufB[:m]):
			return false, nil
		case ended || errB != nil:
			return ended && errB != nil, nil
		}
	}
}

// sameInode reports whether two paths lead to the same file or folder.
func sameInode(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// within reports whether path is dir or lies in it.
func within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && (rel == "." || !strings.HasPrefix(rel, ".."+string(filepath.Separator)) && rel != "..")
}

// A stoppable reader ends with its context.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s stoppable) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(b)
}
