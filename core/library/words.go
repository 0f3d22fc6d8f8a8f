package library

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// words cuts a text into what is searched for: in lower case, without accents, and one word for each sign of a script that is written without spaces
// and for each emoji.
func words(text string) []string {
	var list []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			list = append(list, word.String())
			word.Reset()
		}
	}
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r): // an accent, or the selector of an emoji's colour
		case unicode.Is(unicode.So, r), unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			end()
			list = append(list, string(r))
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.Is(unicode.Mc, r):
			word.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || unicode.Is(unicode.Cf, r): // don't, and invisible joiners
		default:
			end()
		}
	}
	end()
	return list
}

// titleOf returns what a prompt is sorted by: its beginning, in small letters and without accents.
func titleOf(prompt string) string {
	const most = 40 // characters: the rest tells few clips apart, and an index holds it for each
	beginning := []rune(prompt)
	if len(beginning) > most {
		beginning = beginning[:most]
	}
	return strings.Join(words(string(beginning)), " ")
}

// maxTerms bounds what is searched for when a person pastes a whole text.
const maxTerms = 50

// A term is a word or a phrase that a person typed.
type term struct {
	text  string
	exact bool // whole words, in a row
}

// match returns an FTS5 expression for clips that have all terms. It is empty when nothing in them can be searched for.
func match(typed []term) string {
	var terms []string
	for _, t := range typed {
		// Only letters, digits and symbols come out of words, so nothing in it can end the quotes.
		w := words(t.text)
		if len(w) == 0 {
			continue
		}
		phrase := `"` + strings.Join(w[:min(len(w), maxTerms)], " ") + `"`
		if !t.exact { // so far, it may be the beginning of a word
			phrase += "*"
		}
		if terms = append(terms, phrase); len(terms) == maxTerms {
			break
		}
	}
	return strings.Join(terms, " ")
}
