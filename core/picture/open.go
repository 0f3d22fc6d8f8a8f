package picture

import (
	"context"
	"image"
	"io"
	"path/filepath"

	"caracal/core"
)

// What a picture may measure. The header is held against these before anything is decoded.
const (
	MaxBytes  = 100 << 20 // of the file
	MaxPixels = 100e6
	MaxSide   = 20_000 // pixels
	MinSide   = 64     // pixels
	CleanSide = 2048   // pixels; what the long side is scaled down to
)

// A Picture is a picture file, opened.
type Picture struct {
	Image  *image.RGBA // sRGB, upright and opaque, its long side at most CleanSide pixels, its rows without gaps, its origin at 0,0
	Width  int         // pixels of the original, upright
	Height int         // pixels of the original, upright
	Bytes  int64       // of the file
	Format string      // as people write it: "JPEG", "WebP"
	Name   string      // the file's base name
}

// Open reads the picture file at path: JPEG, PNG, WebP, HEIC, AVIF, BMP, TIFF or the first frame of a GIF, by content. It reads nothing but regular files, so that it
// cannot wait for ever. Where ctx ends, its error is returned within one read of the file or one row of pixels.
func Open(ctx context.Context, path string) (*Picture, error) {
	return OpenPart(ctx, path, image.Rectangle{})
}

// OpenPart is Open for a part of the picture, given in pixels of the original, upright, of which it keeps as many as there are up to CleanSide. Nothing is known of the
// rest: Width and Height are those of the part. An empty part is all of the picture, and what reaches beyond its borders is left out.
func OpenPart(ctx context.Context, path string, part image.Rectangle) (*Picture, error) {
	const op = "open picture"
	f, size, err := openFile(path)
	if err != nil {
		return nil, core.Wrap(op, core.Internal, err)
	}
	defer f.Close()
	p, err := read(ctx, f, size, part)
	if err != nil {
		return nil, core.Wrap(op, core.PictureBroken, err)
	}
	p.Name = filepath.Base(path)
	return p, nil
}

// read reads the picture, or the part of it, in the first size bytes of r, as OpenPart has it. It makes everything of a Picture but its Name.
func read(ctx context.Context, r io.ReaderAt, size int64, part image.Rectangle) (*Picture, error) {
	f := io.NewSectionReader(contextReaderAt{ctx, r}, 0, size)
	format, err := sniff(f)
	if err != nil {
		return nil, err
	}
	img, full, err := format.load(ctx, f, func(all image.Rectangle) image.Rectangle {
		if part.Empty() {
			return all
		}
		return format.orientation(f).stored(part, all.Size()).Add(all.Min).Intersect(all)
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	if p, ok := format.colours(f); ok && p.Changes() {
		p.Apply(img)
	}
	o := format.orientation(f)
	if o.sideways() {
		full.X, full.Y = full.Y, full.X
	}
	return &Picture{Image: o.upright(img), Width: full.X, Height: full.Y, Bytes: size, Format: format.name}, nil
}
