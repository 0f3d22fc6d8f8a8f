package plan

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word of the prompt in lower case. Words are in the same clause when no punctuation stands between them.
type token struct {
	text       string
	start, end int // in the prompt, in bytes
	clause     int
	role       role
}

// unspaced returns all known words of such scripts, by their first letter, the longest first.
func (r *reader) unspaced() map[rune][]string {
	byFirst := map[rune][]string{}
	add := func(word string) {
		first, _ := utf8.DecodeRuneInString(word)
		if Unspaced(first) && !slices.Contains(byFirst[first], word) {
			byFirst[first] = append(byFirst[first], word)
		}
	}
	for word := range r.roles {
		add(word)
	}
	for _, p := range r.phrases {
		for _, alternatives := range p.words {
			for _, word := range alternatives {
				add(word)
			}
		}
	}
	for _, words := range byFirst {
		slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	}
	return byFirst
}

// Unspaced reports whether a letter is of a script that is written without spaces between its words: Chinese and Japanese.
func Unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー' || r == '々'
}

// tokenize splits at everything that is not a letter, a digit, an ampersand or an apostrophe. In scripts without spaces it splits at the words that are known, and takes every other
// letter for a word. Punctuation other than a hyphen ends a clause.
func tokenize(prompt string, unspaced map[rune][]string) []token {
	var tokens []token
	start, clause := -1, 0
	flush := func(end int) {
		if start >= 0 {
			text := strings.ReplaceAll(strings.ToLower(prompt[start:end]), "’", "'")
			tokens = append(tokens, token{text: text, start: start, end: end, clause: clause})
			start = -1
		}
	}
	skip := 0 // where the unspaced word that was taken last ends
	for i, c := range prompt {
		if i < skip {
			continue
		}
		if Unspaced(c) {
			flush(i)
			word := string(c)
			for _, w := range unspaced[c] {
				if strings.HasPrefix(prompt[i:], w) {
					word = w
					break
				}
			}
			start, skip = i, i+len(word)
			flush(skip)
			continue
		}
		if unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) || strings.ContainsRune("&'’", c) {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
		if c == '\n' || !unicode.IsSpace(c) && c != '-' {
			clause++
		}
	}
	flush(len(prompt))
	return tokens
}
