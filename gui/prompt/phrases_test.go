package prompt

import (
	"strings"
	"testing"

	"caracal/core/draft/plan"
	"caracal/gui/words"
	"caracal/gui/words/language"
)

// apply returns the prompt after an edit.
func (e edit) apply(prompt string) string { return prompt[:e.Start] + e.with + prompt[e.End:] }

func TestToggle(t *testing.T) {
	for _, tt := range []struct{ prompt, phrase, want string }{ // | is the caret
		{"|", "orbit", "orbit"},
		{"orbit|", "orbit", ""},
		{"She smiles.|", "orbit", "She smiles, orbit"},
		{"She smiles, Orbit, golden hour|", "orbit", "She smiles, golden hour"},
		{"orbit, golden hour|", "orbit", "golden hour"},
		{"golden hour, orbit|", "orbit", "golden hour"},
		{"golden hour, orbit.|", "orbit", "golden hour."},
		{"orbiting slowly|", "orbit", "orbiting slowly, orbit"},
		{"ציור יפה 🐈|", "orbit", "ציור יפה 🐈, orbit"},
		{"ציור יפה 🐈, orbit|", "orbit", "ציור יפה 🐈"},

		// Where the person writes.
		{"|golden hour", "orbit", "orbit, golden hour"},
		{"she smi|les, golden hour", "orbit", "she smiles, orbit, golden hour"},
		{"she smiles,| golden hour", "orbit", "she smiles, orbit, golden hour"},
		{"She smiles. |Then she waves.", "orbit", "She smiles. orbit, Then she waves."},
		{"one\n|two", "orbit", "one\norbit, two"},
		{"one|\ntwo", "orbit", "one, orbit\ntwo"},
		{"the woman|", "smiles", "the woman smiles"},
		{"orbit, the woman, |grain", "smiles", "orbit, the woman smiles, grain"},
		{"the woman|", "orbit", "the woman, orbit"},
	} {
		caret := strings.Index(tt.prompt, "|")
		prompt := strings.Replace(tt.prompt, "|", "", 1)
		if got := toggle(prompt, tt.phrase, caret).apply(prompt); got != tt.want {
			t.Errorf("%q at %q gives %q, want %q", tt.phrase, tt.prompt, got, tt.want)
		}
	}
}

func TestToggleInJapanese(t *testing.T) {
	speak(t, "ja")
	woman, smiles, soft := words.Subjects()[0], words.Motions()[0], words.Term("soft light")
	prompt := ""
	for _, phrase := range []string{woman, smiles, soft} {
		prompt = toggle(prompt, phrase, len(prompt)).apply(prompt)
	}
	if want := woman + smiles + "、" + soft; prompt != want {
		t.Fatalf("got %q, want %q", prompt, want)
	}
	for _, phrase := range []string{woman, smiles, soft} {
		if !has(prompt, phrase) {
			t.Errorf("%q is not found in %q", phrase, prompt)
		}
		prompt = toggle(prompt, phrase, len(prompt)).apply(prompt)
	}
	if prompt != "" {
		t.Errorf("%q is left", prompt)
	}
}

// speak has the words of a test be in a language.
func speak(t *testing.T, tag string) {
	t.Helper()
	t.Cleanup(func() { words.Speak(language.All()[0]) })
	words.Speak(language.Understood(tag)[0])
}

// TestDraftUnderstandsWhatIsOffered: whatever language the camera's and the light's phrases are in, they do what the English ones do.
func TestDraftUnderstandsWhatIsOffered(t *testing.T) {
	type offer struct{ english, phrase string }
	for _, l := range language.All() {
		speak(t, l.Tag)
		offers := []offer{{"slow push in", words.SlowPushIn()}, {"orbit", words.Term("orbit")}}
		for _, term := range plan.Vocabulary() {
			offers = append(offers, offer{term.Name, words.Term(term.Name)})
		}
		for _, o := range offers {
			if got, want := plan.Parse(o.phrase), plan.Parse(o.english); !got.Same(want) {
				t.Errorf("%s: %q means %+v %+v, not what %q does", l.English, o.phrase, got.Camera, got.Look, o.english)
			}
			// Behind others, as the chips put them.
			prompt := strings.Join([]string{words.Subjects()[0], o.phrase}, words.Comma())
			if got, want := plan.Parse(prompt), plan.Parse(o.english); !got.Same(want) {
				t.Errorf("%s: %q means %+v %+v, not what %q does", l.English, prompt, got.Camera, got.Look, o.english)
			}
		}
	}
}

func TestEveryPhraseIsOfferedOnce(t *testing.T) {
	for _, l := range language.All() {
		speak(t, l.Tag)
		seen := map[string]string{}
		for _, g := range groups() {
			for _, phrase := range g.phrases {
				if seen[phrase] != "" {
					t.Errorf("%s: %q is in %s and in %s", l.English, phrase, seen[phrase], g.name)
				}
				seen[phrase] = g.name
			}
		}
	}
}
