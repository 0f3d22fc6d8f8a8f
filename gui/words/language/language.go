package language

import "golang.org/x/text/language"

// A Language is one that Caracal speaks.
type Language struct {
	Tag     string // BCP 47
	Name    string // in the language itself, so that who looks for it can read it
	English string // its name in English, for a computer that has no letters for the other one
}

// All returns the languages that there are, English first.
func All() []Language {
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

// Understood returns the languages of ours in which these tags (BCP 47, as a system or the person's settings name them) are understood, in the same order, and then English.
func Understood(tags ...string) (found []Language) {
	all := All()
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
