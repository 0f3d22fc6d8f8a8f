package plan

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What Korean writes at the end of a word without a space: particles, of which a word has one, and the beginnings of what makes a verb of it ("줌아웃하며", "패닝합니다").
const (
	particles   = "을 를 이 가 은 는 도 의 로 으로"
	verbEndings = "하 한 할 합 해 했 된 되 됩"
)

// splitEndings parts words of the vocabulary that are written in Hangul from what is written to their ends. Words of one syllable are left alone, because others begin with them.
func (r *reader) splitEndings(tokens []token) []token {
	hangul := func(t token) bool {
		first, _ := utf8.DecodeRuneInString(t.text)
		return unicode.Is(unicode.Hangul, first)
	}
	if !slices.ContainsFunc(tokens, hangul) {
		return tokens
	}
	known := map[string]bool{}
	for _, p := range r.phrases {
		for _, alternatives := range p.words {
			for _, word := range alternatives {
				known[word] = true
			}
		}
	}
	var split []token
	for _, t := range tokens {
		if !hangul(t) || known[t.text] || r.roles[t.text] != 0 || t.end-t.start != len(t.text) {
			split = append(split, t)
			continue
		}
		word := t.text
		for n := range t.text {
			if stem := t.text[:n]; utf8.RuneCountInString(stem) > 1 && known[stem] && isEnding(t.text[n:]) {
				word = stem
			}
		}
		at := t.start + len(word)
		split = append(split, token{text: word, start: t.start, end: at, clause: t.clause})
		if at < t.end {
			split = append(split, token{text: t.text[len(word):], start: at, end: t.end, clause: t.clause, role: isFiller})
		}
	}
	return split
}

// isEnding reports whether Korean writes s to the end of a word.
func isEnding(s string) bool {
	return slices.Contains(strings.Fields(particles), s) || slices.ContainsFunc(strings.Fields(verbEndings), func(begin string) bool { return strings.HasPrefix(s, begin) })
}
