package media

import (
	"image"
	"time"

	"caracal/core/yuv"
)

// A Frame is a picture of a clip as it was decoded: the planes Y, Cb and Cr of 4:2:0, in video range, without padding. It takes 1.5 bytes for a pixel, not 4 as on a
// screen. It is for one goroutine at a time, and may outlive its Reader.
type Frame struct {
	width, height int
	matrix        yuv.Matrix
	at            time.Duration // from the start of the clip
	pix           []uint8
	free          chan<- []uint8 // where the Reader gets its memory from
}

// bytes returns how many bytes the planes have.
func (f *Frame) bytes() int { return f.width*f.height + 2*((f.width+1)/2)*((f.height+1)/2) }

// At returns the frame's time from the start of the clip.
func (f *Frame) At() time.Duration { return f.at }

// Size returns the frame's size in pixels.
func (f *Frame) Size() image.Point { return image.Pt(f.width, f.height) }

// Paint writes the frame into dst, which takes its size; dst's memory is used again when there is enough of it, and its stride is tight.
func (f *Frame) Paint(dst *image.RGBA) { yuv.Paint(dst, f.planes(), f.matrix) }

// Release lets the Reader use the frame's memory for another one. The Frame must not be used afterwards. One that is kept need never be released.
func (f *Frame) Release() {
	select {
	case f.free <- f.pix:
	default:
	}
	f.pix = nil
}

// planes returns the frame's own pixels.
func (f *Frame) planes() *image.YCbCr {
	w, h := f.width, f.height
	across := (w + 1) / 2
	y, c := w*h, across*((h+1)/2)
	return &image.YCbCr{
		Y: f.pix[:y], Cb: f.pix[y : y+c], Cr: f.pix[y+c : y+2*c], YStride: w, CStride: across,
		SubsampleRatio: image.YCbCrSubsampleRatio420, Rect: image.Rect(0, 0, w, h),
	}
}
