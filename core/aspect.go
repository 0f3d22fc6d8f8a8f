package core

import "fmt"

// An Aspect is the shape of a clip, written width to height as people write it.
type Aspect string

// The three shapes that both engines make.
const (
	Wide   Aspect = "16:9"
	Tall   Aspect = "9:16"
	Square Aspect = "1:1"
)

// Aspects returns every aspect, in the order in which a person is offered them.
func Aspects() []Aspect { return []Aspect{Wide, Tall, Square} }

// ParseAspect returns the aspect that s names. The error has kind [BadAspect].
func ParseAspect(s string) (Aspect, error) {
	for _, a := range Aspects() {
		if s == string(a) {
			return a, nil
		}
	}
	return "", Errorf("parse aspect", BadAspect, "%q is not one of 16:9, 9:16 and 1:1", s)
}

// Size returns the pixels of a clip of this aspect as Draft makes it. It panics for a value that is not one of [Aspects].
func (a Aspect) Size() (width, height int) {
	switch a {
	case Wide:
		return 1280, 720
	case Tall:
		return 720, 1280
	case Square:
		return 960, 960
	}
	panic(fmt.Sprintf("core: no size for aspect %q", string(a)))
}

// Nearest returns the aspect whose shape is closest to width by height pixels, by the ratio of the ratios.
func Nearest(width, height int) Aspect {
	best, least := Square, 0.0
	for _, a := range Aspects() {
		w, h := a.Size()
		r := float64(width) * float64(h) / (float64(height) * float64(w))
		if r < 1 {
			r = 1 / r
		}
		if least == 0 || r < least {
			best, least = a, r
		}
	}
	return best
}
