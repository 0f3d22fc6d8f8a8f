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

// maxTerms bounds what is searched for when a person pastes a whole text.
const maxTerms = 50

// match returns what a person typed as an FTS5 expression: every word must be there, or a word that begins with it. It is empty when nothing in
// text can be searched for.
func match(text string) string {
	var terms []string
	for _, typed := range strings.Fields(text) {
		// Only letters, digits and symbols come out of words, so nothing in it can end the quotes.
		if w := words(typed); len(w) > 0 {
			terms = append(terms, `"`+strings.Join(w[:min(len(w), maxTerms)], " ")+`"*`)
		}
		if len(terms) == maxTerms {
			break
		}
	}
	return strings.Join(terms, " ")
}
