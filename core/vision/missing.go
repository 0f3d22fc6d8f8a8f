package vision

import "image"

// missingFace looks for a face in a picture in which Faces has found none: beyond its borders, and lying on its side or upside down. gray is its brightness.
func missingFace(img *image.RGBA, gray *image.Gray) Finding {
	if rect, ok := cutFace(img); ok {
		return Finding{FaceCut, rect}
	}
	for _, angle := range []float64{0.25, 0.5, 0.75} {
		if faces := detectFaces(gray, angle, turnedScore, img.Rect); len(faces) > 0 {
			return Finding{FaceTurned, faces[0].Rect}
		}
	}
	return Finding{Flaw: NoFace}
}

// cutFace finds a face that the picture ends in. Faces are nearly symmetric: with the picture mirrored at its borders, what is left of one becomes whole enough to be found.
func cutFace(img *image.RGBA) (image.Rectangle, bool) {
	gray := luma(img, faceSide*2/3)
	margin := max(gray.Rect.Dx(), gray.Rect.Dy()) / 4 // so that all is faceSide again
	around := margin * img.Rect.Dx() / gray.Rect.Dx()
	for _, f := range detectFaces(mirrored(gray, margin), upright, minScore, img.Rect.Inset(-around)) {
		inside := f.Rect.Intersect(img.Rect)
		seen := float64(inside.Dx()*inside.Dy()) / float64(f.Rect.Dx()*f.Rect.Dy())
		if seen < 1-cutShare && seen > seenShare {
			return inside, true
		}
	}
	return image.Rectangle{}, false
}

// mirrored returns img with a margin of so many pixels on all sides, in which it is mirrored.
func mirrored(img *image.Gray, margin int) *image.Gray {
	fold := func(v, n int) int {
		if v < 0 {
			v = -1 - v
		}
		if v >= n {
			v = 2*n - 1 - v
		}
		return min(max(v, 0), n-1)
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	dst := image.NewGray(image.Rect(0, 0, w+2*margin, h+2*margin))
	for y := range dst.Rect.Dy() {
		from, to := img.Pix[fold(y-margin, h)*img.Stride:], dst.Pix[y*dst.Stride:]
		for x := range dst.Rect.Dx() {
			to[x] = from[fold(x-margin, w)]
		}
	}
	return dst
}
