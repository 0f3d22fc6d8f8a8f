package selection

import (
	"math/bits"
	"slices"

	"caracal/core/library/index"
)

// A set is any number of clips, seen or not: a bit for each row of the index. The zero set is empty. It is a value: nothing changes one that was returned.
type set struct {
	bits []uint64
	n    int
}

// has reports whether the clip is selected.
func (s set) has(row index.Row) bool {
	i := int(row / 64)
	return i < len(s.bits) && s.bits[i]&(1<<(row%64)) != 0
}

// len returns how many clips are selected.
func (s set) len() int { return s.n }

// with returns the set with more clips.
func (s set) with(rows ...index.Row) set {
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

// without returns the set without some clips.
func (s set) without(rows ...index.Row) set {
	without := slices.Clone(s.bits)
	for _, row := range rows {
		if s.has(row) {
			without[row/64] &^= 1 << (row % 64)
		}
	}
	return counted(without)
}

// in returns the selected clips that are in the list, in its order.
func (s set) in(rows []index.Row) []index.Row {
	in := make([]index.Row, 0, s.n)
	for _, row := range rows {
		if s.has(row) {
			in = append(in, row)
		}
	}
	return in
}

func counted(words []uint64) set {
	s := set{bits: words}
	for _, word := range words {
		s.n += bits.OnesCount64(word)
	}
	return s
}
