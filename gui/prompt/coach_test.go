package prompt

import (
	"testing"

	"caracal/gui/words"
	"caracal/gui/words/language"
)

func TestCoach(t *testing.T) {
	for _, tt := range []struct {
		prompt string
		want   words.Lack
	}{
		{"", words.NoLack},
		{"a woman in a red dress", words.LacksMotion},
		{"astronaut", words.LacksMotion},
		{"golden hour", words.LacksMotion},
		{"she smiles", words.LacksLight},
		{"slow push in", words.LacksLight},
		{"{name} smiles at dusk", words.LacksFilling},
		// What is good as it is.
		{"walking forward in a forest with cinematic lighting", words.NoLack},
		{"She turns her head slowly, golden hour", words.NoLack},
		{"the cat stares at us, soft window light, slow push in", words.NoLack},
		{"sie lächelt in der Abendsonne", words.NoLack},
		{"elle marche vers nous, lumière douce", words.NoLack},
		{"camina hacia la cámara, luz suave", words.NoLack},
		{"ela sorri, luz do sol", words.NoLack},
		{"cammina verso di noi al tramonto", words.NoLack},
		{"彼女は微笑む、夕日", words.NoLack},
		{"她微笑着转身，阳光", words.NoLack},
		{"그녀가 미소 짓는다, 노을", words.NoLack},
		{"المرأة تبتسم في ضوء الشمس", words.NoLack},
		{"a tall ship under full canvas heeled hard over on a broad reach past the Fastnet rock, gale force", words.NoLack}, // long
		// In their languages.
		{"eine Frau im roten Kleid", words.LacksMotion},
		{"une femme en robe rouge", words.LacksMotion},
		{"赤いドレスの女性", words.LacksMotion},
		{"sie lächelt", words.LacksLight},
		{"彼女は微笑む", words.LacksLight},
	} {
		if got := lack(tt.prompt); got != tt.want {
			t.Errorf("%q: %d (%q), want %d", tt.prompt, got, words.Coach(got), tt.want)
		}
	}
}

func TestCoachIsSilentOnWhatItOffers(t *testing.T) {
	for _, l := range language.All() {
		speak(t, l.Tag)
		for _, motion := range words.Motions() {
			if got := lack(words.Subjects()[0] + " " + motion); got == words.LacksMotion {
				t.Errorf("%s: nothing moves in %q", l.English, motion)
			}
			if got := lack(motion + words.Comma() + words.Term("soft light")); got != words.NoLack {
				t.Errorf("%s: %q lacks %d", l.English, motion, got)
			}
		}
	}
}
