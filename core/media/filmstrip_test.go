package media_test

import (
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/filmstrip"
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
			want, got := mediatest.ReadAll(t, clip, media.ReadOptions{}), mediatest.ReadStrip(t, strip)
			if len(got) != len(want) {
				t.Fatalf("%d frames, want %d", len(got), len(want))
			}
			size := got[0].Rect.Size()
			whole := want[0].Image.Rect.Size()
			if long := max(size.X, size.Y); long != min(filmstrip.Side, max(whole.X, whole.Y)) {
				t.Errorf("a frame of %v has become one of %v", whole, size)
			}
			for _, i := range []int{0, 1, len(want) / 2, len(want) - 1} {
				small := image.NewRGBA(got[i].Rect)
				draw.BiLinear.Scale(small, small.Rect, want[i].Image, want[i].Image.Rect, draw.Src, nil)
				if mean, _ := mediatest.Difference(t, small, got[i]); mean > 6 {
					t.Errorf("frame %d differs by %.1f", i, mean)
				}
			}
		})
	}
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
