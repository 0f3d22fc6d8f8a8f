package words

import (
	"regexp"
	"strings"
	"testing"

	"caracal/core"
	"caracal/gui/words/language"
)

// TestTypography holds each language to the marks and spaces that it is set with, and to one way of writing what may be written in two.
func TestTypography(t *testing.T) {
	everywhere := []string{`'`, `"`, `\.\.\.`, ` …`, `  `, ` $`}
	wrong := map[string][]string{ // beside what is wrong everywhere
		"de":      {`[“«»].*„`, `[«»‚‘”]`},
		"fr":      {` [:;?!»]`, `« `, `[^\s\x{a0}][;?!»]`, `[„“”]`, `Mo\b.*MB`},
		"es":      {`^[^¿]*\?`, `[„“”]`},
		"pt-BR":   {`[„«»]`, `\bo WaveSpeed|[an]o WaveSpeed`},
		"it":      {`[„«»]`, `(?i)\b(la|le|una|della|delle|quella|prima|tutte) clip\b`},
		"ja":      {`[“”«»]`, `：`, `～`, `ウインドウ`, `ごみ箱`},
		"zh-Hans": {`[「」«»]`, `\p{Han}[,:;?]`},
		"ko":      {`[“”「」]`, `니다`, `일시정지`},
		"ar":      {`[“”]`, `\p{Arabic}[,;?]`},
	}
	for _, l := range language.All()[1:] {
		its, err := l.Sentences()
		if err != nil {
			t.Fatal(err)
		}
		for _, pattern := range append(wrong[l.Tag], everywhere...) {
			found := regexp.MustCompile(pattern)
			for sentence, forms := range its {
				for _, s := range forms {
					if found.MatchString(s) && strings.TrimSpace(sentence) == sentence {
						t.Errorf("%s: %q has %s", l.Tag, s, pattern)
					}
				}
			}
		}
	}
}

// TestSentencesNameWhatTheWindowHas: who is told to press a button, or to look on a page, looks for the very words that are on it.
func TestSentencesNameWhatTheWindowHas(t *testing.T) {
	said := sentences(t)
	named := regexp.MustCompile(`“([^”]+)”|\b(Settings)\b|[;:] (?:with )?(Check again)`)
	looked := 0
	for _, l := range language.All()[1:] {
		its, err := l.Sentences()
		if err != nil {
			t.Fatal(err)
		}
		for sentence := range said {
			for _, m := range named.FindAllStringSubmatch(sentence, -1) {
				name := m[1] + m[2] + m[3]
				if !said[name] || name == sentence || name == "golden hour" {
					continue
				}
				looked++
				if label, s := its[name]["other"], its[sentence]["other"]; !strings.Contains(s, label) {
					t.Errorf("%s: %q does not name %q", l.Tag, s, label)
				}
			}
		}
	}
	if looked < 100 {
		t.Errorf("%d names were looked at", looked)
	}
}

// TestDigitsAreTheSameEverywhere: an Arabic window had two kinds beside each other, because clocks, dates and fields are not numbers of a sentence.
func TestDigitsAreTheSameEverywhere(t *testing.T) {
	for _, l := range language.All() {
		speak(t, l.Tag)
		for _, s := range []string{Clips(12345), Price(1234*core.Dollar + core.Dollar/2), Bytes(3_100_000)} {
			if strings.ContainsFunc(s, func(r rune) bool { return r >= '٠' && r <= '٩' }) || !strings.Contains(s, "3") {
				t.Errorf("%s: %q", l.Tag, s)
			}
		}
	}
}
