package shots

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A ColumnError is a column that nothing uses: most often its name was mistyped, and then every prompt, say, would be missing.
type ColumnError struct {
	Name string // in lower case
	Like string // the column that seems to be meant; empty where that cannot be told
}

func (e *ColumnError) Error() string {
	text := fmt.Sprintf("the column %q is none of %s, and no prompt has {%s} in it", e.Name, strings.Join(columns(), ", "), e.Name)
	if e.Like != "" {
		text += fmt.Sprintf("; %q seems to be meant", e.Like)
	}
	return text
}

// columns are those that every list may have.
func columns() []string { return []string{pictureColumn, promptColumn, aspectColumn, engineColumn} }

// unused returns a [*ColumnError] for the first column that nothing uses.
func (t *table) unused(l List) error {
	used := map[string]bool{"": true}
	for _, name := range columns() {
		used[name] = true
	}
	for i := range l.Rows {
		for _, b := range FindBlanks(l.Template(i)) {
			used[b.Name] = true
		}
	}
	for _, b := range FindBlanks(l.Prompt) {
		used[b.Name] = true
	}
	for _, name := range t.header {
		if like := likeColumn(name); !used[name] && (like != "" || !t.rules.Edited) {
			return &ColumnError{Name: name, Like: like}
		}
	}
	return nil
}

// likeColumn returns the column that a name seems to mean: a word of it is that column's name, or a typo of it.
func likeColumn(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, column := range columns() {
		if slices.ContainsFunc(words, func(word string) bool { return isTypo([]rune(word), []rune(column)) }) {
			return column
		}
	}
	return ""
}

// isTypo reports whether two words are equal, or differ by one letter that is missing, added or wrong, or by two neighbours that are swapped.
func isTypo(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	a, b = a[i:], b[i:]
	switch {
	case len(a) == len(b) && len(a) > 1 && a[0] == b[1] && a[1] == b[0] && slices.Equal(a[2:], b[2:]):
		return true
	case len(a) == len(b):
		return len(a) == 0 || slices.Equal(a[1:], b[1:])
	}
	return slices.Equal(a, b[1:])
}
