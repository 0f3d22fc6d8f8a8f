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

// Examine finds out what a picture is about and what is wrong with it, and makes a copy of it whose long side has at most so many pixels. It takes a tenth of a second and more.
func Examine(p *picture.Picture, side int) Examination {
	faces := Faces(p.Image)
	return Examination{Subject: subjectAmong(p.Image, faces), Quality: AssessQuality(p, faces), Small: picture.Thumbnail(p.Image, side)}
}
