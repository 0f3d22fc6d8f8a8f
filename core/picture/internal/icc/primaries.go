package icc

import "math"

// A chromaticity is x and y of CIE 1931.
type chromaticity struct{ x, y float64 }

// primariesOf are the primaries that a number stands for, red, green and blue (ITU-T H.273 (2021), table 2): ITU-R BT.709, which sRGB has, ITU-R BT.2020, and SMPTE EG 432-1, which Display P3 has.
var primariesOf = map[int][3]chromaticity{
	1:  {{0.640, 0.330}, {0.300, 0.600}, {0.150, 0.060}},
	9:  {{0.708, 0.292}, {0.170, 0.797}, {0.131, 0.046}},
	12: {{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}},
}

// d65 is the white of all of them, in the same table.
var d65 = chromaticity{0.3127, 0.3290}

// OfPrimaries returns the profile of a picture that has none but tells its primaries by their number in ITU-T H.273. Its curve is that of sRGB. Of other numbers than those of wider
// colours it is not ok, and the picture is taken as sRGB.
func OfPrimaries(number int) (p Profile, ok bool) {
	wide, ok := primariesOf[number]
	if !ok || number == 1 {
		return p, false
	}
	for v := range 256 {
		light := float64(v) / 255
		if light <= 0.04045 {
			light /= 12.92
		} else {
			light = math.Pow((light+0.055)/1.055, 2.4)
		}
		for i := range p.light {
			p.light[i][v] = float32(light)
		}
	}
	toXYZ, fromXYZ := xyzOf(wide), inverse(xyzOf(primariesOf[1]))
	for row := range 3 {
		for col := range 3 {
			for k := range 3 {
				p.toSRGB[row][col] += float32(fromXYZ[row][k] * toXYZ[k][col])
			}
		}
	}
	return p, true
}

// xyzOf returns the matrix from amounts of light of these primaries to XYZ, in which as much of each is white (SMPTE RP 177).
func xyzOf(rgb [3]chromaticity) (m [3][3]float64) {
	for i, c := range rgb {
		m[0][i], m[1][i], m[2][i] = c.x/c.y, 1, (1-c.x-c.y)/c.y
	}
	white := [3]float64{d65.x / d65.y, 1, (1 - d65.x - d65.y) / d65.y}
	amounts := inverse(m)
	for i := range 3 {
		amount := amounts[i][0]*white[0] + amounts[i][1]*white[1] + amounts[i][2]*white[2]
		for row := range 3 {
			m[row][i] *= amount
		}
	}
	return m
}

// inverse returns the matrix that undoes m, by its cofactors.
func inverse(m [3][3]float64) (inv [3][3]float64) {
	cofactor := func(row, col int) float64 {
		a, b, c, d := (row+1)%3, (row+2)%3, (col+1)%3, (col+2)%3
		return m[a][c]*m[b][d] - m[a][d]*m[b][c]
	}
	determinant := m[0][0]*cofactor(0, 0) + m[0][1]*cofactor(0, 1) + m[0][2]*cofactor(0, 2)
	for row := range 3 {
		for col := range 3 {
			inv[col][row] = cofactor(row, col) / determinant
		}
	}
	return inv
}
