package shots

import (
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A Blank is a {blank} in a template: template[Start:End], in bytes, with its braces.
type Blank struct {
	Start, End int
	Name       string // in lower case
}

// FindBlanks returns the blanks of a template in their order. Braces around anything but a name are text.
func FindBlanks(template string) (found []Blank) {
	for from := 0; ; {
		open := strings.IndexByte(template[from:], '{')
		if open < 0 {
			return found
		}
		start := from + open
		name, _, closed := strings.Cut(template[start+1:], "}")
		if from = start + 1; closed && isName(name) {
			from += len(name) + 1
			found = append(found, Blank{start, from, strings.ToLower(name)})
		}
	}
}

// The blanks that are filled by themselves: the picture's name without the ending, and the row's place in the list.
const (
	nameBlank   = "name"
	numberBlank = "number"
)

// Blanks returns the names of the blanks that row i itself has to fill, each once, in the order in which they come.
func (l List) Blanks(i int) []string {
	_, names := fill(l.Template(i), nil)
	return slices.DeleteFunc(names, func(name string) bool { return name == nameBlank || name == numberBlank })
}

// UnusedBlanks returns the names of the blanks that rows fill and no prompt has, each once, in the order of the alphabet.
func (l List) UnusedBlanks() (names []string) {
	used := map[string]bool{}
	for i := range l.Rows {
		for _, b := range FindBlanks(l.Template(i)) {
			used[b.Name] = true
		}
	}
	for _, r := range l.Rows {
		for name, with := range r.Blanks {
			if !used[name] && with != "" && isName(name) {
				used[name] = true
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// Fill returns the list with a blank of one row filled.
func (l List) Fill(id, blank, with string) List {
	return l.Edit(id, func(r *Row) {
		if r.Blanks = maps.Clone(r.Blanks); r.Blanks == nil {
			r.Blanks = map[string]string{}
		}
		r.Blanks[blank] = with
	})
}

// blanks returns what the blanks of row i stand for.
func (l List) blanks(i int) map[string]string {
	r := l.Rows[i]
	values := map[string]string{numberBlank: strconv.Itoa(i + 1), nameBlank: strings.TrimSuffix(r.Picture.Name, filepath.Ext(r.Picture.Name))}
	for name, value := range r.Blanks {
		values[strings.ToLower(name)] = value
	}
	return values
}

// fill returns the template with its blanks filled, and the names of those that have no value, each once.
func fill(template string, values map[string]string) (filled string, missing []string) {
	var b strings.Builder
	from := 0
	for _, blank := range FindBlanks(template) {
		value := strings.TrimSpace(values[blank.Name])
		if value == "" && !slices.Contains(missing, blank.Name) {
			missing = append(missing, blank.Name)
		}
		b.WriteString(template[from:blank.Start])
		b.WriteString(value)
		from = blank.End
	}
	b.WriteString(template[from:])
	return b.String(), missing
}

// isName reports whether a blank may have this name: letters, digits, and spaces, hyphens and underscores between them.
func isName(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" -_", r) {
			return false
		}
	}
	return s != "" && strings.TrimSpace(s) == s && len(s) <= 40
}
