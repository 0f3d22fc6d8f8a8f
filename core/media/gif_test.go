package media_test

import (
	"image"
	"image/color"
	"image/gif"
	"os"
	"path/filepath"
	"testing"

	"caracal/core"
	"caracal/core/media/mediatest"
)

// writeGIF writes a GIF of that size whose frames last so many hundredths of a second.
func writeGIF(t *testing.T, width, height int, delays ...int) string {
	t.Helper()
	all := gif.GIF{Config: image.Config{Width: width, Height: height, ColorModel: color.Palette{color.Black, color.White}}, Delay: delays}
	for i := range delays {
		r := image.Rect(0, 0, width, height)
		if i > 0 {
			r = image.Rect(0, 0, 1, 1)
		}
		frame := image.NewPaletted(r, color.Palette{color.Black, color.White})
		frame.SetColorIndex(0, 0, uint8(i%2))
		all.Image = append(all.Image, frame)
	}
	path := filepath.Join(t.TempDir(), "picture.gif")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := gif.EncodeAll(f, &all); err != nil {
		t.Fatal(err)
	}
	return path
}

// A GIF that would be a film of hours, or a larger one than there can be, is refused before anything of it is encoded.
func TestGIFThatIsTooMuchForAFilmIsRefused(t *testing.T) {
	quick := make([]int, 100)
	for i := range quick {
		quick[i] = 2
	}
	endless := quick
	for range 100 {
		endless = append(endless, 65535)
	}
	for name, path := range map[string]string{
		"long":    writeGIF(t, 64, 48, endless...),
		"wide":    writeGIF(t, 4098, 16, 10, 10),
		"high":    writeGIF(t, 16, 4097, 10, 10),
		"slow":    writeGIF(t, 64, 48, 40000, 40000, 40000),
		"missing": filepath.Join(t.TempDir(), "missing.gif"),
	} {
		film := filepath.Join(t.TempDir(), "film.mp4")
		err := mediatest.Decoder(t).FilmOfGIF(t.Context(), path, film)
		want := core.BadClip
		if name == "missing" {
			want = core.ClipMissing
		}
		if core.KindOf(err) != want || core.Exists(film) {
			t.Errorf("%s: %v", name, err)
		}
	}
	film := filepath.Join(t.TempDir(), "film.mp4")
	if err := mediatest.Decoder(t).FilmOfGIF(t.Context(), writeGIF(t, 64, 48, append(quick, 300)...), film); err != nil || !core.Exists(film) {
		t.Errorf("one of five seconds: %v", err)
	}
}
