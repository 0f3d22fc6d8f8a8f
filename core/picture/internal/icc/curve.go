package icc

import (
	"encoding/binary"
	"math"
)

// maxTable is the most values that are read of a curve's table.
const maxTable = 1 << 20

// parseCurve reads a curve from 0…1 to 0…1: a power, a table or one of the formulas of ICC.1:2010 §10.15.
func parseCurve(b []byte) (curve func(float64) float64, ok bool) {
	if len(b) < 12 {
		return nil, false
	}
	switch string(b[:4]) {
	case "curv":
		return parseTable(b)
	case "para":
		return parseFormula(b)
	}
	return nil, false
}

// parseTable reads a curve of type curv: so many values at even distances. None stand for a straight line, and one for a power.
func parseTable(b []byte) (curve func(float64) float64, ok bool) {
	n := int(min(binary.BigEndian.Uint32(b[8:]), maxTable))
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
}

// parseFormula reads a curve of type para: y = (ax+offset)^g + e from d on, and cx + f below. Its kind says which of the numbers are given.
func parseFormula(b []byte) (curve func(float64) float64, ok bool) {
	kind, count := binary.BigEndian.Uint16(b[8:]), []int{1, 3, 4, 5, 7}
	if int(kind) >= len(count) || len(b) < 12+4*count[kind] {
		return nil, false
	}
	var v [7]float64
	for i := range count[kind] {
		v[i] = fixed(b[12+4*i:])
	}
	g, a, offset, c, d, e, f := v[0], v[1], v[2], v[3], v[4], v[5], v[6]
	switch kind {
	case 0:
		a = 1
	case 1, 2:
		if a == 0 {
			return nil, false
		}
		c, d, e, f = 0, -offset/a, c, c
	}
	return func(x float64) float64 {
		if x < d {
			return c*x + f
		}
		return math.Pow(a*x+offset, g) + e
	}, true
}
