package picture

import (
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"math"
	"runtime"
	"sync"

	"caracal/core"
)

// A profile says what the numbers of an RGB picture mean: a curve for each channel that makes them amounts of light, and a matrix from those amounts to the ones
// of sRGB. Phones and cameras store wider colours than sRGB, and the clean copy has no profile: without this, its colours would be dull. Profiles are read from JPEG,
// PNG and WebP.
type profile struct {
	light  [3][256]float32
	toSRGB [3][3]float32
}

// maxProfile bounds a profile that is read, in bytes. Those of the kind that we know have some hundreds to thousands.
const maxProfile = 1 << 20

// fromXYZ leads from the connection space of profiles, XYZ under D50, to amounts of light in sRGB: the inverse of sRGB's own primaries (IEC 61966-2-1), adapted to
// D50 by the Bradford method.
var fromXYZ = [3][3]float64{
	{3.1338561, -1.6168667, -0.4906146},
	{-0.9787684, 1.9161415, 0.0334540},
	{0.0719453, -0.2289914, 1.4052427},
}

// parseProfile reads an ICC profile (ICC.1:2010) of three curves and a matrix, the kind that cameras, phones and screens have. Other kinds, and damaged ones, are
// not ok, and the picture is taken as sRGB.
func parseProfile(b []byte) (p profile, ok bool) {
	const headerSize = 128
	if len(b) < headerSize+4 || string(b[16:20]) != "RGB " || string(b[20:24]) != "XYZ " {
		return p, false
	}
	var primaries [3][3]float64 // of the channels, as columns
	for i, channel := range []string{"r", "g", "b"} {
		xyz := profileTag(b, channel+"XYZ")
		if len(xyz) < 20 || string(xyz[:4]) != "XYZ " {
			return p, false
		}
		for row := range 3 {
			primaries[row][i] = fixed(xyz[8+4*row:])
		}
		curve, ok := parseCurve(profileTag(b, channel+"TRC"))
		if !ok {
			return p, false
		}
		for v := range p.light[i] {
			p.light[i][v] = float32(core.Clamp(curve(float64(v)/255), 0, 1))
		}
	}
	for row := range 3 {
		for col := range 3 {
			for k := range 3 {
				p.toSRGB[row][col] += float32(fromXYZ[row][k] * primaries[k][col])
			}
		}
	}
	return p, true
}

// profileTag returns the data of a tag, or nil.
func profileTag(b []byte, name string) []byte {
	table := b[132:]
	for n := binary.BigEndian.Uint32(b[128:]); n > 0 && len(table) >= 12; n, table = n-1, table[12:] {
		if string(table[:4]) != name {
			continue
		}
		at, size := uint64(binary.BigEndian.Uint32(table[4:])), uint64(binary.BigEndian.Uint32(table[8:]))
		if at+size > uint64(len(b)) {
			return nil
		}
		return b[at : at+size]
	}
	return nil
}

// fixed reads a number with 16 bits before its point and 16 behind.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// parseCurve reads a curve from 0…1 to 0…1: a power, a table or one of the formulas of ICC.1:2010 §10.15.
func parseCurve(b []byte) (curve func(float64) float64, ok bool) {
	if len(b) < 12 {
		return nil, false
	}
	switch string(b[:4]) {
	case "curv":
		n := int(min(binary.BigEndian.Uint32(b[8:]), maxProfile))
		table := b[12:]
		switch {
		case len(table) < 2*n:
			return nil, false
		case n == 0:
			return func(x float64) float64 { return x }, true
		case n == 1:
			gamma := float64(binary.BigEndian.Uint16(table)) / 256
			return func(x float64) float64 { return math.Pow(x, gamma) }, true
		}
		return func(x float64) float64 {
			i := min(int(x*float64(n-1)), n-2)
			low, high := float64(binary.BigEndian.Uint16(table[2*i:])), float64(binary.BigEndian.Uint16(table[2*i+2:]))
			return (low + (high-low)*(x*float64(n-1)-float64(i))) / 65535
		}, true
	case "para":
		kind, count := binary.BigEndian.Uint16(b[8:]), []int{1, 3, 4, 5, 7}
		if int(kind) >= len(count) || len(b) < 12+4*count[kind] {
			return nil, false
		}
		// y = (ax+b)^g + e from d on, and cx + f below.
		var v [7]float64
		for i := range count[kind] {
			v[i] = fixed(b[12+4*i:])
		}
		g, a, b, c, d, e, f := v[0], v[1], v[2], v[3], v[4], v[5], v[6]
		switch kind {
		case 0:
			a = 1
		case 1, 2:
			if a == 0 {
				return nil, false
			}
			c, d, e, f = 0, -b/a, c, c
		}
		return func(x float64) float64 {
			if x < d {
				return c*x + f
			}
			return math.Pow(a*x+b, g) + e
		}, true
	}
	return nil, false
}

