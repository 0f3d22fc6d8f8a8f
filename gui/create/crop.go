package create

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"image/png"
	"path/filepath"
	"slices"

	"caracal/core"
	"caracal/core/picture"
	"caracal/core/vision"
	"caracal/gui/words"
)

// cropToFace leaves the largest face in what is sent, as a picture of our own. The person can have the whole one back.
func (p *Page) cropToFace() {
	whole, focus := p.source, p.focus
	if whole == nil || len(p.view().People) < 2 {
		return
	}
	part := whole.around(p.view().People)
	turn := p.startOpening(whole.name)
	p.inbox.Ask(func(ctx context.Context) func() {
		path, err := keepPart(ctx, p.own, whole.path, part)
		var s *source
		if err == nil {
			s, err = openSource(ctx, p.pictures, path)
		}
		return func() {
			if err != nil {
				p.abandonOpening(turn)
				p.host.Say(words.NotCropped())
				return
			}
			s.name, s.folder = whole.name, whole.folder
			if p.finishOpening(turn, s, nil) {
				p.host.OfferUndo(words.Cropped(), func() {
					p.turn++
					p.opening, p.source, p.focus = "", whole, focus
					p.render()
				})
			}
		}
	})
}

// around returns the part of the original around the largest of some of its faces, in pixels.
func (s *source) around(people []vision.Face) image.Rectangle {
	largest := slices.MaxFunc(people, func(a, b vision.Face) int { return a.Rect.Dx() - b.Rect.Dx() })
	part, size := vision.CropAround(s.picture.Image.Rect, largest, s.quality.Faces), s.size()
	scaled := func(p image.Point) image.Point {
		return image.Pt(p.X*s.picture.Width/size.X, p.Y*s.picture.Height/size.Y)
	}
	return image.Rectangle{Min: scaled(part.Min), Max: scaled(part.Max)}
}

// keepPart writes a part of the picture at path to a file in a folder and returns its path. It opens the original again, of which our copy may have few pixels, and
// waits for the disk.
func keepPart(ctx context.Context, folder, path string, part image.Rectangle) (string, error) {
	const op = "crop to a face"
	cropped, err := picture.OpenPart(ctx, path, part)
	if err != nil {
		return "", err
	}
	var file bytes.Buffer
	if err := png.Encode(&file, cropped.Image); err != nil {
		return "", core.Wrap(op, core.Internal, err)
	}
	kept := filepath.Join(folder, fmt.Sprintf("cropped-%x.png", sha256.Sum256(file.Bytes())))
	return kept, keep(op, kept, file.Bytes())
}
