package media

import (
	"image"
	"time"
)

// A Frame is a picture of a clip as it was decoded, which takes 1.5 bytes for a pixel, not 4 as on a screen. It is for one goroutine at a time, and may outlive its Reader.
type Frame struct {
	frame *frame
	free  chan<- []uint8 // where the Reader gets its memory from
}

// At returns the frame's time from the start of the clip.
func (f *Frame) At() time.Duration { return f.frame.at }

// Paint writes the frame into dst, which takes its size; dst's memory is used again when there is enough of it, and its stride is tight.
func (f *Frame) Paint(dst *image.RGBA) { newConverter(f.frame.matrix).convert(dst, f.frame) }

// Release lets the Reader use the frame's memory for another one. The Frame must not be used afterwards. One that is kept need never be released.
func (f *Frame) Release() {
	select {
	case f.free <- f.frame.pix:
	default:
	}
	f.frame = nil
}

// bt709 reports whether the frame's colours are those of ITU-R BT.709.
func (f *Frame) bt709() bool { return f.frame.matrix == "bt709" }

// image returns the frame's own pixels. It must have sides of an even number of them.
func (f *Frame) image() *image.YCbCr {
	w, h := f.frame.width, f.frame.height
	y, c := w*h, w*h/4
	pix := f.frame.pix
	return &image.YCbCr{
		Y: pix[:y], Cb: pix[y : y+c], Cr: pix[y+c : y+2*c], YStride: w, CStride: w / 2,
		SubsampleRatio: image.YCbCrSubsampleRatio420, Rect: image.Rect(0, 0, w, h),
	}
}
