package search

import (
	"strings"

	"caracal/core"
)

// maxTerms bounds what is searched for when a person pastes a whole text.
const maxTerms = 50

// A term is a word or a phrase that a person typed.
type term struct {
	text  string
	exact bool // whole words, in a row
}

// Phrases returns an FTS5 expression for each word or phrase that can be looked for, of words as [core.SearchWords] cuts them.
func (c Conditions) Phrases() (list []string) {
	for _, t := range c.terms {
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
