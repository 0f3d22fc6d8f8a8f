package encode

import (
	"errors"
	"fmt"
	"image"
	"io"

	"github.com/pion/mediadevices/pkg/codec"
	"github.com/pion/mediadevices/pkg/codec/openh264"
	pixels "github.com/pion/mediadevices/pkg/frame"
	"github.com/pion/mediadevices/pkg/prop"
)

// An encoder turns frames into H.264 access units by OpenH264, one for one and in order: a constrained baseline stream has no reordered frames. The first is a key
// frame, the others build on it.
type encoder struct {
	h264 codec.ReadCloser
	feed *feed
}

// newEncoder starts OpenH264 for frames of the film. It works in the caller's goroutine only, so that the same frames give the same bytes.
func newEncoder(f Film, q quantiser) (*encoder, error) {
	p, err := openh264.NewParams()
	if err != nil {
		return nil, err
	}
	p.UsageType = openh264.CameraVideoRealTime // the screen types smear fine texture
	// Its rate control saves on the key frame, which all others build on, and spends on mending that: three times the bytes for the same SSIM.
	p.RCMode = openh264.RCOffMode
	p.EnableFrameSkip = false // every frame must come out
	p.IntraPeriod = 0
	p.MultipleThreadIdc = 1
	p.SliceMode, p.SliceNum = openh264.SMSingleSlice, 1
	feed := &feed{}
	h264, err := p.BuildVideoEncoder(feed, prop.Media{Video: prop.Video{
		Width: f.Width, Height: f.Height, FrameRate: float32(f.FPS), FrameFormat: pixels.FormatI420,
	}})
	if err != nil {
		return nil, err
	}
	e := &encoder{h264: h264, feed: feed}
	if err := tune(h264, q); err != nil {
		e.close()
		return nil, err
	}
	return e, nil
}

// encode returns the access unit of one frame as a byte stream with start codes. The frame is not used afterwards. OpenH264 does not say what it fails for: it is taken to have had no
// room, as for frames of noise, and the error is errTooManyBits.
func (e *encoder) encode(img *image.YCbCr) ([]byte, error) {
	e.feed.next = img
	b, release, err := e.h264.Read()
	defer release()
	if err == nil && len(b) == 0 {
		err = errors.New("a frame is left out")
	}
	if err != nil {
		return nil, fmt.Errorf("openh264: %w: %w", errTooManyBits, err)
	}
	return b, nil
}

// close only frees memory, and there is nobody to tell when that fails.
func (e *encoder) close() { _ = e.h264.Close() }

// A feed hands the frames that we push to the encoder, which pulls.
type feed struct{ next *image.YCbCr }

// Read gives the next frame, once.
func (f *feed) Read() (image.Image, func(), error) {
	img := f.next
	f.next = nil
	if img == nil {
		return nil, func() {}, io.EOF
	}
	return img, func() {}, nil
}
