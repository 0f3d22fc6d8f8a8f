package media_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/media"
	"caracal/core/media/mediatest"
)

// A filmstrip has the clip's frames, one for one, in their places and colours.
func TestFilmstripHasTheFramesOfItsClip(t *testing.T) {
	d := mediatest.Decoder(t)
	for name, clip := range map[string]string{
		"ours":            wide(t, 50),
		"upright":         mediatest.Clip(t, 720, 1280, 24, 30),
		"small":           mediatest.Clip(t, 64, 64, 24, 30),
		"of odd size":     mediatest.Foreign(t, "s=1278x718:r=25:d=1", "-vf", "scale=1279:719", "-pix_fmt", "yuv444p", "-c:v", "libx264", "-crf", "12", "-colorspace", "bt709", "odd.mp4"),
		"of another pace": mediatest.Foreign(t, "s=1280x720:r=24000/1001:d=2", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-crf", "12", "film.mp4"),
	} {
		t.Run(name, func(t *testing.T) {
			strip := filepath.Join(t.TempDir(), "strip.mjpeg")
			if err := d.Filmstrip(context.Background(), clip, strip); err != nil {
				t.Fatal(err)
			}
			want, got := readAll(t, d, clip, media.ReadOptions{}), readStrip(t, strip)
			if len(got) != len(want) {
				t.Fatalf("%d frames, want %d", len(got), len(want))
			}
			size := got[0].Rect.Size()
			whole := want[0].img.Rect.Size()
			if long := max(size.X, size.Y); long != min(media.FilmstripSide, max(whole.X, whole.Y)) {
				t.Errorf("a frame of %v has become one of %v", whole, size)
			}
			for _, i := range []int{0, 1, len(want) / 2, len(want) - 1} {
				small := image.NewRGBA(got[i].Rect)
				draw.BiLinear.Scale(small, small.Rect, want[i].img, want[i].img.Rect, draw.Src, nil)
				if mean, _ := difference(t, small, got[i]); mean > 6 {
					t.Errorf("frame %d differs by %.1f", i, mean)
				}
			}
		})
	}
}

// A film leaves a filmstrip and a poster of its very frames, which show without a decoder.
func TestAFilmLeavesItsFilmstripAndItsPoster(t *testing.T) {
	for name, size := range map[string]image.Point{"wide": {X: 1280, Y: 720}, "tall": {X: 720, Y: 1280}, "small": {X: 64, Y: 48}} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "clip.mp4")
			draws := func(dst *image.YCbCr, i int) {
				for at := range dst.Y {
					dst.Y[at] = uint8(16 + (at%dst.YStride)*200/dst.YStride + i/2)
				}
				for at := range dst.Cb {
					dst.Cb[at], dst.Cr[at] = 110, uint8(128+i/4)
				}
			}
			film := media.Film{Width: size.X, Height: size.Y, FPS: 24, Frames: 30, Draw: draws, Keepsakes: true}
			if err := media.Write(t.Context(), path, film); err != nil {
				t.Fatal(err)
			}
			strip := readStrip(t, media.StripBeside(path))
			if len(strip) != film.Frames {
				t.Fatalf("%d frames, want %d", len(strip), film.Frames)
			}
			for i, got := range strip {
				frame, drawn := image.NewYCbCr(image.Rectangle{Max: size}, image.YCbCrSubsampleRatio420), &image.RGBA{}
				draws(frame, i)
				media.Paint(drawn, frame)
				small := image.NewRGBA(got.Rect)
				draw.BiLinear.Scale(small, small.Rect, drawn, drawn.Rect, draw.Src, nil)
				if mean, _ := difference(t, small, got); mean > 2 {
					t.Errorf("frame %d differs by %.1f", i, mean)
				}
				if i == 0 {
					f, err := os.Open(media.PosterBeside(path))
					if err != nil {
						t.Fatal(err)
					}
					defer f.Close()
					poster, err := jpeg.Decode(f)
					if err != nil {
						t.Fatal(err)
					}
					if long := max(poster.Bounds().Dx(), poster.Bounds().Dy()); long != min(media.PosterSide, max(size.X, size.Y)) {
						t.Errorf("the poster is %v", poster.Bounds())
					}
					scaled := image.NewRGBA(got.Rect)
					draw.BiLinear.Scale(scaled, scaled.Rect, poster, poster.Bounds(), draw.Src, nil)
					if mean, _ := difference(t, small, scaled); mean > 2 {
						t.Errorf("the poster differs from the first frame by %.1f", mean)
					}
				}
			}
		})
	}
}

// A filmstrip that is torn, or of somebody else's making, is an error and never more than that.
func TestDamagedFilmstrips(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clip.mp4")
	film := media.Film{Width: 64, Height: 48, FPS: 24, Frames: 3, Draw: func(dst *image.YCbCr, i int) { clear(dst.Y) }, Keepsakes: true}
	if err := media.Write(t.Context(), path, film); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(media.StripBeside(path))
	if err != nil {
		t.Fatal(err)
	}
	var huge, grey bytes.Buffer
	if err := errors.Join(jpeg.Encode(&huge, image.NewYCbCr(image.Rect(0, 0, 4000, 16), image.YCbCrSubsampleRatio420), nil), jpeg.Encode(&grey, image.NewGray(image.Rect(0, 0, 64, 64)), nil)); err != nil {
		t.Fatal(err)
	}
	read := func(b []byte) error {
		path := filepath.Join(t.TempDir(), "strip.mjpeg")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := media.OpenStrip(path)
		if err != nil {
			return err
		}
		_, err = s.Frame(s.Len() - 1)
		return err
	}
	if err := read(whole); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"empty": nil, "text": []byte("not a strip"), "torn": whole[:len(whole)-1], "half": whole[:len(whole)/2], "more behind": append(whole[:len(whole):len(whole)], 0),
		"too large a frame": huge.Bytes(), "grey": grey.Bytes(), "no picture in it": {0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9},
	} {
		if err := read(b); core.KindOf(err) != core.BadClip {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// readStrip returns the frames of a filmstrip.
func readStrip(t *testing.T, path string) (frames []*image.RGBA) {
	t.Helper()
	s, err := media.OpenStrip(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Len() {
		f, err := s.Frame(i)
		if err != nil {
			t.Fatal(err)
		}
		img := &image.RGBA{}
		f.Paint(img)
		frames = append(frames, img)
	}
	return frames
}

// What a filmstrip cannot show as it is has none.
func TestSomeClipsHaveNoFilmstrip(t *testing.T) {
	d := mediatest.Decoder(t)
	torn := filepath.Join(t.TempDir(), "torn.mp4")
	if err := os.WriteFile(torn, []byte("not a clip"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		clip string
		why  error
	}{
		"too long":      {small(t, 300), media.ErrNoFilmstrip},
		"other colours": {mediatest.Foreign(t, "s=1280x720:r=24:d=1", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-colorspace", "smpte170m", "ntsc.mp4"), media.ErrNoFilmstrip},
		"not a clip":    {torn, nil},
	} {
		t.Run(name, func(t *testing.T) {
			strip := filepath.Join(t.TempDir(), "strip.mjpeg")
			err := d.Filmstrip(context.Background(), c.clip, strip)
			if core.KindOf(err) != core.BadClip || c.why != nil && !errors.Is(err, c.why) {
				t.Errorf("%v", err)
			}
			if _, err := os.Stat(strip); err == nil {
				t.Error("there is a file")
			}
		})
	}
}
