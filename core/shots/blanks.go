package shots

import (
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
)

// Blanks returns the names of the {blanks} in a template, each once, in lower case, in the order in which they come. Braces around anything but a name are text.
func Blanks(template string) []string {
	_, missing := fill(template, nil)
	return missing
}

// blanks returns what the blanks of row i stand for: what the row says, and {name}, its picture's without the ending, and {number}, its place in the list.
func (l List) blanks(i int) map[string]string {
	r := l.Rows[i]
	values := map[string]string{"number": strconv.Itoa(i + 1), "name": strings.TrimSuffix(r.Picture.Name, filepath.Ext(r.Picture.Name))}
	for name, value := range r.Blanks {
		values[strings.ToLower(name)] = value
	}
	return values
}

// fill returns the template with its blanks filled, and the names of those that have no value, each once.
func fill(template string, values map[string]string) (filled string, missing []string) {
	var b strings.Builder
	seen := map[string]bool{}
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String(), missing
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || !isName(name) {
			b.WriteByte('{')
			template = rest
			continue
		}
		name = strings.ToLower(name)
		value := strings.TrimSpace(values[name])
		if value == "" && !seen[name] {
			seen[name], missing = true, append(missing, name)
		}
		b.WriteString(value)
		template = after
	}
}

// isName reports whether a blank may be called so: letters, digits, and spaces, hyphens and underscores between them.
func isName(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" -_", r) {
			return false
		}
	}
	return s != "" && strings.TrimSpace(s) == s && len(s) <= 40
}
