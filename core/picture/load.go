package picture

import (
	"context"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"runtime/debug"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"caracal/core"
)

// What decoding takes, in bytes, from which on pictures are decoded one at a time, and from which on the memory is given back at once.
const (
	large = 16e6
	huge  = 64e6
)

// oneLarge is held while a large picture is decoded. It belongs to the package because memory belongs to the process: two pictures that fit one after the
// other do not fit side by side.
var oneLarge = make(chan struct{}, 1)

// readHeader reads the header of f and holds it against all limits.
func (ft format) readHeader(f *io.SectionReader) (header, error) {
	h, err := guard(func() (header, error) { return ft.header(f) })
	if err == nil {
		err = h.checkMemory()
	}
	return h, err
}

// load decodes f, cuts out the part that crop chooses of it, and scales that down. It returns that part as it is stored, not yet upright, and the size that it had before it was
// scaled.
func (ft format) load(ctx context.Context, f *io.SectionReader, crop func(all image.Rectangle) image.Rectangle) (img *image.RGBA, full image.Point, err error) {
	h, err := ft.readHeader(f)
	if err != nil {
		return nil, full, err
	}
	if h.memory > large {
		select {
		case oneLarge <- struct{}{}:
		case <-ctx.Done():
			return nil, full, ctx.Err()
		}
		defer func() { <-oneLarge }()
	}
	if h.memory > huge {
		// What was decoded is garbage when decode returns. Left to itself, it lies there while the next picture is decoded: three of 100 megapixels, one after
		// the other, were seen to take 1040 MB, and 417 MB this way.
		defer debug.FreeOSMemory()
	}
	return decode(ctx, f, h, crop)
}

// decode is the part of load that holds the whole picture, which nothing refers to any more when it returns.
func decode(ctx context.Context, f *io.SectionReader, h header, crop func(all image.Rectangle) image.Rectangle) (*image.RGBA, image.Point, error) {
	src, err := guard(func() (image.Image, error) { return h.decode(f) })
	if err != nil {
		return nil, image.Point{}, err
	}
	full := src.Bounds().Size()
	if err := checkSize(full.X, full.Y); err != nil {
		return nil, full, err
	}
	if part := crop(src.Bounds()); part != src.Bounds() {
		whole, ok := src.(interface {
			SubImage(image.Rectangle) image.Image
		})
		if !ok || part.Empty() {
			return nil, full, core.Errorf("crop picture", core.PictureBroken, "%v of %v cannot be had", part, src.Bounds())
		}
		src, full = whole.SubImage(part), part.Size()
	}
	img, err := shrink(ctx, src, CleanSide)
	return img, full, err
}

// guard calls a decoder and gives its failure a kind, even if that is a panic.
func guard[T any](decode func() (T, error)) (v T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = core.Errorf("decode picture", core.PictureBroken, "the decoder panicked: %v", r)
		}
	}()
	v, err = decode()
	if err != nil {
		err = core.Wrap("decode picture", decodeKind(err), err)
	}
	return v, err
}

// decodeKind tells a picture that its decoder cannot read from one that is damaged.
func decodeKind(err error) core.Kind {
	var (
		inJPEG jpeg.UnsupportedError
		inPNG  png.UnsupportedError
		inTIFF tiff.UnsupportedError
	)
	if errors.As(err, &inJPEG) || errors.As(err, &inPNG) || errors.As(err, &inTIFF) || errors.Is(err, bmp.ErrUnsupported) {
		return core.PictureUnknown
	}
	return core.PictureBroken
}
