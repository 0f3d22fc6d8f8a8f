package vision

import (
	"image"
	"slices"
)

// peopleIn returns the faces of the people that a part of a picture is of: the largest face in it, and those that are at least half as wide. The others pass by. A face is in the
// part where its middle is.
func peopleIn(faces []Face, part image.Rectangle) (people []Face) {
	widest := 0
	for _, f := range faces {
		if centre(f.Rect).In(part) {
			people = append(people, f)
			widest = max(widest, f.Rect.Dx())
		}
	}
	return slices.DeleteFunc(people, func(f Face) bool { return float64(f.Rect.Dx()) < personShare*float64(widest) })
}

func centre(r image.Rectangle) image.Point { return r.Min.Add(r.Max).Div(2) }

// isCut reports whether a part of a picture ends in a face, or in the forehead or the chin of one.
func isCut(face, part image.Rectangle) bool {
	w, h := float64(face.Dx()), float64(face.Dy())
	return float64(face.Min.Y-part.Min.Y) < foreheadShare*h || float64(part.Max.Y-face.Max.Y) < chinShare*h ||
		float64(part.Min.X-face.Min.X) > cutShare*w || float64(face.Max.X-part.Max.X) > cutShare*w
}
