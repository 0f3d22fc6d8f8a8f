package picture

import (
	"image"
	"math"
	"slices"

	"caracal/core"
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
	FaceUnclear Flaw = "face unclear" // half turned away or partly covered
	ManyFaces   Flaw = "many faces"   // nobody knows which one an engine will take

	Cramped Flaw = "cramped" // Draft's camera cannot go far
)

// A Finding is a flaw of a picture.
type Finding struct {
	Flaw Flaw
	Rect image.Rectangle // where in the picture; empty for all of it
}

// The thresholds of Inspect. Pixels are those of the file; brightness goes from 0 to 255.
const (
	// leastSide is the short side of what both engines make, 720p; a smaller picture is enlarged in every frame.
	leastSide = 720
	// leastFace is the width of a face from which on eyes and mouth have pixels enough to be known by: models that tell faces apart are given 112 (ArcFace, CVPR 2019,
	// §3.1), with some of the hair and the neck, which our squares leave out.
	leastFace = 96
	// leastSharpness parts the sharp from the blurred. The sample pictures have 2.5 to 12, and 0.4 to 2 three times enlarged; blurred over 7 of their 512 pixels,
	// which anyone sees, they have 0.09 and less.
	leastSharpness = 0.1
	// leastContrast is the least variance of brightness of a block that is asked whether it is sharp: a standard deviation of 10, below which lies the noise of a
	// sky or a wall.
	leastContrast = 100
	// leastLight is the brightness that a twentieth of the pixels reaches in a picture that is not too dark: a lit face before a black wall covers more than that. By
	// sRGB's curve (IEC 61966-2-1) it is 8 % of the light of white.
	leastLight = 80
	// leastFaceLight is the mean brightness of a face that can be made out: 2 % of the light of white, where any skin under a lamp has more.
	leastFaceLight = 40
	// clearFace is the score of a face with nothing before it. A face that is half turned away or half in the shadow of a hat gets between minScore and this.
	clearFace = 25
	// turnedScore is that of a face that is looked for at angles where one is not expected. Chance was seen to reach 19 there, and true faces have 50 and more.
	turnedScore = 30
	// mostBeyond is the share of a face's square that may lie outside the picture before it is called cut off.
	mostBeyond = 0.08
	// leastDraft is the width of a frame, as a share of the clip's, from which on Draft's camera may move in: at a push of 1.22 times, a pixel of a smaller picture would
	// be seen as a square of 3.7.
	leastDraft = 1.0 / 3
)

// Inspect looks for the flaws of a picture in which faces were found, those that matter most first; Cramped is not among them, because it is a matter of the aspect. It takes as long as Faces where there is a
// face, and five times as long where one has to be looked for in odd places.
func Inspect(p *Picture, faces []Face) []Finding {
	var list []Finding
	add := func(f Flaw, where image.Rectangle) { list = append(list, Finding{f, where}) }

	dark, isDark := darkness(p.Image, faces)
	switch main := people(faces); {
	case len(main) == 0:
		add(missingFace(p.Image))
	case len(main) > 1:
		add(ManyFaces, image.Rectangle{})
	default:
		face := main[0]
		enlarged := float64(p.Width) / float64(p.Image.Rect.Dx())
		switch {
		case float64(face.Rect.Dx())*enlarged < leastFace:
			add(FaceSmall, face.Rect)
		case headIsCut(face.Rect, p.Image.Rect):
			add(FaceCut, face.Rect)
		case face.Score < clearFace && !isDark: // in the dark no face is clear
			add(FaceUnclear, face.Rect)
		}
	}
	if isDark {
		list = append(list, dark)
	}
	if s, ok := sharpness(p.Image); ok && s < leastSharpness {
		add(Blurred, image.Rectangle{})
	}
	if min(p.Width, p.Height) < leastSide {
		add(Small, image.Rectangle{})
	}
	return list
}

// IsCramped reports whether a frame of aspect a in a picture of so many pixels is too small for Draft's camera to go far.
func IsCramped(size image.Point, a core.Aspect) bool {
	width, _ := a.Size()
	return FrameRegion(size, a, core.Point{X: 0.5, Y: 0.5}).W < leastDraft*float64(width)
}

// people returns the faces that a picture is of: the largest, and those that are at least half as wide.
func people(faces []Face) []Face {
	widest := 0
	for _, f := range faces {
		widest = max(widest, f.Rect.Dx())
	}
	return slices.DeleteFunc(slices.Clone(faces), func(f Face) bool { return 2*f.Rect.Dx() < widest })
}

