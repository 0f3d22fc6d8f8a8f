package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"testing"
)

// TestOpenReadsProfiles opens a picture in Display P3 from each format that says so.
func TestOpenReadsProfiles(t *testing.T) {
	icc := testFile(t, "display-p3.icc")
	img := gray(128, 96)
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{234, 51, 35, 255}), image.Point{}, draw.Src)
	plain := encoded(t, asJPEG, img)
	segment := append([]byte("ICC_PROFILE\x00\x01\x01"), icc...)
	inJPEG := append(append(plain[:2:2], 0xff, 0xe2, byte((len(segment)+2)>>8), byte(len(segment)+2)), append(segment, plain[2:]...)...)

	var deflated bytes.Buffer
	z := zlib.NewWriter(&deflated)
	if _, err := z.Write(icc); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	const afterHeader = 8 + 12 + 13
	plain = encoded(t, png.Encode, img)
	chunk := pngChunk("iCCP", append([]byte("Display P3\x00\x00"), deflated.Bytes()...))
	inPNG := append(append(plain[:afterHeader:afterHeader], chunk...), plain[afterHeader:]...)

	for name, file := range map[string][]byte{"JPEG": inJPEG, "PNG": inPNG} {
		p, err := Open(t.Context(), write(t, name, file))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got, want := p.Image.RGBAAt(60, 40), (color.RGBA{255, 0, 0, 255}); !alike(got, want, 12) {
			t.Errorf("%s: the red of sRGB, stored in Display P3, is %v, want %v", name, got, want)
		}
	}

	const hasProfile = 1 << 5
	chunk = append(binary.LittleEndian.AppendUint32([]byte("ICCP"), uint32(len(icc))), icc...)
	inWebP := webpExtended(append(append(make([]byte, 12), chunk...), testFile(t, "lossless.webp")[12:]...), hasProfile, 128, 96, nil)
	p, err := Open(t.Context(), write(t, "WebP", inWebP))
	if err != nil {
		t.Fatal(err)
	}
	// P3's red is redder than sRGB's, so the numbers move apart.
	if c := p.Image.RGBAAt(32, 24); c.R < fields[0].R+10 {
		t.Errorf("WebP: %v, want more red than %v", c, fields[0])
	}
}
