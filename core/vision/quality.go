package vision

import (
	"image"
	"math"
	"slices"

	"caracal/core"
	"caracal/core/picture"
)

// A Quality is what is known of how good a picture is, whatever part of it a clip is made of.
type Quality struct {
	Faces []Face // that were found in it, best first

	all     image.Rectangle // the picture's
	file    image.Point     // its size in pixels of the file
	missing Finding         // what there is instead where there are no Faces
	dark    []Finding       // all of it, or some of the faces
	blurred bool
}

// A View is the part of a picture that a clip is made of.
type View struct {
	Part   image.Rectangle // pixels of the picture
	Short  int             // pixels of the file on its short side
	People []Face          // the faces that it is of
	Flaws  []Finding       // those that matter most first
}

// Marks returns where in the picture a flaw is; none for all of it.
func (v View) Marks(of Flaw) (at []image.Rectangle) {
	for _, f := range v.Flaws {
		if f.Flaw == of && !f.Rect.Empty() {
			at = append(at, f.Rect)
		}
	}
	return at
}

// AssessQuality looks at a picture in which these faces were found. It takes as long as Faces where there is a face, and five times as long where one has to be looked for in odd
// places.
func AssessQuality(p *picture.Picture, faces []Face) Quality {
	gray := luma(p.Image, faceSide)
	q := Quality{Faces: faces, all: p.Image.Rect, file: image.Pt(p.Width, p.Height), dark: findDark(gray, p.Image.Rect, faces)}
	if len(faces) == 0 {
		q.missing = missingFace(p.Image, gray)
	}
	s, ok := measureSharpness(p.Image)
	q.blurred = ok && s < blurredBelow
	return q
}

// Whole is the view of a clip that is made of the whole picture. It is quick, as Framed is.
func (q Quality) Whole() View { return q.view(q.all, 0) }

// Framed is the view of a clip that is made of the frame of an aspect around a point of the picture. Cramped may be among its flaws.
func (q Quality) Framed(a core.Aspect, focus core.Point) View {
	width, _ := a.Size()
	return q.view(picture.Frame(q.all.Size(), a, focus), crampedShare*float64(width))
}

// view finds out what is wrong with a part of the picture, which is cramped when it has less than roomy pixels of the file in a row.
func (q Quality) view(part image.Rectangle, roomy float64) View {
	size := q.pixels(part)
	short := min(size.X, size.Y)
	v := View{Part: part, Short: int(math.Round(short)), People: peopleIn(q.Faces, part)}
	dark := q.darkAmong(v.People)
	v.Flaws = append(q.frameCuts(v), q.faceFlaws(v, len(dark) > 0)...)
	v.Flaws = append(v.Flaws, dark...)
	if q.blurred {
		v.Flaws = append(v.Flaws, Finding{Flaw: Blurred})
	}
	if size.X < roomy {
		v.Flaws = append(v.Flaws, Finding{Cramped, part})
	}
	if short < smallSide {
		v.Flaws = append(v.Flaws, Finding{Flaw: Small})
	}
	return v
}

// darkAmong returns that all of the picture is dark, or else the first of its dark faces that is one of people's; at most one finding.
func (q Quality) darkAmong(people []Face) []Finding {
	for i, f := range q.dark {
		if f.Rect.Empty() || slices.ContainsFunc(people, func(face Face) bool { return face.Rect == f.Rect }) {
			return q.dark[i : i+1]
		}
	}
	return nil
}

// frameCuts returns the faces that are cut by the view and not by the picture: those of its people, and of people of the whole picture who are partly in it.
func (q Quality) frameCuts(v View) (cuts []Finding) {
	everyone := peopleIn(q.Faces, q.all)
	for _, face := range q.Faces {
		counts := slices.Contains(v.People, face) || slices.Contains(everyone, face) && face.Rect.Overlaps(v.Part)
		if counts && isCut(face.Rect, v.Part) && !isCut(face.Rect, q.all) {
			cuts = append(cuts, Finding{FrameCut, face.Rect})
		}
	}
	return cuts
}

// faceFlaws returns what keeps the view from having the one clear face that some engines need.
func (q Quality) faceFlaws(v View, dark bool) (flaws []Finding) {
	switch people := v.People; {
	case len(people) == 0 && len(q.Faces) == 0 && (q.missing.Rect.Empty() || centre(q.missing.Rect).In(v.Part)):
		return []Finding{q.missing}
	case len(people) == 0:
		return []Finding{{Flaw: NoFace}}
	case len(people) > 1:
		for _, face := range people {
			flaws = append(flaws, Finding{ManyFaces, face.Rect})
		}
		return flaws
	}
	face := v.People[0]
	switch {
	case q.pixels(face.Rect).X < smallFace:
		return []Finding{{FaceSmall, face.Rect}}
	case isCut(face.Rect, q.all):
		return []Finding{{FaceCut, face.Rect}}
	case face.Score < clearScore && !dark: // in the dark no face is clear
		return []Finding{{FaceUnclear, face.Rect}}
	}
	return nil
}

// pixels returns the size of a part of the picture in pixels of the file.
func (q Quality) pixels(part image.Rectangle) core.Point {
	return core.Point{X: float64(part.Dx()*q.file.X) / float64(q.all.Dx()), Y: float64(part.Dy()*q.file.Y) / float64(q.all.Dy())}
}
