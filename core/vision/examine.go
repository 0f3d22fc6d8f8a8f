package vision

import (
	"image"

	"caracal/core/picture"
)

// An Examination is what is known of a picture once it has been looked at.
type Examination struct {
	Subject Subject
	Quality Quality
	Small   *image.RGBA // the whole picture, for small views of it, its origin at 0,0
}

// Examine looks what a picture is about and what is wrong with it, and makes a copy of it with a long side of at most side pixels. It takes a tenth of a second and more.
func Examine(p *picture.Picture, side int) Examination {
	faces := Faces(p.Image)
	return Examination{Subject: subjectAmong(p.Image, faces), Quality: Inspect(p, faces), Small: picture.Thumbnail(p.Image, side)}
}
