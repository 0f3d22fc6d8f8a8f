package create

import (
	"image"
	"image/color"
	"slices"

	"caracal/core/picture"
	"caracal/gui/film"
	"caracal/gui/words"
)

// A remark is the one thing about a picture that matters most to an engine.
type remark struct {
	text string
	tone words.Tone
	at   []image.Rectangle // where in the picture; none for all of it
}

// view returns what of the picture a clip is made of. There is a picture.
func (c choice) view() picture.View {
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
		if f.Flaw == picture.Small || f.Flaw == picture.NoFace {
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
	if !slices.ContainsFunc(v.Flaws, func(f picture.Finding) bool { return f.Flaw == picture.Small }) {
		return "", words.Muted
	}
	engine, _ := c.info()
	return words.Flaw(picture.Small, engine, v.Short)
}

// thumb returns the source as px pixels show it: all of them, or, where a remark is about places in it, the whole of the picture with a frame in a colour around each.
func (s *source) thumb(r remark, ink color.Color, px image.Point) *image.RGBA {
	if len(r.at) == 0 {
		return film.Cover(s.small, px)
	}
	whole := s.picture.Image.Rect
	return film.Contain(s.small, whole, whole, px, r.at, ink)
}
