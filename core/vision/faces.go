package vision

import (
	"cmp"
	"image"
	"math"
	"slices"
	"sync"

	pigo "github.com/esimov/pigo/core"

	"caracal/resources"
)

// A Face is where a face seems to be.
type Face struct {
	Rect  image.Rectangle // pixels; a square from the brows to the chin, about
	Score float32         // how sure the detector is, from minScore up; a clear frontal face has 40 and more
}

const (
	// faceSide is the long side of the copy that faces are looked for in, in pixels.
	faceSide = 512
	// coarseFace is the first size at which pigo looks at every third pixel instead of every second.
	coarseFace = 30
)

// Faces finds the faces in img that look towards us, more or less upright, best first. It looks at a copy of at most faceSide pixels, and so takes the same
// time for every picture.
func Faces(img *image.RGBA) []Face {
	return detectFaces(luma(img, faceSide), upright, minScore, img.Rect)
}

// upright is the angle of a face whose chin is below, in turns clockwise.
const upright = 0.0

// detectFaces finds the faces in the brightness of a picture that are turned by an angle and have at least a score, best first. shown is the part of the picture that gray shows; a
// face is where it is in the picture.
func detectFaces(gray *image.Gray, angle float64, least float32, shown image.Rectangle) (faces []Face) {
	scale := float64(shown.Dx()) / float64(gray.Rect.Dx())
	at := func(v int) int { return int(math.Round(float64(v) * scale)) }
	for _, d := range runCascade(gray, angle) {
		if d.Q < least {
			continue
		}
		rect := image.Rect(at(d.Col-d.Scale/2), at(d.Row-d.Scale/2), at(d.Col+d.Scale/2), at(d.Row+d.Scale/2))
		faces = append(faces, Face{rect.Add(shown.Min).Intersect(shown), d.Q})
	}
	slices.SortFunc(faces, func(a, b Face) int { return cmp.Compare(b.Score, a.Score) })
	return faces
}

// runCascade returns what pigo takes for faces that are turned by an angle, of all sizes from minFace up. Windows that overlap are one detection: their mean, whose
// score is the sum of theirs.
func runCascade(gray *image.Gray, angle float64) []pigo.Detection {
	size := gray.Rect.Size()
	// pigo reads no further than half a window, rounded up, from where it looks.
	if min(size.X, size.Y) < minFace+4 {
		return nil
	}
	// Unpacking the cascade takes less than a millisecond, so it need not be kept.
	detector, err := pigo.NewPigo().Unpack(resources.FaceCascade())
	if err != nil {
		return nil
	}
	look := func(from, to int) []pigo.Detection {
		return detector.RunCascade(pigo.CascadeParams{
			MinSize:     from,
			MaxSize:     to,
			ShiftFactor: 0.1,
			ScaleFactor: 1.1,
			ImageParams: pigo.ImageParams{Pixels: gray.Pix, Rows: size.Y, Cols: size.X, Dim: gray.Stride},
		}, angle)
	}
	// The few smallest sizes take as long as all others, so they have a goroutine of their own.
	var small []pigo.Detection
	var wg sync.WaitGroup
	wg.Go(func() { small = look(minFace, coarseFace-1) })
	found := look(coarseFace, min(size.X, size.Y))
	wg.Wait()
	const overlap = 0.2 // intersection over union
	return detector.ClusterDetections(append(found, small...), overlap)
}
