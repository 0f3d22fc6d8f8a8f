package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"sync/atomic"

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

// A Language is one that Caracal speaks.
type Language struct {
	Tag     string // BCP 47
	Name    string // in the language itself, so that who looks for it can read it
	English string // its name in English, for a computer that has no letters for the other one
}

// Languages returns all of them, English first.
func Languages() []Language {
	return []Language{
		{"en", "English", "English"},
		{"de", "Deutsch", "German"},
		{"fr", "Français", "French"},
		{"es", "Español", "Spanish"},
		{"pt-BR", "Português (Brasil)", "Portuguese"},
		{"it", "Italiano", "Italian"},
		{"ja", "日本語", "Japanese"},
		{"zh-Hans", "简体中文", "Chinese"},
		{"ko", "한국어", "Korean"},
		{"ar", "العربية", "Arabic"},
	}
}

// speaker writes in the language that was chosen; nil before anyone has spoken. Like the theme, the language is one for the whole process: it is chosen
// once at the start, and handing it to everyone who says a word would put it into every signature of the window.
var speaker atomic.Pointer[message.Printer]

// Speak chooses the language of all sentences from now on. A program that never calls it speaks English.
func Speak(l Language) {
	printer, err := newPrinter(l.Tag)
	if err != nil { // a test holds every file to its form
		printer = message.NewPrinter(language.English)
	}
	speaker.Store(printer)
}

// Understood returns the languages of ours in which these tags (BCP 47, as a system or the person's settings name them) are understood, in the same order, and then English.
func Understood(tags ...string) (found []Language) {
	all := Languages()
	ours := make([]language.Tag, len(all))
	for i, l := range all {
		ours[i] = language.MustParse(l.Tag)
	}
	matcher := language.NewMatcher(ours)
	for _, tag := range tags {
		wanted, err := language.Parse(tag)
		if err != nil {
			continue
		}
		if _, i, sure := matcher.Match(wanted); sure >= language.Low {
			found = append(found, all[i])
		}
	}
	return append(found, all[0])
}

// newPrinter reads the sentences of a language.
func newPrinter(tag string) (*message.Printer, error) {
	data, err := translations.ReadFile(path.Join("translations", tag+".json"))
	if err != nil {
		return nil, err
	}
	var sentences map[string]translation
	if err := json.Unmarshal(data, &sentences); err != nil {
		return nil, fmt.Errorf("%s: %w", tag, err)
	}
	t := language.MustParse(tag)
	builder := catalog.NewBuilder(catalog.Fallback(t))
	for sentence, its := range sentences {
		if err := builder.Set(t, sentence, its.message(sentence)...); err != nil {
			return nil, fmt.Errorf("%s: %q: %w", tag, sentence, err)
		}
	}
	return message.NewPrinter(t, message.Catalog(builder)), nil
}

// A translation is a sentence in another language, by the plural form (CLDR: zero, one, two, few, many, other) of its first number. One that does not count is
// "other" alone, and a plain string in the file.
type translation map[string]string

// UnmarshalJSON reads either form.
func (t *translation) UnmarshalJSON(data []byte) error {
	var plain string
	if json.Unmarshal(data, &plain) == nil {
		*t = translation{"other": plain}
		return nil
	}
	return json.Unmarshal(data, (*map[string]string)(t))
}

// message returns the translation as the catalog keeps it.
func (t translation) message(sentence string) []catalog.Message {
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

// say puts an English sentence into the language that was chosen. The sentence is the key of its translations, so that the code reads as the window does, and one that is
// reworded is missed by a test until it is translated again. It is a format of fmt; numbers are written as the language writes them.
func say(sentence string, args ...any) string { return printer().Sprintf(sentence, args...) }

// translated is say for a sentence that stands in a table of sentences, and not in the call. It takes no values.
func translated(sentence string) string { return printer().Sprintf(message.Key(sentence, sentence)) }

func printer() *message.Printer {
	if p := speaker.Load(); p != nil {
		return p
	}
	Speak(Languages()[0])
	return speaker.Load()
}
