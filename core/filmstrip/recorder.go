package filmstrip

import (
	"bytes"
	"image"

	"caracal/core"
)

// Beside returns where the filmstrip of the clip at path is left for whoever shows it next, see [Recorder.Save].
func Beside(path string) string { return path + ".mjpeg" }

// PosterBeside returns where the poster of the clip at path is left, a JPEG.
func PosterBeside(path string) string { return path + ".jpg" }

// A Recorder makes the previews of a clip while its frames are made: they cost little then, and a warm decoder later. Several goroutines may call Take at once, for a frame each.
type Recorder struct {
	size   image.Point // of the strip's frames
	strip  [][]byte    // by frame, a JPEG each; nil where there is none yet
	poster []byte      // a JPEG
}

// NewRecorder returns a Recorder for a clip of that size, in pixels, and so many frames; or nil, which records nothing, when they are too many for a filmstrip.
func NewRecorder(size image.Point, frames int) *Recorder {
	if frames > MaxFrames {
		return nil
	}
	return &Recorder{size: frameSize(size), strip: make([][]byte, frames)}
}

// Take records frame i, which is 4:2:0 in BT.709 and video range. It does nothing for one that it has already.
func (r *Recorder) Take(frame *image.YCbCr, i int) error {
	if r == nil || r.strip[i] != nil {
		return nil
	}
	small := image.NewYCbCr(image.Rectangle{Max: r.size}, image.YCbCrSubsampleRatio420)
	shrink(small, frame)
	var err error
	if r.strip[i], err = EncodeFrame(small); err == nil && i == 0 {
		r.poster, err = encodePoster(frame)
	}
	return err
}

// Save writes the previews beside the clip at path, once all frames have been taken. The strip comes last, so that whoever sees it finds the poster too. Errors are *core.Error, see
// [core.WrapFile].
func (r *Recorder) Save(path string) error {
	const op = "leave filmstrip"
	if r == nil {
		return nil
	}
	err := core.WriteBytes(PosterBeside(path), r.poster)
	if err == nil {
		err = core.WriteBytes(Beside(path), bytes.Join(r.strip, nil))
	}
	return core.WrapFile(op, err)
}

// frameSize returns the size of a filmstrip's frames for a clip's: an even number of pixels each way, as 4:2:0 has them.
func frameSize(clip image.Point) image.Point {
	long := max(clip.X, clip.Y)
	if long <= Side {
		return clip
	}
	side := func(n int) int { return max(2, (n*Side+long)/(2*long)*2) }
	return image.Pt(side(clip.X), side(clip.Y))
}
