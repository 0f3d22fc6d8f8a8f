package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"testing"
)

func TestOpenTurnsUpright(t *testing.T) {
	// Which field comes to each place, in reading order, when a picture that says so is seen as it is meant.
	seen := map[uint16][4]int{
		1: {0, 1, 2, 3}, 2: {1, 0, 3, 2}, 3: {3, 2, 1, 0}, 4: {2, 3, 0, 1},
		5: {0, 2, 1, 3}, 6: {2, 0, 3, 1}, 7: {3, 1, 2, 0}, 8: {1, 3, 0, 2},
	}
	stored := fourFields(128, 96)
	containers := map[string]func(exif []byte) []byte{
		"JPEG": func(exif []byte) []byte { return jpegWithEXIF(encoded(t, asJPEG, stored), exif) },
		"PNG":  func(exif []byte) []byte { return pngWithEXIF(encoded(t, png.Encode, stored), exif) },
		"WebP": func(exif []byte) []byte { return webpWithEXIF(testFile(t, "lossless.webp"), exif) },
		"TIFF": func(exif []byte) []byte { return tiffWithOrientation(encoded(t, asTIFF, stored), exif) },
	}
	for format, container := range containers {
		for o := range uint16(10) { // 0 and 9 mean nothing
			t.Run(fmt.Sprint(format, " ", o), func(t *testing.T) {
				p, err := Open(t.Context(), write(t, "turned", container(orientationEXIF(o))))
				if err != nil {
					t.Fatal(err)
				}
				size := image.Pt(128, 96)
				if o >= 5 && o <= 8 {
					size = image.Pt(96, 128)
				}
				if p.Width != size.X || p.Height != size.Y {
					t.Errorf("%d by %d, want %v", p.Width, p.Height, size)
				}
				wantPlain(t, p.Image, size)
				order, ok := seen[o]
				if !ok {
					order = seen[1]
				}
				wantFields(t, p.Image, [4]color.RGBA{fields[order[0]], fields[order[1]], fields[order[2]], fields[order[3]]}, 4)
			})
		}
	}
}

func TestDamagedMetadataDoesNotCostThePicture(t *testing.T) {
	for name, exif := range map[string][]byte{
		"empty":     {},
		"cut off":   orientationEXIF(6)[:12],
		"loop":      append(orientationEXIF(6)[:22], 0, 0, 0, 8),
		"nonsense":  bytes.Repeat([]byte{0xff}, 300),
		"far away":  {'I', 'I', 42, 0, 0xff, 0xff, 0xff, 0x7f},
		"many tags": append([]byte{'I', 'I', 42, 0, 8, 0, 0, 0, 0xff, 0xff}, make([]byte, 60000)...),
	} {
		t.Run(name, func(t *testing.T) {
			file := jpegWithEXIF(encoded(t, asJPEG, fourFields(128, 96)), exif)
			if _, err := Open(t.Context(), write(t, "x.jpg", file)); err != nil {
				t.Error(err)
			}
		})
	}
}
