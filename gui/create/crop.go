package create

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/words"
)

// cropToFace leaves the largest face in the picture, as a picture of our own beside the others in the cache. The person can have the whole one back.
func (p *Page) cropToFace() {
	whole, focus := p.source, p.focus
	if whole == nil || len(whole.quality.Faces) < 2 {
		return
	}
	turn := p.open(whole.name)
	p.inbox.Ask(func(ctx context.Context) func() {
		path, err := keepCropped(p.cache, whole)
		var s *source
		if err == nil {
			s, err = openSource(ctx, p.pictures, path)
		}
		return func() {
			if err != nil {
				p.giveUp(turn)
				p.host.Say(words.NotCropped())
				return
			}
			s.name, s.kept = whole.name, true
			if p.opened(turn, s, nil) {
				p.host.OfferUndo(words.Cropped(), func() {
					p.turn++
					p.opening, p.source, p.focus = "", whole, focus
					p.render()
				})
			}
		}
	})
}

// giveUp ends the wait of a turn with the picture that is there.
func (p *Page) giveUp(turn int) {
	if turn == p.turn {
		p.opening = ""
		p.render()
	}
}

// keepCropped writes the part of a picture around its largest face to a file in the cache folder and returns its path. It waits for the disk.
func keepCropped(cache string, s *source) (string, error) {
	const op = "crop to a face"
	largest := s.quality.Faces[0]
	for _, f := range s.quality.Faces {
		if f.Rect.Dx() > largest.Rect.Dx() {
			largest = f
		}
	}
	img := s.picture.Image
	var file bytes.Buffer
	if err := png.Encode(&file, img.SubImage(picture.Around(img.Rect, largest, s.quality.Faces))); err != nil {
		return "", core.Wrap(op, core.Internal, err)
	}
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return "", core.WrapFile(op, err)
	}
	path := filepath.Join(cache, fmt.Sprintf("cropped-%x.png", sha256.Sum256(file.Bytes())))
	return path, core.WrapFile(op, core.WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(file.Bytes())
		return err
	}))
}
