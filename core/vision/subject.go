package vision

import (
	"image"

	"caracal/core"
	"caracal/core/picture"
)

// A Subject is what a picture is about.
type Subject struct {
	Rect   image.Rectangle // pixels of the picture
	IsFace bool            // one face or more; else the part that draws the eye
}

// FindSubject finds the faces of the people that img is of, or else the part with the most detail, colour and skin.
func FindSubject(img *image.RGBA) Subject { return subjectAmong(img, Faces(img)) }

// subjectAmong is FindSubject where the faces of img have been found already.
func subjectAmong(img *image.RGBA, faces []Face) Subject {
	if len(faces) == 0 {
		return Subject{Rect: salient(img)}
	}
	var all image.Rectangle
	for _, f := range peopleIn(faces, img.Rect) {
		all = all.Union(f.Rect)
	}
	return Subject{Rect: all, IsFace: true}
}

// Focus returns the point that framing keeps in the middle. size is that of the picture which s was found in, in pixels.
//
// For a face it lies below: in the flattest frame, a Wide one, the eyes come to the upper third, as photographers have them, unless the face is so large that its
// forehead would be cut off.
func (s Subject) Focus(size image.Point) core.Point {
	at := core.Point{
		X: float64(s.Rect.Min.X+s.Rect.Max.X) / 2,
		Y: float64(s.Rect.Min.Y+s.Rect.Max.Y) / 2,
	}
	if s.IsFace {
		face, frame := float64(s.Rect.Dy()), float64(picture.Frame(size, core.Wide, core.Point{X: 0.5, Y: 0.5}).Dy())
		top := float64(s.Rect.Min.Y) - face/3 // of the head: the square begins at the brows
		eyes := float64(s.Rect.Min.Y) + face*2/5
		at.Y = max(at.Y, min(eyes+frame/6, top+frame/2))
	}
	return core.Point{X: core.Clamp(at.X/float64(size.X), 0, 1), Y: core.Clamp(at.Y/float64(size.Y), 0, 1)}
}
