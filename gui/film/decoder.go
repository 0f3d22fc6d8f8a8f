package film

import (
	"context"
	"image"
	"io"
	"math"
	"time"

	"caracal/core/filmstrip"
	"caracal/core/media"
	"caracal/core/yuv"
)

// A Decoder opens the films of clips. It is safe for use by many goroutines.
type Decoder interface {
	// Open begins to read the frames of the file at path, no larger than box, with the one that is seen at start. While the decoder is not ready yet it waits.
	Open(ctx context.Context, path string, box image.Point, start time.Duration) (Reader, error)
	// OpenStrip begins to read a filmstrip, for which it need not be ready.
	OpenStrip(path string, start time.Duration, fps float64) (Reader, error)
	// Ready reports whether Open begins at once.
	Ready() bool
}

// A Reader reads frames in the order in which they are seen.
type Reader interface {
	// Next returns the next frame. At the end the error is io.EOF.
	Next() (Frame, error)
	Close()
}

// A Frame is a frame that has been read, which takes less memory than what it paints.
type Frame interface {
	// Paint writes the frame into dst, which takes its size; dst's memory is used again when there is enough of it.
	Paint(dst *image.RGBA)
	// Release gives the frame's memory back to its reader.
	Release()
}

var _ Frame = (*media.Frame)(nil)

// FromMedia returns a decoder that this package can use.
func FromMedia(d *media.Decoder) Decoder { return mediaDecoder{d} }

// mediaDecoder is media.Decoder as this package sees it.
type mediaDecoder struct{ *media.Decoder }

// Open is media.Decoder's.
func (d mediaDecoder) Open(ctx context.Context, path string, box image.Point, start time.Duration) (Reader, error) {
	r, err := d.Decoder.Open(ctx, path, media.ReadOptions{Size: box, Start: start})
	if err != nil {
		return nil, err
	}
	return mediaReader{r}, nil
}

// OpenStrip is filmstrip.Open.
func (mediaDecoder) OpenStrip(path string, start time.Duration, fps float64) (Reader, error) {
	s, err := filmstrip.Open(path)
	if err != nil {
		return nil, err
	}
	return &stripReader{s, int(math.Round(start.Seconds() * fps))}, nil
}

// stripReader reads a filmstrip.
type stripReader struct {
	strip *filmstrip.Strip
	next  int
}

// Next decodes the next frame.
func (r *stripReader) Next() (Frame, error) {
	if r.next >= r.strip.Len() {
		return nil, io.EOF
	}
	f, err := r.strip.Frame(r.next)
	if err != nil {
		return nil, err
	}
	r.next++
	return stripFrame{f}, nil
}

// Close does nothing: the strip's file was read whole.
func (r *stripReader) Close() {}

// A stripFrame is a frame of a filmstrip.
type stripFrame struct{ planes *image.YCbCr }

// Paint implements Frame.
func (f stripFrame) Paint(dst *image.RGBA) { yuv.Paint(dst, f.planes, yuv.BT709) }

// Release does nothing: the next frame has memory of its own.
func (stripFrame) Release() {}

// mediaReader is media.Reader as this package sees it.
type mediaReader struct{ *media.Reader }

// Next is media.Reader's NextFrame.
func (r mediaReader) Next() (Frame, error) {
	f, err := r.NextFrame()
	if err != nil {
		return nil, err
	}
	return f, nil
}
