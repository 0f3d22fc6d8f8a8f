// Package filmtest has a decoder that needs no files, for tests of what plays clips.
package filmtest

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"io"
	"slices"
	"sync"
	"time"

	"caracal/core"
	"caracal/core/filmstrip"
	"caracal/gui/film"
	"caracal/gui/stills"
)

// Clip returns a clip of an ordinary kind: 5 seconds of 720p at 24 frames a second.
func Clip() core.Clip {
	return core.Clip{ID: "a", Path: "a.mp4", Width: 1280, Height: 720, FPS: 24, Duration: 5 * time.Second}
}

// A Decoder plays clips of so many frames, each with its number in the first pixel. Several players may use it at once; what it has counted is read when they rest.
type Decoder struct {
	mu       sync.Mutex
	Frames   int
	FPS      float64
	Size     image.Point // zero for that of Clip
	Unready  bool
	OpenedAt []time.Duration
	Read     int // frames, by all readers together
	Odd      int // frames that had not the size that was asked for
	Held     int // frames that have not been released
	Opened   []string
	Broken   map[string]error // by path: what is read instead of a frame
	Readers  int              // readers that are not closed
}

func (d *Decoder) Ready() bool { return !d.Unready }

func (d *Decoder) OpenStrip(path string, start time.Duration, _ float64) (film.Reader, error) {
	return d.Open(context.Background(), path, image.Pt(filmstrip.Side, filmstrip.Side), start)
}

func (d *Decoder) Open(_ context.Context, path string, box image.Point, start time.Duration) (film.Reader, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.OpenedAt, d.Opened = append(d.OpenedAt, start), append(d.Opened, path)
	if d.Size == (image.Point{}) {
		d.Size = image.Pt(Clip().Width, Clip().Height)
	}
	d.Readers++
	return &reader{d: d, err: d.Broken[path], box: box, next: int(start.Seconds()*d.FPS + 0.5)}, nil
}

type reader struct {
	d    *Decoder
	err  error
	box  image.Point
	next int
}

func (r *reader) Next() (film.Frame, error) {
	if r.err != nil {
		return nil, r.err
	}
	if r.next >= r.d.Frames {
		return nil, io.EOF
	}
	r.d.mu.Lock()
	defer r.d.mu.Unlock()
	r.d.Read++
	r.next++
	r.d.Held++
	return &frame{d: r.d, size: stills.Fit(r.d.Size, r.box), number: r.next - 1}, nil
}

type frame struct {
	d      *Decoder
	size   image.Point
	number int
}

func (f *frame) Release() {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	f.d.Held--
}

func (f *frame) Paint(dst *image.RGBA) {
	if dst.Rect.Size() != f.size { // it will be scaled: its right half is green
		dst.Pix = slices.Grow(dst.Pix[:0], 4*f.size.X*f.size.Y)[:4*f.size.X*f.size.Y] // used again, as media does
		dst.Stride, dst.Rect = 4*f.size.X, image.Rectangle{Max: f.size}
		draw.Draw(dst, dst.Rect, image.NewUniform(color.RGBA{R: byte(f.number), A: 0xFF}), image.Point{}, draw.Src)
		draw.Draw(dst, image.Rect(f.size.X/2, 0, f.size.X, f.size.Y), image.NewUniform(color.RGBA{G: 0xFF, A: 0xFF}), image.Point{}, draw.Src)
		f.d.mu.Lock()
		f.d.Odd++
		f.d.mu.Unlock()
	}
	dst.Pix[0] = byte(f.number) // one pixel tells enough, and filling them all takes the race detector minutes
}

func (r *reader) Close() {
	r.d.mu.Lock()
	defer r.d.mu.Unlock()
	r.d.Readers--
}
