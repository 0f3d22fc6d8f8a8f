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

// iccProfile returns a profile of three primaries, each X, Y and Z under D50, and one curve.
func iccProfile(primaries [3][3]float64, curve []byte) []byte {
	b := make([]byte, 128)
	copy(b[16:], "RGB XYZ ")
	b = binary.BigEndian.AppendUint32(b, 6)
	data := []byte{}
	start := 132 + 6*12
	tag := func(name string, body []byte) {
		b = append(b, name...)
		b = binary.BigEndian.AppendUint32(b, uint32(start+len(data)))
		b = binary.BigEndian.AppendUint32(b, uint32(len(body)))
		data = append(data, body...)
	}
	for i, channel := range []string{"r", "g", "b"} {
		tag(channel+"XYZ", append([]byte("XYZ \x00\x00\x00\x00"), fixeds(primaries[i][:]...)...))
		tag(channel+"TRC", curve)
	}
	return append(b, data...)
}

func fixeds(v ...float64) (b []byte) {
	for _, v := range v {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(v*65536)))
	}
	return b
}

// The curve of sRGB and Display P3, as a formula and, of another colour space, as a power.
var (
	srgbCurve  = append([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), fixeds(2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)...)
	adobeCurve = []byte("curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33")

	srgb      = [3][3]float64{{0.4360747, 0.2225045, 0.0139322}, {0.3850649, 0.7168786, 0.0971045}, {0.1430804, 0.0606169, 0.7141733}}
	displayP3 = [3][3]float64{{0.51512, 0.2412, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.1571, 0.06657, 0.78407}}
	adobeRGB  = [3][3]float64{{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}}
)

func TestProfilesBecomeSRGB(t *testing.T) {
	red, green, blue, grey := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255}, color.RGBA{128, 128, 128, 255}
	for _, test := range []struct {
		name    string
		profile []byte
		stored  [4]color.RGBA // how sRGB's red, green, blue and a grey are written there
	}{
		{"Display P3", iccProfile(displayP3, srgbCurve), [4]color.RGBA{{234, 51, 35, 255}, {117, 251, 76, 255}, {0, 0, 245, 255}, grey}},
		{"Adobe RGB", iccProfile(adobeRGB, adobeCurve), [4]color.RGBA{{219, 0, 0, 255}, {144, 255, 60, 255}, {0, 0, 250, 255}, {127, 127, 127, 255}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, ok := parseProfile(test.profile)
			if !ok || !p.changes() {
				t.Fatalf("ok %v, changes %v", ok, p.changes())
			}
			img := image.NewRGBA(image.Rect(0, 0, 4, 1))
			for i, c := range test.stored {
				img.SetRGBA(i, 0, c)
			}
			p.apply(img)
			for i, want := range []color.RGBA{red, green, blue, grey} {
				// The ends are steep: where 10 stands for 0, it is three thousandths of the light.
				if got := img.RGBAAt(i, 0); !alike(got, want, 12) {
					t.Errorf("%v became %v, want %v", test.stored[i], got, want)
				}
			}
		})
	}
	t.Run("sRGB", func(t *testing.T) {
		if p, ok := parseProfile(iccProfile(srgb, srgbCurve)); !ok || p.changes() {
			t.Errorf("ok %v, changes %v; want a profile that changes nothing", ok, p.changes())
		}
	})
}

func TestCurves(t *testing.T) {
	table := []byte("curv\x00\x00\x00\x00\x00\x00\x00\x03\x00\x00\x40\x00\xff\xff") // 0, a quarter, 1
	for _, test := range []struct {
		name  string
		curve []byte
		at    map[float64]float64
	}{
		{"none", []byte("curv\x00\x00\x00\x00\x00\x00\x00\x00"), map[float64]float64{0: 0, 0.3: 0.3, 1: 1}},
		{"power", adobeCurve, map[float64]float64{0: 0, 0.5: 0.2177, 1: 1}},
		{"table", table, map[float64]float64{0: 0, 0.25: 0.125, 0.5: 0.25, 1: 1}},
		{"formula", srgbCurve, map[float64]float64{0: 0, 0.04: 0.0031, 0.5: 0.2140, 1: 1}},
		{"formula with an offset", append([]byte("para\x00\x00\x00\x00\x00\x02\x00\x00"), fixeds(2, 1, -0.5, 0.25)...), map[float64]float64{0.2: 0.25, 1: 0.5}},
	} {
		curve, ok := parseCurve(test.curve)
		if !ok {
			t.Errorf("%s: not read", test.name)
			continue
		}
		for x, want := range test.at {
			if got := curve(x); got < want-0.001 || got > want+0.001 {
				t.Errorf("%s: %v leads to %v, want %v", test.name, x, got, want)
			}
		}
		if _, ok := parseCurve(test.curve[:len(test.curve)-1]); ok {
			t.Errorf("%s: read though it is cut off", test.name)
		}
	}
}

// TestOpenReadsProfiles opens a picture in Display P3 from each format that says so.
func TestOpenReadsProfiles(t *testing.T) {
	icc := iccProfile(displayP3, srgbCurve)
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

// FuzzProfile holds the reading of profiles to the promise that no bytes make us panic.
func FuzzProfile(f *testing.F) {
	f.Add(iccProfile(displayP3, srgbCurve))
	f.Add(iccProfile(adobeRGB, adobeCurve))
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, ok := parseProfile(b); ok {
			p.apply(gray(16, 16))
		}
	})
}

func BenchmarkProfile(b *testing.B) {
	img := big(b)
	p, ok := parseProfile(iccProfile(displayP3, srgbCurve))
	if !ok {
		b.Fatal("not read")
	}
	for b.Loop() {
		p.apply(img)
	}
}
