package core

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// SearchWords cuts a text into what is searched for: in lower case, without accents, and one word for each sign of a script that is written without spaces
// and for each emoji. After a change of how it cuts, the library's index has to be written anew; see the migrations there.
func SearchWords(text string) []string {
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
		case r == 'ー', unicode.Is(unicode.So, r), unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
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
