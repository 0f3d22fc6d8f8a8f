package index

import (
	"math/bits"
)

// A Selection is any number of clips, seen or not: a bit for each row of the index. The zero Selection is empty. It is a value: nothing changes one that was returned.
type Selection struct {
	bits []uint64
	n    int
}

// Has reports whether the clip is selected.
func (s Selection) Has(row Row) bool {
	i := int(row / 64)
	return i < len(s.bits) && s.bits[i]&(1<<(row%64)) != 0
}

// Len returns how many clips are selected.
func (s Selection) Len() int { return s.n }

// With returns the selection with more clips.
func (s Selection) With(rows ...Row) Selection {
	words := len(s.bits)
	for _, row := range rows {
		words = max(words, int(row/64)+1)
	}
	with := make([]uint64, words)
	copy(with, s.bits)
	for _, row := range rows {
		with[row/64] |= 1 << (row % 64)
	}
	return counted(with)
}

// Without returns the selection without some clips.
func (s Selection) Without(rows ...Row) Selection {
	without := append([]uint64(nil), s.bits...)
	for _, row := range rows {
		if s.Has(row) {
			without[row/64] &^= 1 << (row % 64)
		}
	}
	return counted(without)
}

// In returns the selected clips that are in the list, in its order.
func (s Selection) In(rows []Row) []Row {
	in := make([]Row, 0, s.n)
	for _, row := range rows {
		if s.Has(row) {
			in = append(in, row)
		}
	}
	return in
}

func counted(set []uint64) Selection {
	s := Selection{bits: set}
	for _, word := range set {
		s.n += bits.OnesCount64(word)
	}
	return s
}
