package vision

import (
	"image"
	"math"
	"slices"
)

// Around returns the part of img to crop to for one of its faces: head and shoulders, as near to a square as the picture's borders allow, and no other of the faces where
// that can be had.
func Around(img image.Rectangle, face Face, others []Face) image.Rectangle {
	middle := centre(face.Rect)
	part := image.Rectangle{}
	// Head and shoulders are three faces wide; closer than 1.7 the hair is cut off.
	for _, faces := range []float64{3, 2.5, 2, 1.7} {
		half := int(math.Round(faces * float64(face.Rect.Dx()) / 2))
		down := half / 3 // the shoulders take more room than the hair
		part = image.Rect(middle.X-half, middle.Y-half+down, middle.X+half, middle.Y+half+down).Intersect(img)
		if !slices.ContainsFunc(others, func(o Face) bool { return o.Rect != face.Rect && o.Rect.Overlaps(part) }) {
			break
		}
	}
	return part
}