// headIsCut reports whether the picture ends in the forehead or the chin of a face. A face's square begins at the brows; a third of it belongs above.
func headIsCut(face, all image.Rectangle) bool {
	return float64(face.Min.Y-all.Min.Y) < 0.15*float64(face.Dy()) || float64(all.Max.Y-face.Max.Y) < 0.05*float64(face.Dy())
}

// missingFace looks for a face where Faces has found none: beyond the borders, and lying on its side or upside down.
func missingFace(img *image.RGBA) (Flaw, image.Rectangle) {
	if rect, ok := cutFace(img); ok {
		return FaceCut, rect
	}
	pixels, size := grey(img, faceSide)
	for _, turn := range []float64{0.25, 0.5, 0.75} {
		if faces := search(pixels, size, turn, turnedScore, img.Rect); len(faces) > 0 {
			return FaceTurned, faces[0].Rect
		}
	}
	return NoFace, image.Rectangle{}
}

// cutFace finds a face that the picture ends in. Faces are nearly symmetric: with the picture mirrored at its borders, what is left of one becomes whole enough to be found.
func cutFace(img *image.RGBA) (image.Rectangle, bool) {
	pixels, size := grey(img, faceSide*2/3)
	margin := max(size.X, size.Y) / 4 // so that all is faceSide again
	wide, big := mirrored(pixels, size, margin)
	around := margin * img.Rect.Dx() / size.X
	for _, f := range search(wide, big, upright, minScore, img.Rect.Inset(-around)) {
		inside := f.Rect.Intersect(img.Rect)
		seen := float64(inside.Dx()*inside.Dy()) / float64(f.Rect.Dx()*f.Rect.Dy())
		// Less than a third of a face is as likely to be something else.
		if seen < 1-mostBeyond && seen > 1.0/3 {
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

// darkness reports a picture that has no light in it, or whose face has none.
func darkness(img *image.RGBA, faces []Face) (Finding, bool) {
	pixels, size := grey(img, faceSide)
	var counts [256]int
	for _, v := range pixels {
		counts[v]++
	}
	light, above := 255, counts[255]
	for ; light > 0 && 20*above < len(pixels); above += counts[light] {
		light--
	}
	if light < leastLight {
		return Finding{Flaw: Dark}, true
	}
	for _, f := range people(faces) {
		in := image.Rect(
			(f.Rect.Min.X-img.Rect.Min.X)*size.X/img.Rect.Dx(), (f.Rect.Min.Y-img.Rect.Min.Y)*size.Y/img.Rect.Dy(),
			(f.Rect.Max.X-img.Rect.Min.X)*size.X/img.Rect.Dx(), (f.Rect.Max.Y-img.Rect.Min.Y)*size.Y/img.Rect.Dy())
		sum := 0
		for y := in.Min.Y; y < in.Max.Y; y++ {
			for _, v := range pixels[y*size.X+in.Min.X : y*size.X+in.Max.X] {
				sum += int(v)
			}
		}
		if n := in.Dx() * in.Dy(); n > 0 && sum/n < leastFaceLight {
			return Finding{Dark, f.Rect}, true
		}
	}
	return Finding{}, false
}

// sharpSide is the long side of the copy whose sharpness is measured, in pixels: about what a clip shows.
const sharpSide = 1024

// sharpness returns how sharp the sharpest tenth of a picture is, and whether it has anything that could be: a picture that is blurred but for its subject is as it
// should be.
//
// For each block of 16 by 16 pixels it takes the variance of the Laplacian (Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR 2000) and divides
// it by the variance of the brightness, so that contrast does not pass for sharpness.
func sharpness(img *image.RGBA) (float64, bool) {
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
			if contrast := squares/n - sum*sum/n/n; contrast >= leastContrast {
				ratios = append(ratios, (edges/n-edge*edge/n/n)/contrast)
			}
		}
	}
	if len(ratios) == 0 {
		return 0, false
	}
	slices.Sort(ratios)
	return ratios[len(ratios)*9/10], true
}

// Around returns the part of img to crop to for one of its faces: head and shoulders, as near to a square as the picture's borders allow, and no other of the faces where
// that can be had.
func Around(img image.Rectangle, face Face, others []Face) image.Rectangle {
	middle := face.Rect.Min.Add(face.Rect.Max).Div(2)
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