// apply turns the numbers of img into those of sRGB, in place, on all cores. Colours beyond sRGB become its nearest.
func (p *profile) apply(img *image.RGBA) {
	// The curve of sRGB, fine enough for 8 bits at its steep end.
	const steps = 1 << 13
	var encode [steps + 1]uint8
	for i := range encode {
		light := float64(i) / steps
		v := 12.92 * light
		if light > 0.0031308 {
			v = 1.055*math.Pow(light, 1/2.4) - 0.055
		}
		encode[i] = uint8(math.Round(255 * v))
	}
	m := &p.toSRGB
	workers := runtime.GOMAXPROCS(0)
	pixels := len(img.Pix) / 4
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			for pix := img.Pix[4*(i*pixels/workers) : 4*((i+1)*pixels/workers)]; len(pix) >= 4; pix = pix[4:] {
				r, g, b := p.light[0][pix[0]], p.light[1][pix[1]], p.light[2][pix[2]]
				for c := range 3 {
					light := m[c][0]*r + m[c][1]*g + m[c][2]*b
					pix[c] = encode[int(min(max(light, 0), 1)*steps+0.5)]
				}
			}
		})
	}
	wg.Wait()
}

// changes reports whether applying the profile would change any colour by more than rounding does.
func (p *profile) changes() bool {
	probe := image.NewRGBA(image.Rect(0, 0, 5, 25))
	for i := range probe.Pix {
		pixel, channel := i/4, i%4
		probe.Pix[i] = uint8(pixel / []int{1, 5, 25, 125}[channel] % 5 * 63)
	}
	before := append([]uint8(nil), probe.Pix...)
	p.apply(probe)
	for i, v := range probe.Pix {
		if d := int(v) - int(before[i]); d < -2 || d > 2 {
			return true
		}
	}
	return false
}

// jpegProfile returns the ICC profile of a JPEG, if it is in one segment, as those that we know are.
func jpegProfile(f *io.SectionReader) []byte {
	const startOfScan, application2, name = 0xda, 0xe2, "ICC_PROFILE\x00"
	r := whole(f)
	_, _ = r.Discard(2) // jpegMarker meets the same end
	for {
		marker, err := jpegMarker(r)
		if err != nil || marker == startOfScan {
			return nil
		}
		segment, err := jpegSegment(r)
		if err != nil {
			return nil
		}
		if n := len(name); marker == application2 && len(segment) > n+2 && string(segment[:n]) == name {
			if number, count := segment[n], segment[n+1]; number != 1 || count != 1 {
				return nil
			}
			return segment[n+2:]
		}
	}
}

// pngProfile returns the ICC profile of a PNG, which comes before the pixels: a name, a zero, the method, and the deflated profile.
func pngProfile(f *io.SectionReader) []byte {
	for off := int64(8); ; {
		var head [8]byte
		if _, err := f.ReadAt(head[:], off); err != nil {
			return nil
		}
		size := int64(binary.BigEndian.Uint32(head[:]))
		switch string(head[4:]) {
		case "IDAT", "IEND":
			return nil
		case "iCCP":
			r := whole(io.NewSectionReader(f, off+8, min(size, maxProfile)))
			if _, err := r.ReadString(0); err != nil {
				return nil
			}
			if method, err := r.ReadByte(); err != nil || method != 0 {
				return nil
			}
			z, err := zlib.NewReader(r)
			if err != nil {
				return nil
			}
			return atMost(z, maxProfile)
		}
		off += 12 + size
	}
}

// webpProfile returns the ICC profile of a WebP.
func webpProfile(f *io.SectionReader) []byte {
	body, ok := webpChunk(f, "ICCP")
	if !ok {
		return nil
	}
	return atMost(body, maxProfile)
}

// atMost returns what r holds, or nil where that is an error or too much.
func atMost(r io.Reader, limit int64) []byte {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil || int64(len(b)) > limit {
		return nil
	}
	return b
}
