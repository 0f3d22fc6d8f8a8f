package stills

import (
	"context"
	"errors"
	"image"
	"image/jpeg"
	"os"

	"caracal/core"
	"caracal/core/filmstrip"
)

// posterBox is the size within which posters are kept on disk, which is that of those that drafts leave behind.
var posterBox = image.Pt(filmstrip.PosterSide, filmstrip.PosterSide)

// NewPosters returns a loader of the posters of clips, named by their ids. poster says where a clip's is, as library.Library's Poster does; it is called on the loader's goroutines.
func NewPosters(poster func(ctx context.Context, id core.JobID, size image.Point) (jpeg string, err error), do func(func())) *Loader {
	return NewLoader(func(ctx context.Context, id string) (image.Image, error) {
		path, err := poster(ctx, core.JobID(id), posterBox)
		if err != nil {
			return nil, err
		}
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		img, err := jpeg.Decode(f)
		if err != nil {
			f.Close()                                     // Windows does not remove an open file
			return nil, errors.Join(err, os.Remove(path)) // so that it is made anew
		}
		return img, nil
	}, do)
}
