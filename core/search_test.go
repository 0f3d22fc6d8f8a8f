package core_test

import (
	"slices"
	"strings"
	"testing"

	"caracal/core"
)

func TestSearchWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "",
		" ?! -- \t\n":                "",
		"Push-in, 50% FASTER":        "push in 50 faster",
		"Crème brûlée, ﬁne":          "creme brulee fine",
		"don't don’t":                "dont dont",
		"ÅNGSTRÖM Žižek ő":           "angstrom zizek o",
		"zero\u200bwidth so\u00adft": "zerowidth soft",
		"Привет, мир":                "привет мир",
		"مَرحبا":                     "مرحبا",
		"猫が golden":                  "猫 か golden",
		"スーパーMario":                  "ス ー ハ ー mario",
		"ｽｰﾊﾟｰ mario":                "ス ー ハ ー mario",
		"marioカー2":                   "mario カ ー 2",
		"ห้อง":                       "ห อ ง",
		"party🎉time ❤️ ❤":            "party 🎉 time ❤ ❤",
		"१२ x²":                      "१२ x2",
		"tag:\"a b\" * NEAR(x)":      "tag a b near x",
	} {
		if got := strings.Join(core.SearchWords(text), " "); got != want {
			t.Errorf("%q is cut into %q, not %q", text, got, want)
		}
	}
	for _, text := range []string{"スーパーMario", "猫が golden", "Crème"} { // what is found again is cut likewise
		words := core.SearchWords(text)
		if again := core.SearchWords(strings.Join(words, " ")); !slices.Equal(again, words) {
			t.Errorf("%q becomes %q", words, again)
		}
	}
}
