package create

import (
	"context"
	"image"
	"path/filepath"

	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/picture"
	"caracal/core/vision"
)

// A source is the picture that clips are made from. It is never changed.
type source struct {
	path    string
	name    string // as people read it
	folder  string // of the person, that it comes from; empty for none
	sample  bool   // it is ours
	picture *picture.Picture
	small   *image.RGBA // the whole picture, for small views of it
	kept    bool        // it is the studio's own copy, which is sent as it is
	quality vision.Quality
	subject vision.Subject
}

// smallSide is the long side of a source's small copy in pixels: enough for the framing strip on a dense screen.
const smallSide = 512

// openSource opens the picture at path and examines it. It takes a tenth of a second and more.
func openSource(ctx context.Context, pictures PictureOpener, path string) (*source, error) {
	opened, err := pictures.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	found := vision.Examine(opened, smallSide)
	return &source{path: path, name: opened.Name, folder: filepath.Dir(path), picture: opened, small: found.Small, quality: found.Quality, subject: found.Subject}, nil
}

// size returns the size of the source's decoded picture in pixels.
func (s *source) size() image.Point { return s.picture.Image.Rect.Size() }

// framed returns what an aspect shows of the source, at the given size in pixels.
func (s *source) framed(a core.Aspect, focus core.Point, px image.Point) *image.RGBA {
	dst := image.NewRGBA(image.Rectangle{Max: px})
	draw.BiLinear.Scale(dst, dst.Rect, s.small, picture.Frame(s.small.Rect.Size(), a, focus), draw.Src, nil)
	return dst
}

// openNamed opens a picture in a folder of ours, which does not go by its file's name.
func openNamed(ctx context.Context, pictures PictureOpener, path, name string) (*source, error) {
	s, err := openSource(ctx, pictures, path)
	if err == nil {
		s.name, s.folder = name, ""
	}
	return s, err
}
