//go:build linux

package atspi

import "unicode"

// A text is what stands in an entry. Offsets are counted in letters, as Unicode's code points.
type text struct {
	letters []rune
	caret   int
}

func newText(s string, caret int) *text {
	t := &text{letters: []rune(s)}
	t.caret = t.within(caret)
	return t
}

func (t *text) within(offset int) int { return min(max(offset, 0), len(t.letters)) }

// part returns what lies between two offsets; an end below 0 is that of the text.
func (t *text) part(start, end int) string {
	if end < 0 {
		end = len(t.letters)
	}
	start = t.within(start)
	return string(t.letters[start:max(start, t.within(end))])
}

// A granularity says how much of a text is meant: AtspiTextGranularity in atspi-constants.h.
type granularity uint32

const (
	byLetter granularity = iota
	byWord
	bySentence
	byLine
	byParagraph
)

// granularityOf returns the one that one of the older AtspiTextBoundaryType stands for.
func granularityOf(boundary uint32) granularity {
	switch boundary {
	case 0:
		return byLetter
	case 1, 2: // where words start and end
		return byWord
	}
	return byLine
}

// span returns the letter, the word with what follows it, or the line in which an offset is. An entry's sentences are not told apart.
func (t *text) span(offset int, g granularity) (start, end int) {
	offset = t.within(offset)
	var begins func(i int) bool
	switch g {
	case byLetter:
		return offset, t.within(offset + 1)
	case byWord:
		begins = func(i int) bool { return inWord(t.letters[i]) && !inWord(t.letters[i-1]) }
	default:
		begins = func(i int) bool { return t.letters[i-1] == '\n' }
	}
	for start = min(offset, max(0, len(t.letters)-1)); start > 0 && !begins(start); start-- {
	}
	for end = start + 1; end < len(t.letters) && !begins(end); end++ {
	}
	return start, t.within(end)
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// change returns where another text differs first, what has gone there and what has come.
func (t *text) change(to *text) (at int, gone, come []rune) {
	gone, come = t.letters, to.letters
	for len(gone) > 0 && len(come) > 0 && gone[0] == come[0] {
		gone, come = gone[1:], come[1:]
		at++
	}
	for len(gone) > 0 && len(come) > 0 && gone[len(gone)-1] == come[len(come)-1] {
		gone, come = gone[:len(gone)-1], come[:len(come)-1]
	}
	return at, gone, come
}
