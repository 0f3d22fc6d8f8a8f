package icc

import (
	"encoding/binary"
	"image"
	"image/color"
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
			p, ok := Parse(test.profile)
			if !ok || !p.Changes() {
				t.Fatalf("ok %v, changes %v", ok, p.Changes())
			}
			img := image.NewRGBA(image.Rect(0, 0, 4, 1))
			for i, c := range test.stored {
				img.SetRGBA(i, 0, c)
			}
			p.Apply(img)
			for i, want := range []color.RGBA{red, green, blue, grey} {
				// The ends are steep: where 10 stands for 0, it is three thousandths of the light.
				if got := img.RGBAAt(i, 0); !near(got, want, 12) {
					t.Errorf("%v became %v, want %v", test.stored[i], got, want)
				}
			}
		})
	}
	t.Run("sRGB", func(t *testing.T) {
		if p, ok := Parse(iccProfile(srgb, srgbCurve)); !ok || p.Changes() {
			t.Errorf("ok %v, changes %v; want a profile that changes nothing", ok, p.Changes())
		}
	})
}

// TestPrimariesAreThoseOfTheirProfile holds the numbers against the profiles that say the same.
func TestPrimariesAreThoseOfTheirProfile(t *testing.T) {
	bt2020 := [3][3]float64{{0.67348, 0.27904, -0.00194}, {0.16567, 0.67534, 0.02998}, {0.12505, 0.04561, 0.79686}}
	for number, colours := range map[int][3][3]float64{9: bt2020, 12: displayP3} {
		told, ok := OfPrimaries(number)
		profile, read := Parse(iccProfile(colours, srgbCurve))
		if !ok || !read || !told.Changes() {
			t.Fatalf("%d: ok %v, read %v, changes %v", number, ok, read, told.Changes())
		}
		a := image.NewRGBA(image.Rect(0, 0, 6, 36))
		for i := range a.Pix {
			a.Pix[i] = uint8(i / 4 / []int{1, 6, 36, 216}[i%4] % 6 * 51)
		}
		b := image.NewRGBA(a.Rect)
		copy(b.Pix, a.Pix)
		told.Apply(a)
		profile.Apply(b)
		for i, v := range a.Pix {
			if d := int(v) - int(b.Pix[i]); d < -6 || d > 6 { // where the curve is steep; the profile's numbers are rounded
				t.Fatalf("%d: the number leads to %v, and the profile to %v", number, v, b.Pix[i])
			}
		}
	}
	for _, number := range []int{0, 1, 2, 6, 22} {
		if _, ok := OfPrimaries(number); ok {
			t.Errorf("%d is not sRGB", number)
		}
	}
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

// FuzzProfile holds the reading of profiles to the promise that no bytes make us panic.
func FuzzProfile(f *testing.F) {
	f.Add(iccProfile(displayP3, srgbCurve))
	f.Add(iccProfile(adobeRGB, adobeCurve))
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, ok := Parse(b); ok {
			p.Apply(image.NewRGBA(image.Rect(0, 0, 16, 16)))
		}
	})
}

func BenchmarkProfile(b *testing.B) {
	img := image.NewRGBA(image.Rect(0, 0, 2016, 1512))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * 31)
	}
	p, ok := Parse(iccProfile(displayP3, srgbCurve))
	if !ok {
		b.Fatal("not read")
	}
	for b.Loop() {
		p.Apply(img)
	}
}

// near reports whether two colours have the same alpha and no other channel differs by more than the tolerance.
func near(a, b color.RGBA, tolerance int) bool {
	for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)} {
		if max(d, -d) > tolerance {
			return false
		}
	}
	return a.A == b.A
}
