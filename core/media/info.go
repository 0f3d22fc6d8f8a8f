package media

import (
	"fmt"
	"image"
	"math"
	"time"
)

// Info says what a clip is. Nothing is decoded for it.
type Info struct {
	Width, Height int           // pixels, as shown: upright and square
	FPS           float64       // the average; 0 when it is not known
	Duration      time.Duration // 0 when it is not known
	Frames        int
	Bytes         int64  // of the file
	Codec         string // "avc1", "hvc1", "vp09", "av01" …
}

// What a clip may claim.
const (
	maxSide     = 8192     // pixels
	maxPixels   = 16 << 20 // of one frame, which takes 25 MB on its way and 67 MB as RGBA
	maxDuration = 24 * time.Hour
	maxFrames   = 10_000_000
)

// unknownRate is how far before the wanted time frames of an unknown rate are looked for: half a frame at 120 a second, and more than a container rounds their times by.
const unknownRate = time.Second / 240

// SeekTime returns the time that FFmpeg is to seek to for the frame that is on the screen at the given time, or for the last one of a clip that is known to be shorter. FFmpeg gives
// the first frame that begins at or after it, so it is half a frame before that.
func (i Info) SeekTime(at time.Duration) time.Duration {
	if at <= 0 || i.FPS <= 0 {
		return max(0, at-unknownRate)
	}
	n := math.Floor(at.Seconds()*i.FPS + 0.01) // 1/24 s is no whole number of nanoseconds
	n = min(n, float64(i.Frames-1))
	return max(0, time.Duration((n-0.5)/i.FPS*float64(time.Second)))
}

// SkipLoopFilter reports whether the codec's loop filter may be left out for frames that are made to fit in a box, because it is less than half their size: the filter takes up to half
// of the time, and what it smoothes is no longer seen. H.264 of many kinds, shrunk to the panel's size, differs by 43 dB or more from the same with the filter. A box of no size is
// that of the clip itself.
func (i Info) SkipLoopFilter(box image.Point) bool {
	return box.X > 0 && box.Y > 0 && (2*box.X < i.Width || 2*box.Y < i.Height)
}

// HD reports whether the clip is larger than standard definition. The colours of one that does not say its matrix are those of BT.709 then, as players take them.
func (i Info) HD() bool { return max(i.Width, i.Height) > 1024 }

// checkSize returns an error for a picture that is too large to decode, or for none.
func checkSize(width, height int) error {
	if width < 1 || height < 1 || width > maxSide || height > maxSide || width*height > maxPixels {
		return fmt.Errorf("a picture of %d×%d pixels", width, height)
	}
	return nil
}
