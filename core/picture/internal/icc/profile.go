package icc

import (
	"encoding/binary"

	"caracal/core"
)

// A Profile says what the numbers of an RGB picture mean: a curve for each channel that makes them amounts of light, and a matrix from those amounts to the ones of sRGB.
type Profile struct {
	light  [3][256]float32
	toSRGB [3][3]float32
}

// fromXYZ leads from the connection space of profiles, XYZ under D50, to amounts of light in sRGB: the inverse of sRGB's own primaries (IEC 61966-2-1), adapted to
// D50 by the Bradford method.
var fromXYZ = [3][3]float64{
	{3.1338561, -1.6168667, -0.4906146},
	{-0.9787684, 1.9161415, 0.0334540},
	{0.0719453, -0.2289914, 1.4052427},
}

// Parse reads an ICC profile (ICC.1:2010) of three curves and a matrix, the kind that cameras, phones and screens have. Other kinds, and damaged ones, are
// not ok, and the picture is taken as sRGB.
func Parse(b []byte) (p Profile, ok bool) {
	const headerSize = 128
	if len(b) < headerSize+4 || string(b[16:20]) != "RGB " || string(b[20:24]) != "XYZ " {
		return p, false
	}
	var primaries [3][3]float64 // of the channels, as columns
	for i, channel := range []string{"r", "g", "b"} {
		xyz := findTag(b, channel+"XYZ")
		if len(xyz) < 20 || string(xyz[:4]) != "XYZ " {
			return p, false
		}
		for row := range 3 {
			primaries[row][i] = fixed(xyz[8+4*row:])
		}
		curve, ok := parseCurve(findTag(b, channel+"TRC"))
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

// findTag returns the data of a tag, or nil.
func findTag(b []byte, name string) []byte {
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
