package language

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

// translations holds a file for each language: the English sentence, and the same in that language. A sentence that counts has a translation for each plural form
// of the language, chosen by its first number. English itself has a file only for the sentences that count.
//
//go:embed translations/*.json
var translations embed.FS

// Sentences returns what is said in a language, by the English sentence. It is an error of ours if they cannot be read; a test holds every file to its form.
func (l Language) Sentences() (map[string]Translation, error) {
	data, err := translations.ReadFile(path.Join("translations", l.Tag+".json"))
	if err != nil {
		return nil, err
	}
	var sentences map[string]Translation
	if err := json.Unmarshal(data, &sentences); err != nil {
		return nil, fmt.Errorf("%s: %w", l.Tag, err)
	}
	return sentences, nil
}

// Printer returns what puts English sentences into a language, on any goroutine; the error is that of Sentences.
func (l Language) Printer() (*message.Printer, error) {
	sentences, err := l.Sentences()
	if err != nil {
		return nil, err
	}
	// The same digits everywhere: clocks, dates, shapes and the fields that people type into have these.
	t, err := language.MustParse(l.Tag).SetTypeForKey("nu", "latn")
	if err != nil {
		return nil, err
	}
	builder := catalog.NewBuilder(catalog.Fallback(t))
	for sentence, its := range sentences {
		if err := builder.Set(t, sentence, its.message(sentence)...); err != nil {
			return nil, fmt.Errorf("%s: %q: %w", l.Tag, sentence, err)
		}
	}
	return message.NewPrinter(t, message.Catalog(builder)), nil
}

// A Translation is a sentence in another language, by the plural form (CLDR: zero, one, two, few, many, other) of its first number. One that does not count is
// "other" alone, and a plain string in the file.
type Translation map[string]string

// UnmarshalJSON reads either form.
func (t *Translation) UnmarshalJSON(data []byte) error {
	var plain string
	if json.Unmarshal(data, &plain) == nil {
		*t = Translation{"other": plain}
		return nil
	}
	return json.Unmarshal(data, (*map[string]string)(t))
}

// message returns the translation as the catalog keeps it.
func (t Translation) message(sentence string) []catalog.Message {
	if len(t) == 1 {
		return []catalog.Message{catalog.String(t["other"])}
	}
	var cases []any
	for _, form := range []string{"zero", "one", "two", "few", "many", "other"} {
		if s, ok := t[form]; ok {
			cases = append(cases, form, s)
		}
	}
	return []catalog.Message{plural.Selectf(counted(sentence), "%d", cases...)}
}

// counted is which argument of a sentence, from 1, is its first whole number.
func counted(sentence string) int {
	for i, part := range strings.Split(strings.ReplaceAll(sentence, "%%", ""), "%")[1:] {
		if strings.HasPrefix(part, "d") {
			return i + 1
		}
	}
	return 1
}
