package filmstrip_test

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"caracal/core"
	"caracal/core/filmstrip"
	"caracal/core/yuv"
)

// A filmstrip that is torn, or of somebody else's making, is an error and never more than that.
func TestDamagedFilmstrips(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clip.mp4")
	frame := image.NewYCbCr(image.Rect(0, 0, 64, 48), image.YCbCrSubsampleRatio420)
	r := filmstrip.NewRecorder(frame.Rect.Size(), 3)
	for i := range 3 {
		if err := r.Take(frame, i); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Save(path); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(filmstrip.Beside(path))
	if err != nil {
		t.Fatal(err)
	}
	var huge, grey bytes.Buffer
	if err := errors.Join(jpeg.Encode(&huge, image.NewYCbCr(image.Rect(0, 0, 4000, 16), image.YCbCrSubsampleRatio420), nil), jpeg.Encode(&grey, image.NewGray(image.Rect(0, 0, 64, 64)), nil)); err != nil {
		t.Fatal(err)
	}
	flat := bytes.Clone(whole)
	height := bytes.Index(flat, []byte{0xFF, 0xC0}) + 5 // behind the marker, the length and the precision (ITU-T T.81, B.2.2)
	copy(flat[height:], []byte{0, 0})
	read := func(b []byte) error {
		path := filepath.Join(t.TempDir(), "strip.mjpeg")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := filmstrip.Open(path)
		if err != nil {
			return err
		}
		for i := range s.Len() {
			f, err := s.Frame(i)
			if err != nil {
				return err
			}
			yuv.Paint(&image.RGBA{}, f, yuv.BT709)
		}
		return nil
	}
	if err := read(whole); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"empty": nil, "text": []byte("not a strip"), "torn": whole[:len(whole)-1], "half": whole[:len(whole)/2], "more behind": append(whole[:len(whole):len(whole)], 0),
		"too large a frame": huge.Bytes(), "grey": grey.Bytes(), "of no height": flat, "no picture in it": {0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9},
	} {
		if err := read(b); core.KindOf(err) != core.BadClip {
			t.Errorf("%s: %v", name, err)
		}
	}
}
