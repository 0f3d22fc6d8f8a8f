package picture

import (
	"image"
	"io"
	"strings"

	"github.com/bep/imagemeta"
)

// An orientation says how a stored picture is to be turned, as the EXIF tag of that name does: 1 not at all, 2 left and right changed over, 3 by 180°, 4 top and bottom changed
// over, 5 as 2 and then by 270° clockwise, 6 by 90°, 7 as 2 and then by 90°, 8 by 270°.
type orientation uint16

// orientation reads the tag. A picture without one, or with damaged metadata, stays as it is: that is no reason to refuse it.
func (ft format) orientation(f *io.SectionReader) orientation {
	if ft.transform != nil {
		return ft.transform(f)
	}
	o := orientation(1)
	kind := ft.exif
	if kind == imagemeta.WebP {
		// imagemeta loses its place after a chunk of odd length; it is given the block alone.
		block, ok := webpEXIF(f)
		if !ok {
			return o
		}
		f, kind = block, imagemeta.TIFF
	}
	if kind == 0 {
		return o
	}
	_, _ = imagemeta.Decode(imagemeta.Options{
		R:           io.NewSectionReader(f, 0, f.Size()),
		ImageFormat: kind,
		Sources:     imagemeta.EXIF,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool {
			return t.Tag == "Orientation" && strings.HasPrefix(t.Namespace, "IFD0")
		},
		HandleTag: func(t imagemeta.TagInfo) error {
			if v, ok := t.Value.(uint16); ok && v >= 1 && v <= 8 {
				o = orientation(v)
			}
			return imagemeta.ErrStopWalking
		},
	})
	return o
}

// sideways reports whether turning swaps width and height.
func (o orientation) sideways() bool { return o >= 5 }

// stored returns where a part of the upright picture is in the stored one, which has so many pixels.
func (o orientation) stored(part image.Rectangle, size image.Point) image.Rectangle {
	at := func(p image.Point) image.Point {
		if o.sideways() {
			p = image.Pt(p.Y, p.X)
		}
		if o == 2 || o == 3 || o == 7 || o == 8 {
			p.X = size.X - p.X
		}
		if o == 3 || o == 4 || o == 6 || o == 7 {
			p.Y = size.Y - p.Y
		}
		return p
	}
	return image.Rectangle{Min: at(part.Min), Max: at(part.Max)}.Canon()
}

// upright returns img turned as o says. For 1 that is img itself.
func (o orientation) upright(img *image.RGBA) *image.RGBA {
	if o == 1 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	right, down := 4, img.Stride // a step in the source, in bytes
	// Where the upright picture's first pixel is in the source, and what a step to the right and a step down in it are there.
	walks := [...]struct{ start, x, y int }{
		2: {(w - 1) * right, -right, down},
		3: {(w-1)*right + (h-1)*down, -right, -down},
		4: {(h - 1) * down, right, -down},
		5: {0, down, right},
		6: {(h - 1) * down, -down, right},
		7: {(w-1)*right + (h-1)*down, -down, -right},
		8: {(w - 1) * right, down, -right},
	}
	walk := walks[o]
	if o.sideways() {
		w, h = h, w
	}
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		from := walk.start + y*walk.y
		for to := y * dst.Stride; to < y*dst.Stride+4*w; to, from = to+4, from+walk.x {
			copy(dst.Pix[to:to+4], img.Pix[from:from+4])
		}
	}
	return dst
}
