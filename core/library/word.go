package library

import "strings"

// WordAt returns the word of a Query's text that a place is in or at an end of: from start up to end, which are bytes, as the place is. A phrase in quotes is one word, with its field
// and its quotes. Between words, and where nothing is typed, it is empty.
func WordAt(text string, at int) (start, end int) {
	at = min(at, len(text))
	for rest := text; ; {
		rest = strings.TrimLeft(rest, spaces)
		start = len(text) - len(rest)
		if rest == "" || at < start {
			return at, at
		}
		_, rest = nextWord(rest)
		if end = len(text) - len(rest); at <= end {
			return start, end
		}
	}
}
