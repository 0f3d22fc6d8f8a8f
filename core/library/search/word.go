package search

import "strings"

// Fields returns the words that a search understands before a colon, in the order in which they are offered:
//
//	tag:cat, tag:"golden hour"     clips that have just that tag
//	is:favourite, is:copy          favourites; copies that were made by hand
//	engine:lynx, engine:draft      by their beginning
//	aspect:9:16
//	before:2026-05, after:2026     asked for before the beginning of that month, day or year, or since it
//	larger:5MB, smaller:1.5GB      files of at least, or less than, so many bytes
//
// What does not say yet what it asks for, a date, a size, "is:fa", asks for nothing: the person is still typing. A minus before one of these, or before a word or a phrase, leaves
// out what it would find.
func Fields() []string {
	return []string{"tag", "is", "engine", "aspect", "before", "after", "larger", "smaller"}
}

// A typedWord is a word, or a phrase in quotes, perhaps after one of Fields and a colon.
type typedWord struct {
	field, value string
	closed       bool // in quotes, of which both are there
	not          bool // after a minus
}

// limits reports whether the word is this field's, or not its opposite's, which is the same.
func (w typedWord) limits(field, opposite string) bool {
	return w.field == field && !w.not || w.field == opposite && w.not
}

// spaces part words: those that people type.
const spaces = " \t\r\n\u00a0\u3000"

// nextWord cuts the first word off.
func nextWord(text string) (w typedWord, rest string) {
	text = strings.TrimLeft(text, spaces)
	if after, ok := strings.CutPrefix(text, "-"); ok && !strings.HasPrefix(after, "-") { // two are of a prompt that is pasted, as are those for other services: --ar 16:9
		w.not, text = true, after
	}
	for _, field := range Fields() {
		if value, ok := cutFold(text, field+":"); ok {
			w.field, text = field, value
			break
		}
	}
	if strings.HasPrefix(text, `"`) {
		w.value, rest, w.closed = strings.Cut(text[1:], `"`)
		return w, rest
	}
	if i := strings.IndexAny(text, spaces); i >= 0 {
		w.value, rest = text[:i], text[i:]
	} else {
		w.value = text
	}
	return w, rest
}

// cutFold is strings.CutPrefix for a prefix in lower case that may be typed in capitals.
func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// WordAt returns the word of a search that a place is in or at an end of: from start up to end, which are bytes, as the place is. A phrase in quotes is one word, with its field
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
