package vision

import (
	"image"

	"github.com/muesli/smartcrop"
	"golang.org/x/image/draw"

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
	for _, f := range People(faces, img.Rect) {
		all = all.Union(f.Rect)
	}
	return Subject{Rect: all, IsFace: true}
}

// salientSide is the long side of the copy that is looked at, in pixels.
const salientSide = 192

// salient returns the half of the width and of the height of img where the eye goes. smartcrop finds the best place for a window of a given shape, and makes the window
// as large as it can be: an upright one tells where to look from left to right, and a flat one from top to bottom. It jumps with the window's size, so that the
// mean of a few is better than any.
func salient(img *image.RGBA) image.Rectangle {
	small := picture.Thumbnail(img, salientSide)
	w, h := small.Rect.Dx(), small.Rect.Dy()
	analyzer := smartcrop.NewAnalyzer(resizer{})
	// place returns the middle of the best window of so many pixels; of the picture where there is no best, as in a picture of one colour.
	place := func(w, h int) image.Point {
		best, err := analyzer.FindBestCrop(small, max(1, w), max(1, h))
		if err != nil || best.Empty() {
			best = small.Rect
		}
		return best.Min.Add(best.Max).Div(2)
	}
	tenths := []int{5, 6, 7, 8}
	var sum image.Point
	for _, n := range tenths {
		sum = sum.Add(image.Pt(place(w*n/10, h).X, place(w, h*n/10).Y))
	}
	size := img.Rect.Size()
	middle := image.Pt(sum.X*size.X/(w*len(tenths)), sum.Y*size.Y/(h*len(tenths)))
	half := size.Div(4)
	return image.Rectangle{middle.Sub(half), middle.Add(half)}.Add(img.Rect.Min).Intersect(img.Rect)
}

// resizer scales for smartcrop, whose own asks for a library that nobody keeps.
type resizer struct{}

// Resize returns img so many pixels wide, and high in proportion: smartcrop gives no height.
func (resizer) Resize(img image.Image, width, _ uint) image.Image {
	size := img.Bounds().Size()
	dst := image.NewRGBA(image.Rect(0, 0, int(width), max(1, size.Y*int(width)/size.X)))
	draw.CatmullRom.Scale(dst, dst.Rect, img, img.Bounds(), draw.Src, nil)
	return dst
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
