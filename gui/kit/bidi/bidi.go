// Package bidi orders the words of a line that is written from right to left for a toolkit that cannot.
//
// The rules of this room:
//   - Its one function is pure, and may be called on any goroutine.
//   - What begins from left to right is left as it is: that the toolkit can.
package bidi

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// Visual returns a line as the toolkit must be given it. The toolkit lays the runs of a line from left to right in the order in which they are written, which is right for a line that
// begins with a script written from left to right. Of one that begins from right to left it must be given the last run first, each with the punctuation and spaces around it on
// its other side. See the Unicode Standard, Annex 9, rules P2, L1 and L2.
func Visual(line string) string {
	if !rightToLeft(line) {
		return line
	}
	var p bidi.Paragraph
	if _, err := p.SetString(line, bidi.DefaultDirection(bidi.RightToLeft)); err != nil {
		return line
	}
	order, err := p.Order()
	if err != nil {
		return line
	}
	var seen []string // from right to left
	for i := range order.NumRuns() {
		run := order.Run(i)
		if run.Direction() == bidi.RightToLeft {
			seen = append(seen, pieces(run.String())...)
		} else {
			seen = append(seen, run.String())
		}
	}
	slices.Reverse(seen)
	return mark + strings.Join(seen, mark)
}

// pieces parts a run that is written from right to left into words, with the spaces between them, and what is around those: a sign for which the font of another script stands in makes
// two runs of one for the toolkit.
func pieces(run string) (pieces []string) {
	letter := func(r rune) bool { return !neutral(r) }
	for run != "" {
		end := until(run, letter)
		if end > 0 {
			pieces, run = append(pieces, mirrored(run[:end])), run[end:]
			continue
		}
		for {
			end += until(run[end:], neutral)
			space := until(run[end:], letter)
			if end+space == len(run) || strings.TrimSpace(run[end:end+space]) != "" {
				break
			}
			end += space
		}
		pieces, run = append(pieces, run[:end]), run[end:]
	}
	return pieces
}

// until returns where in a text the first of some characters is, or the text's length.
func until(s string, one func(rune) bool) int {
	if i := strings.IndexFunc(s, one); i >= 0 {
		return i
	}
	return len(s)
}

// mark tells the toolkit that a line is in that order already, and keeps it from joining runs that are apart: U+200E, the mark that is written from left to right and has no width.
const mark = "\u200e"

// rightToLeft reports whether the first letter of a line that has a direction has that one.
func rightToLeft(line string) bool {
	for _, r := range line {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

// neutral reports whether a character takes its direction from those around it.
func neutral(r rune) bool {
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.R, bidi.AL, bidi.NSM, bidi.L, bidi.EN, bidi.AN:
		return false
	}
	return true
}

// mirrored returns punctuation as it is seen from the other side.
func mirrored(s string) string {
	return strings.NewReplacer("«", "»", "»", "«", "‹", "›", "›", "‹").Replace(bidi.ReverseString(s))
}
