package language

import "testing"

// TestUnderstoodKnowsTheTagsOfSystems names languages as systems do.
func TestUnderstoodKnowsTheTagsOfSystems(t *testing.T) {
	for tag, want := range map[string]string{
		"de": "de", "de-AT": "de", "de_CH": "de", "pt": "pt-BR", "pt-PT": "pt-BR", "zh-CN": "zh-Hans", "zh": "zh-Hans", "ar-EG": "ar", "en-GB": "en",
		"fi": "en", "C": "en", "": "en", "not a tag": "en",
	} {
		if got := Understood(tag)[0].Tag; got != want {
			t.Errorf("%q is %q, not %q", tag, got, want)
		}
	}
	found := Understood("fi", "it-CH", "ja")
	if len(found) != 3 || found[0].Tag != "it" || found[1].Tag != "ja" || found[2].Tag != "en" {
		t.Errorf("of three choices there are %v", found)
	}
}
