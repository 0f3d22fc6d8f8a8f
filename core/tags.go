package core

import (
	"slices"
	"strings"
	"unicode"
)

// How long a tag may be, in characters, and how many a clip may have.
const (
	MaxTag  = 64
	MaxTags = 64
)

// CleanTags returns the tags as clips have them: each once, however it is written in capitals, in the order given. A comma or a new line parts two tags, as people type
// them. What is invisible and could disguise a tag is taken out, what is too long is cut, and what is too much is left out.
func CleanTags(typed ...string) []string {
	var tags []string
	for _, some := range typed {
		for tag := range strings.FieldsFuncSeq(some, isTagSeparator) {
			if tag = cleanTag(tag); tag == "" || slices.ContainsFunc(tags, func(t string) bool { return strings.EqualFold(t, tag) }) {
				continue
			}
			if len(tags) == MaxTags {
				return tags
			}
			tags = append(tags, tag)
		}
	}
	return tags
}

func isTagSeparator(r rune) bool { return strings.ContainsRune(",;\n\r，、،", r) }

func cleanTag(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range strings.ToValidUTF8(s, "") {
		const joiner = '\u200d' // holds the parts of an emoji together
		switch {
		case n == MaxTag:
			return strings.TrimSpace(b.String())
		case unicode.IsSpace(r):
			r = ' '
		case r == '#' && b.Len() == 0: // as people write tags elsewhere
			continue
		case r != joiner && !unicode.IsGraphic(r): // marks of direction, controls, what has no sign yet
			continue
		}
		if r == ' ' && (b.Len() == 0 || strings.HasSuffix(b.String(), " ")) {
			continue
		}
		b.WriteRune(r)
		n++
	}
	return strings.TrimSpace(b.String())
}
