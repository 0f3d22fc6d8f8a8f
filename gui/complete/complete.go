// Package complete is what a word of a search may become while it is typed, and the chips that offer it below the search.
//
// The rules of this room:
//   - What a word may become is found without asking anybody. The tags that there are come from the page.
//   - Offers are used on the Fyne goroutine only.
package complete

import (
	"slices"
	"strings"
	"time"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/core/library/search"
)

// most is how many endings of a word are offered at once.
const most = 8

// Word returns what a word of a search may become: a word that the library understands before a colon, or what can follow it. One that is whole already becomes nothing else.
func Word(word string, tags []index.TagCount, now time.Time) (words []string) {
	word = strings.ToLower(word)
	field, value, valued := strings.Cut(word, ":")
	if !valued {
		const least = 3 // letters; less may become any word
		for _, f := range search.Fields() {
			if strings.HasPrefix(f, word) && (len(word) >= least || word == f) {
				words = append(words, f+":")
			}
		}
		return words
	}
	var values []string
	switch field {
	case "tag":
		for _, t := range tags {
			if strings.ContainsRune(t.Tag, ' ') {
				t.Tag = `"` + t.Tag + `"`
			}
			values = append(values, t.Tag)
		}
	case "is":
		values = []string{"favourite", "copy"}
	case "engine":
		for _, id := range core.EngineIDs() {
			values = append(values, string(id))
		}
	case "aspect":
		for _, a := range core.Aspects() {
			values = append(values, string(a))
		}
	case "before", "after":
		first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, now.Location())
		values = []string{first.Format("2006-01"), first.AddDate(0, -1, 0).Format("2006-01"), first.Format("2006"), first.AddDate(-1, 0, 0).Format("2006")}
	case "larger", "smaller":
		values = []string{"1MB", "5MB", "20MB", "100MB"}
	}
	for _, v := range values {
		if strings.ToLower(v) == value {
			return nil
		}
		if strings.HasPrefix(strings.Trim(strings.ToLower(v), `"`), strings.TrimPrefix(value, `"`)) && len(words) < most {
			words = append(words, field+":"+v)
		}
	}
	return words
}

// IsWhole reports whether a word that could become something else means something by itself: Tab leads on from it, and does not complete it.
func IsWhole(word string) bool {
	word = strings.ToLower(word)
	return word == "large" || word == "small" || slices.Contains(search.Fields(), word)
}

// Take returns a search with the word at a place completed, and the place where one types on: after a space when the word is whole. Places are in bytes.
func Take(text string, at int, word string) (string, int) {
	start, end := search.WordAt(text, at)
	before, after := text[:start]+word, text[end:]
	if !strings.HasSuffix(word, ":") {
		before += " "
		after = strings.TrimPrefix(after, " ")
	}
	return before + after, len(before)
}
