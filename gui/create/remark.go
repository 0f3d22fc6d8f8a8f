package create

import (
	"image"
	"image/color"
	"slices"

	"caracal/core/vision"
	"caracal/gui/stills"
	"caracal/gui/words"
)

// A remark is the one thing about a picture that matters most to an engine.
type remark struct {
	text string
	tone words.Tone
	at   []image.Rectangle // where in the picture; none for all of it
}

// view returns what of the picture a clip is made of. There is a picture.
func (c choice) view() vision.View {
	if sent, sends := c.parcel(); sends {
		return sent.view()
	}
	return c.source.quality.Framed(c.aspect, c.focusPoint())
}

// remark says what matters most, few pixels aside, of which fewPixels knows. That there is no face at all is said as how many there are, and explained above the button.
func (c choice) remark() remark {
	if c.source == nil {
		return remark{}
	}
	engine, _ := c.info()
	v := c.view()
	for _, f := range v.Flaws {
		if f.Flaw == vision.Small || f.Flaw == vision.NoFace {
			continue
		}
		if text, tone := words.Flaw(f.Flaw, engine, v.Short); text != "" {
			return remark{text: text, tone: tone, at: v.Marks(f.Flaw)}
		}
	}
	text, tone := words.Faces(len(v.People), engine)
	return remark{text: text, tone: tone}
}

// fewPixels says that the picture has few pixels; it is empty where it has enough. Nobody is told so of our own sample.
func (c choice) fewPixels() (string, words.Tone) {
	if c.source == nil || c.source.sample {
		return "", words.Muted
	}
	v := c.view()
	if !slices.ContainsFunc(v.Flaws, func(f vision.Finding) bool { return f.Flaw == vision.Small }) {
		return "", words.Muted
	}
	engine, _ := c.info()
	return words.Flaw(vision.Small, engine, v.Short)
}

// thumb returns the source as px pixels show it, with a frame in a colour around each place that a remark is about.
func (s *source) thumb(r remark, ink color.Color, px image.Point) *image.RGBA {
	whole := s.picture.Image.Rect
	part := stills.Covered(whole, px)
	if len(r.at) > 0 {
		part = reaching(part, r.at, whole)
	}
	return stills.Contain(s.small, whole, part, px, r.at, ink)
}

// reaching returns a part of a whole, moved until all of the places are in it with something around them, and widened where they are too far apart for that.
func reaching(part image.Rectangle, places []image.Rectangle, whole image.Rectangle) image.Rectangle {
	var all image.Rectangle
	for _, at := range places {
		all = all.Union(at)
	}
	all = all.Inset(-min(part.Dx(), part.Dy()) / 10).Intersect(whole)
	span := func(from, to, first, last int) (int, int) {
		switch {
		case last-first >= to-from:
			return first, last
		case first < from:
			return first, first + to - from
		case last > to:
			return last - to + from, last
		}
		return from, to
	}
	part.Min.X, part.Max.X = span(part.Min.X, part.Max.X, all.Min.X, all.Max.X)
	part.Min.Y, part.Max.Y = span(part.Min.Y, part.Max.Y, all.Min.Y, all.Max.Y)
	return part
}
