package create

import (
	"image"
	"image/color"
	"slices"

	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/words"
)

// A remark is the one thing about a picture that matters most to an engine.
type remark struct {
	text string
	tone words.Tone
	flaw picture.Flaw      // empty where it is none
	at   []image.Rectangle // where in the picture; none for all of it
}

// remark says what matters most, few pixels aside, of which isSmall knows. That there is no face at all is said as how many there are, and explained above the button.
func (s *source) remark(engine core.Info) remark {
	if s == nil {
		return remark{}
	}
	for _, f := range s.flaws {
		if f.Flaw == picture.Small || f.Flaw == picture.NoFace {
			continue
		}
		text, tone := words.Flaw(f.Flaw, engine, 0)
		if text == "" {
			continue
		}
		r := remark{text: text, tone: tone, flaw: f.Flaw}
		switch {
		case f.Flaw == picture.ManyFaces:
			for _, face := range s.found {
				r.at = append(r.at, face.Rect)
			}
		case !f.Rect.Empty():
			r.at = append(r.at, f.Rect)
		}
		return r
	}
	text, tone := words.Faces(len(s.found), engine)
	return remark{text: text, tone: tone}
}

// isSmall reports whether the picture has few pixels. Nobody is told so of our own sample.
func (s *source) isSmall() bool {
	return !s.sample && slices.ContainsFunc(s.flaws, func(f picture.Finding) bool { return f.Flaw == picture.Small })
}

// marked returns the small copy with a frame in a colour around what a remark is about.
func (s *source) marked(r remark, ink color.Color) *image.RGBA {
	if len(r.at) == 0 {
		return s.small
	}
	whole, size := s.size(), s.small.Rect.Size()
	dst := image.NewRGBA(s.small.Rect)
	copy(dst.Pix, s.small.Pix)
	line := max(2, min(size.X, size.Y)/40) // two points or so, as the thumb is shown
	for _, at := range r.at {
		scale := func(p image.Point) image.Point { return image.Pt(p.X*size.X/whole.X, p.Y*size.Y/whole.Y) }
		outer := image.Rectangle{Min: scale(at.Min), Max: scale(at.Max)}.Intersect(dst.Rect)
		for _, side := range []image.Rectangle{
			{outer.Min, image.Pt(outer.Max.X, outer.Min.Y+line)},
			{image.Pt(outer.Min.X, outer.Max.Y-line), outer.Max},
			{outer.Min, image.Pt(outer.Min.X+line, outer.Max.Y)},
			{image.Pt(outer.Max.X-line, outer.Min.Y), outer.Max},
		} {
			draw.Draw(dst, side.Intersect(dst.Rect), image.NewUniform(ink), image.Point{}, draw.Src)
		}
	}
	return dst
}
