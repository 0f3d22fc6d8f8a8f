package vision

import (
	"image"
	"math"
	"slices"

	"caracal/core"
	"caracal/core/picture"
)

// A Flaw is something about a picture that a clip of it will suffer from.
type Flaw string

// The flaws of a picture, and those that matter where a face is needed.
const (
	Small   Flaw = "small"   // few pixels
	Blurred Flaw = "blurred" // nothing in it is sharp
	Dark    Flaw = "dark"    // all of it, or the face

	NoFace      Flaw = "no face"      // none that looks towards us: there is none, or it is turned away or covered
	FaceSmall   Flaw = "face small"   // few pixels
	FaceTurned  Flaw = "face turned"  // on its side or upside down
	FaceCut     Flaw = "face cut"     // the picture ends in it
	FrameCut    Flaw = "frame cut"    // the frame ends in it, and the picture does not
	FaceUnclear Flaw = "face unclear" // half turned away or partly covered
	ManyFaces   Flaw = "many faces"   // nobody knows which one an engine will take

	Cramped Flaw = "cramped" // Draft's camera cannot go far
)

// A Finding is a flaw of a picture.
type Finding struct {
	Flaw Flaw
	Rect image.Rectangle // where in the picture; empty for all of it
}

// A Quality is what is known of how good a picture is, whatever part of it a clip is made of.
type Quality struct {
	Faces []Face // that were found in it, best first

	all     image.Rectangle // the picture's
	file    image.Point     // its size in pixels of the file
	missing Finding         // what there is where Faces has found none
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

// Inspect looks at a picture in which faces were found. It takes as long as Faces where there is a face, and five times as long where one has to be looked for in odd
// places.
func Inspect(p *picture.Picture, faces []Face) Quality {
	q := Quality{Faces: faces, all: p.Image.Rect, file: image.Pt(p.Width, p.Height), missing: Finding{Flaw: NoFace}, dark: findDark(p.Image, faces)}
	if len(faces) == 0 {
		q.missing = missingFace(p.Image)
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
	v := View{Part: part, Short: int(math.Round(short)), People: People(q.Faces, part)}
	add := func(f Flaw, where image.Rectangle) { v.Flaws = append(v.Flaws, Finding{f, where}) }

	dark := slices.IndexFunc(q.dark, func(f Finding) bool {
		return f.Rect.Empty() || slices.ContainsFunc(v.People, func(face Face) bool { return face.Rect == f.Rect })
	})
	everyone := People(q.Faces, q.all)
	for _, face := range q.Faces {
		counts := slices.Contains(v.People, face) || slices.Contains(everyone, face) && face.Rect.Overlaps(part)
		if counts && isCut(face.Rect, part) && !isCut(face.Rect, q.all) {
			add(FrameCut, face.Rect)
		}
	}
	switch {
	case len(v.People) == 0 && len(q.Faces) == 0 && (q.missing.Rect.Empty() || centre(q.missing.Rect).In(part)):
		v.Flaws = append(v.Flaws, q.missing)
	case len(v.People) == 0:
		add(NoFace, image.Rectangle{})
	case len(v.People) > 1:
		for _, face := range v.People {
			add(ManyFaces, face.Rect)
		}
	default:
		face := v.People[0]
		switch {
		case q.pixels(face.Rect).X < smallFace:
			add(FaceSmall, face.Rect)
		case isCut(face.Rect, q.all):
			add(FaceCut, face.Rect)
		case face.Score < clearFace && dark < 0: // in the dark no face is clear
			add(FaceUnclear, face.Rect)
		}
	}
	if dark >= 0 {
		v.Flaws = append(v.Flaws, q.dark[dark])
	}
	if q.blurred {
		add(Blurred, image.Rectangle{})
	}
	if size.X < roomy {
		add(Cramped, part)
	}
	if short < smallSide {
		add(Small, image.Rectangle{})
	}
	return v
}

// pixels returns the size of a part of the picture in pixels of the file.
func (q Quality) pixels(part image.Rectangle) core.Point {
	return core.Point{X: float64(part.Dx()*q.file.X) / float64(q.all.Dx()), Y: float64(part.Dy()*q.file.Y) / float64(q.all.Dy())}
}

// People returns the faces of the people that a part of a picture is of: the largest face in it, and those that are at least half as wide. The others pass by.
func People(faces []Face, part image.Rectangle) (people []Face) {
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

// missingFace looks for a face where Faces has found none: beyond the borders, and lying on its side or upside down.
func missingFace(img *image.RGBA) Finding {
	if rect, ok := cutFace(img); ok {
		return Finding{FaceCut, rect}
	}
	pixels, size := grey(img, faceSide)
	for _, turn := range []float64{0.25, 0.5, 0.75} {
		if faces := detectFaces(pixels, size, turn, turnedScore, img.Rect); len(faces) > 0 {
			return Finding{FaceTurned, faces[0].Rect}
		}
	}
	return Finding{Flaw: NoFace}
}

// cutFace finds a face that the picture ends in. Faces are nearly symmetric: with the picture mirrored at its borders, what is left of one becomes whole enough to be found.
func cutFace(img *image.RGBA) (image.Rectangle, bool) {
	pixels, size := grey(img, faceSide*2/3)
	margin := max(size.X, size.Y) / 4 // so that all is faceSide again
	wide, big := mirrored(pixels, size, margin)
	around := margin * img.Rect.Dx() / size.X
	for _, f := range detectFaces(wide, big, upright, minScore, img.Rect.Inset(-around)) {
		inside := f.Rect.Intersect(img.Rect)
		seen := float64(inside.Dx()*inside.Dy()) / float64(f.Rect.Dx()*f.Rect.Dy())
		if seen < 1-cutShare && seen > seenShare {
			return inside, true
		}
	}
	return image.Rectangle{}, false
}

// mirrored returns the pixels with a margin on all sides in which the picture is mirrored, and their size.
func mirrored(pixels []uint8, size image.Point, margin int) ([]uint8, image.Point) {
	fold := func(v, n int) int {
		if v < 0 {
			v = -1 - v
		}
		if v >= n {
			v = 2*n - 1 - v
		}
		return min(max(v, 0), n-1)
	}
	big := size.Add(image.Pt(2*margin, 2*margin))
	wide := make([]uint8, 0, big.X*big.Y)
	for y := range big.Y {
		row := pixels[fold(y-margin, size.Y)*size.X:]
		for x := range big.X {
			wide = append(wide, row[fold(x-margin, size.X)])
		}
	}
	return wide, big
}

// findDark reports a picture that has no light in it, or else those of its faces that have none.
func findDark(img *image.RGBA, faces []Face) (dark []Finding) {
	pixels, size := grey(img, faceSide)
	var counts [256]int
	for _, v := range pixels {
		counts[v]++
	}
	light, above := 255, counts[255]
	for ; light > 0 && float64(above) < litShare*float64(len(pixels)); above += counts[light] {
		light--
	}
	if light < darkBelow {
		return []Finding{{Flaw: Dark}}
	}
	for _, f := range faces {
		in := image.Rect(
			(f.Rect.Min.X-img.Rect.Min.X)*size.X/img.Rect.Dx(), (f.Rect.Min.Y-img.Rect.Min.Y)*size.Y/img.Rect.Dy(),
			(f.Rect.Max.X-img.Rect.Min.X)*size.X/img.Rect.Dx(), (f.Rect.Max.Y-img.Rect.Min.Y)*size.Y/img.Rect.Dy())
		sum := 0
		for y := in.Min.Y; y < in.Max.Y; y++ {
			for _, v := range pixels[y*size.X+in.Min.X : y*size.X+in.Max.X] {
				sum += int(v)
			}
		}
		if n := in.Dx() * in.Dy(); n > 0 && sum/n < darkFaceBelow {
			dark = append(dark, Finding{Dark, f.Rect})
		}
	}
	return dark
}

// sharpSide is the long side of the copy whose sharpness is measured, in pixels: about what a clip shows.
const sharpSide = 1024

// measureSharpness returns how sharp the sharpest part of a picture is, and whether it has anything that could be.
//
// For each block of 16 by 16 pixels it takes the variance of the Laplacian (Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR 2000) and divides
// it by the variance of the brightness, so that contrast does not pass for sharpness.
func measureSharpness(img *image.RGBA) (float64, bool) {
	const block = 16
	pixels, size := grey(img, sharpSide)
	var ratios []float64
	for top := 1; top+block < size.Y; top += block {
		for left := 1; left+block < size.X; left += block {
			var sum, squares, edge, edges float64
			for y := top; y < top+block; y++ {
				for i := y*size.X + left; i < y*size.X+left+block; i++ {
					v := float64(pixels[i])
					l := 4*v - float64(pixels[i-1]) - float64(pixels[i+1]) - float64(pixels[i-size.X]) - float64(pixels[i+size.X])
					sum, squares, edge, edges = sum+v, squares+v*v, edge+l, edges+l*l
				}
			}
			const n = block * block
			if contrast := squares/n - sum*sum/n/n; contrast >= minContrast {
				ratios = append(ratios, (edges/n-edge*edge/n/n)/contrast)
			}
		}
	}
	if len(ratios) == 0 {
		return 0, false
	}
	slices.Sort(ratios)
	return ratios[int(sharpShare*float64(len(ratios)))], true
}

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
