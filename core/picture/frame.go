package picture

import (
	"image"
	"math"

	"caracal/core"
)

// A Region is a part of a picture in pixels and fractions of them: pixel 0 reaches from 0 to 1.
type Region struct{ X, Y, W, H float64 }

// FrameRegion returns the largest region of aspect a in a picture of so many pixels, with focus as near its middle as the picture's borders allow. It is exactly of
// that aspect. It panics where a is none of [core.Aspects].
func FrameRegion(size image.Point, a core.Aspect, focus core.Point) Region {
	aw, ah := a.Size()
	w, h := float64(size.X), float64(size.Y)
	r := Region{W: w, H: w * float64(ah) / float64(aw)}
	if r.H > h {
		r.W, r.H = h*float64(aw)/float64(ah), h
	}
	r.X = core.Clamp(focus.X*w-r.W/2, 0, w-r.W)
	r.Y = core.Clamp(focus.Y*h-r.H/2, 0, h-r.H)
	return r
}

// Frame is FrameRegion in whole pixels, never empty, and as near to the aspect as whole pixels come.
func Frame(size image.Point, a core.Aspect, focus core.Point) image.Rectangle {
	r := FrameRegion(size, a, focus)
	w := min(size.X, max(1, int(math.Round(r.W))))
	h := min(size.Y, max(1, int(math.Round(r.H))))
	x := min(int(math.Round(r.X)), size.X-w)
	y := min(int(math.Round(r.Y)), size.Y-h)
	return image.Rect(x, y, x+w, y+h)
}
