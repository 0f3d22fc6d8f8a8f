package vision

import (
	"image"
	"math"
	"slices"
)

// CropAround returns the part of a picture, in its pixels, to crop to for one of its faces: head and shoulders, as near to a square as the borders of the picture allow, and no other of
// all its faces where that can be had.
func CropAround(picture image.Rectangle, face Face, all []Face) image.Rectangle {
	middle := centre(face.Rect)
	var part image.Rectangle
	// How many faces wide it is: head and shoulders are three, and closer than 1.7 the hair is cut off.
	for _, width := range []float64{3, 2.5, 2, 1.7} {
		half := int(math.Round(width * float64(face.Rect.Dx()) / 2))
		down := half / 3 // the shoulders take more room than the hair
		part = image.Rect(middle.X-half, middle.Y-half+down, middle.X+half, middle.Y+half+down).Intersect(picture)
		if !slices.ContainsFunc(all, func(o Face) bool { return o.Rect != face.Rect && o.Rect.Overlaps(part) }) {
			break
		}
	}
	return part
}
