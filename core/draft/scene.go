package draft

import (
	"image"
	"math"
	"sync"

	"caracal/core"
	"caracal/core/draft/plan"
	"caracal/core/picture"
	"caracal/core/vision"
	"caracal/core/yuv"
)

// Every clip of Draft has so many frames at so many a second: exactly 5 seconds.
const (
	Frames = 120
	FPS    = 24
)

// A Scene is one clip before it is filmed: a picture, framed, with a camera that knows its way. It may be rendered by many goroutines at once.
type Scene struct {
	size     image.Point
	path     path
	negative *negative
	lens     *lens
	scratch  sync.Pool // of *image.YCbCr, for RenderRGBA
}

// NewScene returns the scene of a clip with frames of the given size in pixels, which need not be the aspect's own: a preview takes a small one. The frame is
// [picture.FrameRegion] of the picture, the aspect and the focus; s is in pixels of img. It keeps nothing of img. It works for 10 to 100 ms, on all cores.
func NewScene(img *image.RGBA, s vision.Subject, a core.Aspect, focus core.Point, p plan.Plan, size image.Point) *Scene {
	r := picture.FrameRegion(img.Rect.Size(), a, focus)
	frame := box{r.X, r.Y, r.W, r.H}
	rect := s.Rect.Sub(img.Rect.Min)
	subject := box{
		(float64(rect.Min.X) - frame.x) / frame.w, (float64(rect.Min.Y) - frame.y) / frame.h,
		float64(rect.Dx()) / frame.w, float64(rect.Dy()) / frame.h,
	}
	path := newPath(p, frame.w/frame.h, subject, s.IsFace)
	least, most := path.span()
	return &Scene{
		size:     size,
		path:     path,
		negative: newNegative(img, frame, size, least, most, p.Look),
		lens:     newLens(p.Look, size),
	}
}

// Size returns the size of the scene's frames in pixels.
func (s *Scene) Size() image.Point { return s.size }

// Frame returns an image that Render can draw on.
func (s *Scene) Frame() *image.YCbCr {
	return image.NewYCbCr(image.Rectangle{Max: s.size}, image.YCbCrSubsampleRatio420)
}

// Render draws the frame at time t, from 0 at the clip's first frame to 1 at its last, in BT.709 limited range. dst must be 4:2:0 and of the scene's size.
func (s *Scene) Render(dst *image.YCbCr, t float64) {
	t = core.Clamp(t, 0, 1)
	expose(dst, s.negative, newMesh(s.path.at(t), s.size, s.negative), hasVectors())
	s.lens.lay(dst, int(math.Round(t*(Frames-1))))
}

// RenderRGBA draws the same frame for a screen. dst must be of the scene's size; it becomes opaque.
func (s *Scene) RenderRGBA(dst *image.RGBA, t float64) {
	frame, _ := s.scratch.Get().(*image.YCbCr)
	if frame == nil {
		frame = s.Frame()
	}
	defer s.scratch.Put(frame)
	s.Render(frame, t)
	yuv.Paint(dst, frame, yuv.BT709)
}
