package library

import (
	"strings"

	"caracal/core"
)

// titleOf returns what a prompt is sorted by: its beginning, in small letters and without accents.
func titleOf(prompt string) string {
	const most = 40 // characters: the rest tells few clips apart, and an index holds it for each
	beginning := []rune(prompt)
	if len(beginning) > most {
		beginning = beginning[:most]
	}
	return strings.Join(core.SearchWords(string(beginning)), " ")
}

// maxTerms bounds what is searched for when a person pastes a whole text.
const maxTerms = 50

// A term is a word or a phrase that a person typed.
type term struct {
	text  string
	exact bool // whole words, in a row
}

// phrases returns an FTS5 expression for each term that can be searched for.
func phrases(typed []term) (list []string) {
	for _, t := range typed {
		// Only letters, digits and symbols come out of SearchWords, so nothing in it can end the quotes.
		w := core.SearchWords(t.text)
		if len(w) == 0 {
			continue
		}
		phrase := `"` + strings.Join(w[:min(len(w), maxTerms)], " ") + `"`
		if !t.exact { // so far, it may be the beginning of a word
			phrase += "*"
		}
		if list = append(list, phrase); len(list) == maxTerms {
			break
		}
	}
	return list
}
