package picture

import (
	"image"

	"github.com/muesli/smartcrop"
	"github.com/muesli/smartcrop/nfnt"

	"caracal/core"
)

// A Subject is what a picture is about.
type Subject struct {
	Rect   image.Rectangle // pixels of the picture
	IsFace bool            // one face or more; else the part that draws the eye
}

// FindSubject finds the faces of img, or else the part with the most detail, colour and skin. The largest face counts, with those that are at least half as wide:
// the people that a picture is of, not those who pass by.
func FindSubject(img *image.RGBA) Subject {
	faces := Faces(img)
	if len(faces) == 0 {
		return Subject{Rect: salient(img)}
	}
	widest := 0
	for _, f := range faces {
		widest = max(widest, f.Rect.Dx())
	}
	var all image.Rectangle
	for _, f := range faces {
		if 2*f.Rect.Dx() >= widest {
			all = all.Union(f.Rect)
		}
	}
	return Subject{Rect: all, IsFace: true}
}

// salientSide is the long side of the copy that is looked at, in pixels.
const salientSide = 256

// salient returns a part of img of about half its width and half its height. smartcrop finds the best window of a given shape that is as large as it can be, which
// tells one coordinate; the best upright half and the best flat half cross where the eye goes.
func salient(img *image.RGBA) image.Rectangle {
	small, size := miniature(img, salientSide), img.Rect.Size()
	w, h := small.Rect.Dx(), small.Rect.Dy()
	analyzer := smartcrop.NewAnalyzer(nfnt.NewDefaultResizer())
	upright, err := analyzer.FindBestCrop(small, max(1, w/2), h)
	if err != nil || upright.Empty() {
		upright = small.Rect
	}
	flat, err := analyzer.FindBestCrop(small, w, max(1, h/2))
	if err != nil || flat.Empty() {
		flat = small.Rect
	}
	r := image.Rect(upright.Min.X*size.X/w, flat.Min.Y*size.Y/h, upright.Max.X*size.X/w, flat.Max.Y*size.Y/h)
	return r.Add(img.Rect.Min).Intersect(img.Rect)
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
		face, frame := float64(s.Rect.Dy()), float64(Frame(size, core.Wide, core.Point{X: 0.5, Y: 0.5}).Dy())
		top := float64(s.Rect.Min.Y) - face/3 // of the head: the square begins at the brows
		eyes := float64(s.Rect.Min.Y) + face*2/5
		at.Y = max(at.Y, min(eyes+frame/6, top+frame/2))
	}
	return core.Point{X: clamp(at.X/float64(size.X), 0, 1), Y: clamp(at.Y/float64(size.Y), 0, 1)}
}
